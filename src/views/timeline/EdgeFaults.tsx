import type { FaultView } from '../../analysis/outline.ts';
import { delta } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useCursor, useSession } from '../session.ts';

interface EdgeFaultsProps {
  readonly faults: readonly FaultView[];
  readonly scale: TimeScale;
  /** Room at either end of the track, in pixels. */
  readonly free: { readonly left: number; readonly right: number };
}

const ROOM = 270;

/** The faults nearest to what a zoomed timeline shows, named at its edges. */
export function EdgeFaults({ faults, scale, free }: EdgeFaultsProps) {
  const ordered = [...faults].sort((left, right) => left.at - right.at);
  const before = ordered.findLast((fault) => fault.at < scale.from);
  const after = ordered.find((fault) => fault.at > scale.to);
  return (
    <>
      {before === undefined || free.left < ROOM ? undefined : <EdgeFault fault={before} side="left" />}
      {after === undefined || free.right < ROOM ? undefined : <EdgeFault fault={after} side="right" />}
    </>
  );
}

interface EdgeFaultProps {
  readonly fault: FaultView;
  readonly side: 'left' | 'right';
}

/** Leads to the fault: the cursor goes there, and the timeline turns with it. */
function EdgeFault({ fault, side }: EdgeFaultProps) {
  const session = useSession();
  const distance = useCursor((state) => {
    const away = fault.at - state.time;
    const length = delta(Math.abs(away)).slice(1);
    return away < 0 ? words.timeline.beforeCursor(length) : words.timeline.afterCursor(length);
  });
  return (
    <button
      type="button"
      role="link"
      className={`fault-edge fault-edge-${side} fault-edge-${fault.tone}`}
      onClick={() => session.playback.jumpTo(fault.at)}
    >
      <strong>{fault.text}</strong> {distance}
    </button>
  );
}
