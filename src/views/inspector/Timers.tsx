import { Columns } from '../../ui/Columns.tsx';
import type { TimerPicture } from '../../analysis/picture.ts';
import { Section } from '../../ui/Detail.tsx';
import { clock, duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';

interface TimersProps {
  readonly timers: readonly TimerPicture[];
  readonly now: number;
}

const MAX_SHOWN = 12;

/** What a node waits for: when it set each timer and when it fires. */
export function Timers({ timers, now }: TimersProps) {
  const { name, set, fires } = words.inspector.timer;
  if (timers.length === 0) {
    return (
      <Section title={words.inspector.timers}>
        <p className="detail-note">{words.inspector.noTimers}</p>
      </Section>
    );
  }
  return (
    <Section title={words.inspector.timers}>
      <table className="detail-table">
        <Columns names={[name, set, fires]} />
        <tbody>
          {timers.slice(0, MAX_SHOWN).map((timer) => (
            <tr key={`${timer.name}-${timer.key}`}>
              <td>{timer.key === 0 ? timer.name : `${timer.name} ${timer.key}`}</td>
              <td>{clock(timer.setAt)}</td>
              <td>{duration(timer.firesAt - now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {timers.length > MAX_SHOWN ? (
        <p className="detail-note">{words.inspector.moreEntries(timers.length - MAX_SHOWN)}</p>
      ) : undefined}
    </Section>
  );
}
