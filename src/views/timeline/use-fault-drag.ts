import { useEffect, useRef, useState, type PointerEvent } from 'react';
import type { FaultView } from '../../analysis/outline.ts';
import { MILLISECOND, type SimTime } from '../../lib/units.ts';
import { clock } from '../../ui/format.ts';
import { onRawMoves } from '../../ui/raw-moves.ts';
import { fineStep, type TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';

const TENTH = 100_000;
/** A press that moves less than this, in pixels, is a click. */
const STILL = 3;
/** So far above or below the row a fault is off its track. */
const OFF_TRACK = 24;

/** A fault in the hand. The others stay as they were when it was taken. */
export interface FaultDrag {
  readonly fault: FaultView;
  readonly faults: readonly FaultView[];
  readonly at: SimTime;
  /** Off its track: letting go removes it. */
  readonly away: boolean;
  /** Let go, and shown where it was until its run is whole. */
  readonly dropped: boolean;
}

interface Grip {
  readonly fault: FaultView;
  readonly x: number;
  readonly y: number;
  readonly row: DOMRect;
}

type Place = Pick<globalThis.PointerEvent, 'clientX' | 'clientY' | 'shiftKey'>;

/** Takes faults along their track by pointer: the run follows; Esc puts the fault back, off the track removes it. */
export function useFaultDrag(faults: readonly FaultView[], scale: TimeScale, duration: number) {
  const session = useSession();
  const grip = useRef<Grip>(undefined);
  const [drag, setDrag] = useState<FaultDrag>();
  /** So that the click at the end of a drag is none. */
  const dragged = useRef(false);
  const held = drag !== undefined;

  /** As of the newest render, for moves that come between two of them. */
  const follow = useRef<(event: Place) => void>(undefined);
  const stop = useRef<() => void>(undefined);

  async function end(keep: boolean): Promise<void> {
    grip.current = undefined;
    stop.current?.();
    if (drag === undefined || drag.dropped) return;
    const { fault, at, away } = drag;
    setDrag({ ...drag, dropped: true });
    const name = fault.text;
    const said = !keep
      ? words.edits.unmoved(name)
      : away
        ? words.edits.removed(name)
        : words.edits.moved(name, clock(at));
    await session.edits.dropFault(keep, said);
    setDrag(undefined);
  }

  useEscape(drag?.dropped === false, () => {
    grip.current = undefined;
    setDrag(drag && { ...drag, dropped: true });
    void session.edits.dropFault(false, '').then(() => setDrag(undefined));
  });

  function onPointerDown(event: PointerEvent<HTMLElement>, fault: FaultView) {
    dragged.current = false;
    const listed = session.stores.run.getState().scenario?.faults[fault.fault];
    const row = event.currentTarget.parentElement;
    if (event.button !== 0 || held || row === null || listed?.at !== fault.at) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    stop.current?.();
    stop.current = onRawMoves(event.currentTarget, (move) => follow.current?.(move));
    grip.current = { fault, x: event.clientX, y: event.clientY, row: row.getBoundingClientRect() };
  }

  function onMove(event: Place) {
    const taken = grip.current;
    if (taken === undefined) return;
    const by = event.clientX - taken.x;
    if (drag === undefined && Math.hypot(by, event.clientY - taken.y) < STILL) return;
    dragged.current = true;
    const { fault, row } = taken;
    const away = event.clientY < row.top - OFF_TRACK || event.clientY > row.bottom + OFF_TRACK;
    const time = scale.toTime(scale.toX(fault.at) + by);
    const at = snapped(time, scale, event.shiftKey, duration);
    if (drag?.at === at && drag.away === away) return;
    setDrag({ fault, faults: drag?.faults ?? faults, at, away, dropped: false });
    if (away) {
      if (drag?.away !== true) session.edits.dragFaultAway(fault.fault);
    } else session.edits.dragFault(fault.fault, at);
  }

  useEffect(() => {
    follow.current = onMove;
  });

  return {
    drag,
    wasDragged: () => dragged.current,
    handlers: (fault: FaultView) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => onPointerDown(event, fault),
      onPointerMove: onMove,
      onPointerUp: () => void end(true),
      onPointerCancel: () => void end(false),
    }),
  };
}

/**
 * While `active`, Escape does this and no other key does anything: the list of faults must stay as it was when one of
 * them was taken. Shift alone counts, for fine steps.
 */
function useEscape(active: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!active) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Shift') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') latest.current();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [active]);
}

/** To the tenth of a second, or finer where the window shows less than that as a few pixels. */
function snapped(time: SimTime, scale: TimeScale, fine: boolean, duration: number): SimTime {
  const coarse = Math.min(TENTH, fineStep(scale));
  const step = fine ? Math.max(1, Math.min(MILLISECOND, coarse / 100)) : coarse;
  return Math.min(duration, Math.max(0, Math.round(time / step) * step));
}
