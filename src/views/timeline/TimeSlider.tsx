import type { KeyboardEvent, PointerEvent } from 'react';
import type { Picture } from '../../analysis/picture.ts';
import { SECOND, type SimTime } from '../../lib/units.ts';
import { clock, shortClock } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useCursor, useSession } from '../session.ts';

interface TimeSliderProps {
  readonly scale: TimeScale;
  readonly end: SimTime;
}

const TENTH = 100_000;

/** The cursor: drag anywhere on the plot, or use the keys of a slider. */
export function TimeSlider({ scale, end }: TimeSliderProps) {
  const session = useSession();
  const time = useCursor((state) => state.time);
  const leaders = useCursor((state) => leadersIn(state.picture));
  const x = scale.toX(time);

  function timeUnder(event: PointerEvent<HTMLDivElement>): SimTime {
    return scale.toTime(event.clientX - event.currentTarget.getBoundingClientRect().left);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    session.playback.grab(timeUnder(event));
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) session.playback.moveTo(timeUnder(event));
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target = targetOf(event, time, end);
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
      onPointerUp={() => session.playback.release()}
      onPointerCancel={() => session.playback.release()}
      onKeyDown={onKeyDown}
    >
      <div className="tl-cursor" style={{ transform: `translateX(${x}px)` }}>
        <svg
          className="tl-handle"
          width="13"
          height="13"
          viewBox="0 0 13 13"
          aria-hidden="true"
          focusable="false"
        >
          <path d="M0.5 0.5H12.5V6.5L6.5 12.5L0.5 6.5Z" />
        </svg>
      </div>
    </div>
  );
}

function targetOf(event: KeyboardEvent, time: SimTime, end: SimTime): SimTime | undefined {
  const fine = event.shiftKey ? SECOND : TENTH;
  const targets: Readonly<Record<string, SimTime>> = {
    ArrowRight: time + fine,
    ArrowUp: time + fine,
    ArrowLeft: time - fine,
    ArrowDown: time - fine,
    PageUp: time + 5 * SECOND,
    PageDown: time - 5 * SECOND,
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
