import { useMemo } from 'react';
import { Menu } from '../../ui/Menu.tsx';
import { useSize } from '../../ui/use-size.ts';
import { words } from '../../words/index.ts';
import type { Session } from '../../shell/session.ts';
import { useRun, useSession } from '../session.ts';
import { useVeiled } from '../story/use-story.ts';
import { VerdictMark } from './VerdictMark.tsx';
import { type ShortVerdict, shortVerdicts } from './verdict-words.ts';

/** A letter's width, and what stands around the letters: mark, gaps and padding. In pixels. */
const LETTER = 6.7;
const AROUND = 42;
const MORE = 48;

/** What must hold, and whether it does: in one line as many as there is room for, the rest in a menu. */
export function Verdicts() {
  const session = useSession();
  const summary = useRun((state) => state.summary);
  const hidden = useVeiled();
  const [box, size] = useSize();
  const verdicts = useMemo(
    () => (summary === undefined ? [] : shortVerdicts(summary, hidden)),
    [summary, hidden],
  );
  const fit = fitting(verdicts, size?.width ?? 0);
  const rest = verdicts.slice(fit);
  const failing = rest.filter(({ state }) => state === 'fails').length;
  return (
    <div className="verdicts" role="group" aria-label={words.verdict.group} ref={box}>
      {summary !== undefined && verdicts.length === 0 ? (
        <p className="verdict-none">{words.verdict.none}</p>
      ) : undefined}
      {verdicts.slice(0, fit).map((verdict, index) => (
        <button
          key={index}
          type="button"
          className={`button button-quiet verdict verdict-is-${verdict.state}`}
          aria-label={verdict.label}
          title={verdict.label}
          onClick={() => show(session, verdict)}
        >
          <VerdictMark state={verdict.state} />
          <VerdictText verdict={verdict} />
        </button>
      ))}
      {rest.length === 0 ? undefined : (
        <Menu
          label={words.verdict.moreName(rest.length, failing)}
          buttonClass={failing > 0 ? 'verdict verdict-is-fails' : 'verdict'}
          button={
            <>
              {failing > 0 ? <VerdictMark state="fails" /> : undefined}
              {words.verdict.more(rest.length)}
            </>
          }
          align="end"
          items={rest.map((verdict, index) => ({
            id: String(index),
            text: verdict.label,
            mark: <VerdictMark state={verdict.state} />,
            tone: verdict.state === 'fails' ? 'bad' : undefined,
            onSelect: () => show(session, verdict),
          }))}
        />
      )}
    </div>
  );
}

/** How many verdicts fit into a width in pixels; one that fails is there in any case, cut off where it must be. */
function fitting(verdicts: readonly ShortVerdict[], width: number): number {
  const fit = fittingWhole(verdicts, width);
  return fit === 0 && verdicts[0]?.state === 'fails' ? 1 : fit;
}

function fittingWhole(verdicts: readonly ShortVerdict[], width: number): number {
  let left = width;
  for (const [index, { name, value = '' }] of verdicts.entries()) {
    left -= AROUND + LETTER * (name.length + value.length);
    if (left < (index === verdicts.length - 1 ? 0 : MORE)) return index;
  }
  return verdicts.length;
}

function VerdictText({ verdict: { state, name, value } }: { readonly verdict: ShortVerdict }) {
  if (value === undefined) return <span>{name}</span>;
  if (state === 'measured')
    return (
      <span>
        {name} <span className="mono verdict-value">{value}</span>
      </span>
    );
  return (
    <span className="verdict-text">
      <span className="verdict-name">{name}:</span> <strong>{value}</strong>
    </span>
  );
}

/** To what decided a verdict, and why that came about. */
function show(session: Session, verdict: ShortVerdict): void {
  const milestone = session.stores.run
    .getState()
    .summary?.milestones.find((candidate) => candidate.id === verdict.why);
  if (milestone === undefined) return;
  session.playback.jumpTo(milestone.time);
  session.why(milestone.id);
}

/** A circle with a tick holds, a diamond with a cross is violated, a pie measures, a dashed circle is unknown. */
