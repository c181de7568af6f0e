import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Picture } from '../../analysis/picture.ts';
import { SECOND, type SimTime } from '../../lib/units.ts';
import type { TimeWindow } from '../../shell/stores.ts';
import { pinched } from '../../shell/time-window.ts';
import { clock, shortClock } from '../../ui/format.ts';
import { onRawMoves } from '../../ui/raw-moves.ts';
import { fineStep, type TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useCursor, useSession } from '../session.ts';

interface TimeSliderProps {
  readonly scale: TimeScale;
  /** How far the run went, and how far it was to go. */
  readonly end: SimTime;
  readonly duration: SimTime;
}

const TENTH = 100_000;

/** The cursor: drag anywhere on the plot, pinch it with two fingers, or use the keys of a slider. */
export function TimeSlider({ scale, end, duration }: TimeSliderProps) {
  const session = useSession();
  const time = useCursor((state) => state.time);
  const leaders = useCursor((state) => leadersIn(state.picture));
  const pinch = usePinch(scale, duration);
  const stop = useRef<() => void>(undefined);
  const x = scale.toX(time);

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const { currentTarget: element, pointerId } = event;
    element.setPointerCapture(pointerId);
    if (pinch.down(event)) {
      stop.current?.();
      session.playback.release();
      return;
    }
    const { left } = element.getBoundingClientRect();
    const timeUnder = ({ clientX }: { readonly clientX: number }) => scale.toTime(clientX - left);
    session.playback.grab(timeUnder(event));
    stop.current?.();
    stop.current = onRawMoves(element, (move) => {
      if (move.pointerId === pointerId) session.playback.moveTo(timeUnder(move));
    });
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const { currentTarget: element, pointerId, clientX } = event;
    if (!element.hasPointerCapture(pointerId) || pinch.move(event)) return;
    session.playback.moveTo(scale.toTime(clientX - element.getBoundingClientRect().left));
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    stop.current?.();
    pinch.up(event);
    session.playback.release();
    // Arrows then step from event to event again; those of the slider are for who came to it by keyboard.
    event.currentTarget.blur();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target = targetOf(event, time, end, stepOf(scale, duration));
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    session.playback.jumpTo(target);
  }

  return (
    <div
      className="tl-slider"
      role="slider"
      tabIndex={0}
      aria-label={words.timeline.time}
      aria-valuemin={0}
      aria-valuemax={end / SECOND}
      aria-valuenow={time / SECOND}
      aria-valuetext={words.timeline.position(clock(time), shortClock(end), leaders)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    >
      {x < 0 || x > scale.width ? undefined : (
        <div className="tl-cursor" style={{ transform: `translateX(${x}px)` }}>
          <svg className="tl-handle" width="13" height="13" aria-hidden="true" focusable="false">
            <path d="M0.5 0.5H12.5V6.5L6.5 12.5L0.5 6.5Z" />
          </svg>
        </div>
      )}
    </div>
  );
}

interface Fingers {
  readonly window: TimeWindow;
  readonly before: readonly [number, number];
}

/** Two fingers on the plot zoom it. Each answer says whether two are down. */
function usePinch(scale: TimeScale, duration: number) {
  const session = useSession();
  const shares = useRef(new Map<number, number>());
  const begun = useRef<Fingers>(undefined);

  function put(event: PointerEvent<HTMLDivElement>): readonly [number, number] | undefined {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    shares.current.set(event.pointerId, (event.clientX - left) / width);
    const [one, two] = [...shares.current.values()].sort((a, b) => a - b);
    return one === undefined || two === undefined ? undefined : [one, two];
  }

  return {
    down(event: PointerEvent<HTMLDivElement>): boolean {
      const before = put(event);
      if (before !== undefined) begun.current = { window: { from: scale.from, to: scale.to }, before };
      return before !== undefined;
    },
    move(event: PointerEvent<HTMLDivElement>): boolean {
      const after = put(event);
      const fingers = begun.current;
      if (after === undefined || fingers === undefined) return false;
      session.window.set(pinched(fingers.window, fingers.before, after, duration));
      return true;
    },
    up(event: PointerEvent<HTMLDivElement>): void {
      shares.current.delete(event.pointerId);
      if (shares.current.size < 2) begun.current = undefined;
    },
  };
}

/** An arrow moves a tenth of a second in the whole run, and less the closer one looks. */
function stepOf(scale: TimeScale, duration: number): SimTime {
  const whole = scale.from === 0 && scale.to === duration;
  return whole ? TENTH : Math.min(TENTH, fineStep(scale));
}

function targetOf(event: KeyboardEvent, time: SimTime, end: SimTime, step: SimTime): SimTime | undefined {
  const fine = step * (event.shiftKey ? 10 : 1);
  const page = step * 50;
  const targets: Readonly<Record<string, SimTime>> = {
    ArrowRight: time + fine,
    ArrowUp: time + fine,
    ArrowLeft: time - fine,
    ArrowDown: time - fine,
    PageUp: time + page,
    PageDown: time - page,
    Home: 0,
    End: end,
  };
  return targets[event.key];
}

function leadersIn(picture: Picture | undefined): string {
  return (picture?.nodes ?? [])
    .filter((node) => node.status === 'running' && node.face.tone === 'leads')
    .map((node) => words.timeline.leads(node.name, node.face.role))
    .join('');
}
