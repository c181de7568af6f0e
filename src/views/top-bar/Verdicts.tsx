import type { Verdict } from '../../analysis/picture.ts';
import { Menu } from '../../ui/Menu.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { words } from '../../words/index.ts';
import type { Session } from '../../shell/session.ts';
import { useRun, useSession } from '../session.ts';

const NONE: readonly Verdict[] = [];

/** What must hold, and whether it does: in one line, with as many named as there is room for. */
export function Verdicts() {
  const session = useSession();
  const expectations = useRun((state) => state.summary?.expectations) ?? NONE;
  const wide = useMedia('(min-width: 1360px)');
  const wider = useMedia('(min-width: 1700px)');
  const known = useRun((state) => state.summary !== undefined);
  if (!known) return undefined;
  if (expectations.length === 0) return <p className="verdict-none">{words.verdict.none}</p>;
  const ordered = [...expectations].sort((left, right) => rankOf(left) - rankOf(right));
  const shown = ordered.slice(0, wider ? 3 : wide ? 2 : 0);
  return (
    <div className="verdicts" role="group" aria-label={words.verdict.group}>
      <Menu
        label={summaryText(expectations)}
        buttonClass="verdict-summary"
        button={
          <>
            <VerdictMark verdict={ordered[0]} />
            <span>{summaryText(expectations)}</span>
          </>
        }
        items={ordered.map((verdict, index) => ({
          id: String(index),
          text: verdictText(verdict),
          onSelect: () => show(session, verdict),
        }))}
      />
      {shown.map((verdict, index) => (
        <button
          key={index}
          type="button"
          className="button button-quiet verdict"
          aria-label={verdictText(verdict)}
          title={verdictText(verdict)}
          onClick={() => show(session, verdict)}
        >
          <VerdictMark verdict={verdict} />
          <span className="verdict-text">{verdict.text}</span>
        </button>
      ))}
    </div>
  );
}

/** To what decided a verdict, and why that came about. */
function show(session: Session, verdict: Verdict): void {
  const milestone = session.stores.run
    .getState()
    .summary?.milestones.find((candidate) => candidate.id === verdict.why);
  if (milestone === undefined) return;
  session.playback.jumpTo(milestone.time);
  session.why(milestone.id);
}

function rankOf(verdict: Verdict): number {
  return verdict.holds === false ? 0 : verdict.holds === undefined ? 2 : 1;
}

function verdictText(verdict: Verdict): string {
  if (verdict.holds === undefined) return words.verdict.unknown(verdict.text);
  return verdict.holds
    ? words.verdict.holds(verdict.text)
    : words.verdict.fails(verdict.text, verdict.measured);
}

function summaryText(expectations: readonly Verdict[]): string {
  const failed = expectations.filter((verdict) => verdict.holds === false).length;
  return failed === 0
    ? words.verdict.all(expectations.length)
    : words.verdict.some(failed, expectations.length);
}

/** A circle with a tick holds, a diamond with a cross is violated, a dashed circle is not known yet. */
function VerdictMark({ verdict }: { readonly verdict: Verdict | undefined }) {
  const state = verdict?.holds === undefined ? 'unknown' : verdict.holds ? 'holds' : 'fails';
  return (
    <svg
      className={`verdict-mark verdict-${state}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {state === 'fails' ? (
        <path d="M8 1L15 8L8 15L1 8ZM5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5" />
      ) : (
        <>
          <circle cx="8" cy="8" r="6.5" />
          {state === 'holds' ? <path d="M5 8.5L7.2 10.5L11 6" /> : undefined}
        </>
      )}
    </svg>
  );
}
