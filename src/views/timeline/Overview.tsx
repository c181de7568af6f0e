import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef } from 'react';
import type { RunSummary } from '../../analysis/outline.ts';
import { SECOND } from '../../lib/units.ts';
import type { TimeWindow } from '../../shell/stores.ts';
import { fitted, panned, resized } from '../../shell/time-window.ts';
import { clockWithin, span } from '../../ui/format.ts';
import { timeScale, type TimeScale } from '../../ui/time-scale.ts';
import { useSize } from '../../ui/use-size.ts';
import { words } from '../../words/index.ts';
import { useLayout, useSession } from '../session.ts';
import { SuccessLine } from './SuccessRow.tsx';

const HEIGHT = 20;
/** A bracket is never narrower, in pixels. */
const NARROWEST = 8;
/** Room that its text takes at either side, in pixels. */
const TEXT = 220;

/** The whole run in one line, with a bracket around what the timeline above shows. */
export const Overview = memo(function Overview({ summary }: { readonly summary: RunSummary }) {
  const [measure, size] = useSize();
  const { duration } = summary;
  const width = size?.width ?? 0;
  const scale = useMemo(() => timeScale({ from: 0, to: duration }, width), [duration, width]);
  return (
    <div className="tl-grid tl-overview">
      <div className="tl-labels tl-span" aria-hidden="true">
        {span(duration)}
      </div>
      <div className="tl-overview-plot" ref={measure}>
        <svg width={width} height={HEIGHT} role="img" aria-label={words.timeline.overview}>
          <SuccessLine points={summary.success} end={summary.end} scale={scale} top={3} bottom={HEIGHT - 4} />
        </svg>
        <Bracket scale={scale} duration={duration} />
      </div>
    </div>
  );
});

interface BracketProps {
  readonly scale: TimeScale;
  readonly duration: number;
}

function Bracket({ scale, duration }: BracketProps) {
  const session = useSession();
  const wanted = useLayout((state) => state.window);
  const window = fitted(wanted, duration);
  const length = window.to - window.from;
  const from = scale.toX(window.from);
  const width = Math.max(NARROWEST, scale.toX(window.to) - from);
  const left = Math.min(
    scale.width - width,
    from - Math.max(0, (NARROWEST - length * (scale.width / duration)) / 2),
  );
  const right = left + width;
  const place =
    right + TEXT < scale.width
      ? { left: right + 14 }
      : left > TEXT
        ? { right: scale.width - left + 14 }
        : undefined;
  const ends = [clockWithin(window.from, length), clockWithin(window.to, length)] as const;

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const by = (event.shiftKey ? 1 : 0.1) * length * (STEPS[event.key] ?? 0);
    const to = { Home: -duration, End: duration }[event.key] ?? by;
    if (to === 0) return;
    event.preventDefault();
    event.stopPropagation();
    session.window.set(panned(window, to, duration));
  }

  return (
    <>
      <div
        className="tl-bracket"
        role="slider"
        tabIndex={0}
        aria-label={words.timeline.window}
        aria-valuemin={0}
        aria-valuemax={duration / SECOND}
        aria-valuenow={window.from / SECOND}
        aria-valuetext={words.timeline.windowValue(...ends)}
        title={words.timeline.windowHint}
        style={{ left, width }}
        onKeyDown={onKeyDown}
        {...useBracketDrag('both', window, scale, duration)}
      >
        <span
          className="tl-bracket-end tl-bracket-from"
          {...useBracketDrag('from', window, scale, duration)}
        />
        <span className="tl-bracket-end tl-bracket-to" {...useBracketDrag('to', window, scale, duration)} />
      </div>
      {place === undefined ? undefined : (
        <span className="tl-overview-text" aria-hidden="true" style={place}>
          {words.timeline.thisWindow(...ends)}
        </span>
      )}
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** Takes the bracket, or one end of it, along with the pointer. */
function useBracketDrag(end: 'both' | 'from' | 'to', window: TimeWindow, scale: TimeScale, duration: number) {
  const session = useSession();
  const taken = useRef<{ readonly x: number; readonly window: TimeWindow }>(undefined);
  const release = () => {
    taken.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      taken.current = { x: event.clientX, window };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (taken.current === undefined) return;
      const { x, window: before } = taken.current;
      const by = ((event.clientX - x) / scale.width) * duration;
      session.window.set(
        end === 'both' ? panned(before, by, duration) : resized(before, end, before[end] + by, duration),
      );
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}
