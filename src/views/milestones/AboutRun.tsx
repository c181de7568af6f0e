import { Facts } from '../../ui/Detail.tsx';
import { clock, count } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useRun } from '../session.ts';

/** What identifies a run: the same digest stands on the command line. */
export function AboutRun() {
  const summary = useRun((state) => state.summary);
  if (summary === undefined) return undefined;
  const rows = [
    [words.about.digest, summary.digest],
    [words.about.seed, String(summary.seed)],
    [words.about.model, summary.modelVersion],
    [words.about.events, count(summary.events)],
    [words.about.simulated, words.about.seconds(clock(summary.end))],
    [words.about.outcome, summary.outcome.sentence === '' ? summary.outcome.type : summary.outcome.sentence],
  ] as const;
  return (
    <details className="about">
      <summary>{words.about.title}</summary>
      <Facts rows={rows} />
    </details>
  );
}
