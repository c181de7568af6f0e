import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { Lane } from '../../analysis/picture.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { badgeText, placeMarks, type Trail } from './trail.ts';
import './trail.css';

interface TimelineWayProps {
  readonly trail: Trail | undefined;
  readonly lanes: readonly Lane[];
  readonly scale: TimeScale;
}

/** The numbers of the panel on the lanes of their nodes, at their times. */
export const TimelineWay = memo(function TimelineWay({ trail, lanes, scale }: TimelineWayProps) {
  const box = useRef<HTMLDivElement>(null);
  const [middles, setMiddles] = useState<readonly number[]>([]);
  useLayoutEffect(() => setMiddles(laneMiddles(box.current)), [lanes, scale]);
  const placed =
    trail === undefined
      ? []
      : placeMarks(trail.marks, scale.toX, (node) => middles[lanes.findIndex((lane) => lane.node === node)]);
  return (
    <div className="timeline-trail" ref={box} aria-hidden="true">
      <svg>
        {placed.slice(1).map((mark, index) => (
          <path
            key={mark.numbers[0]}
            className="trail-connector"
            d={`M${placed[index]?.x ?? 0} ${placed[index]?.y ?? 0}L${mark.x} ${mark.y}`}
          />
        ))}
      </svg>
      {placed.map(({ x, y, numbers, fault }) => (
        <span
          key={numbers[0]}
          className={fault ? 'trail-mark trail-mark-fault' : 'trail-mark'}
          style={{ left: x, top: y }}
        >
          {badgeText(numbers)}
        </span>
      ))}
    </div>
  );
});

/** How far below the top of the plot each lane has its middle, in pixels. */
function laneMiddles(box: HTMLDivElement | null): readonly number[] {
  const plot = box?.parentElement;
  if (plot === null || plot === undefined) return [];
  const { top } = plot.getBoundingClientRect();
  // The lanes scroll below the plot, which lies over them.
  const lanes = plot.parentElement?.querySelectorAll('.lane') ?? [];
  return [...lanes].map((lane) => {
    const { top: laneTop, height } = lane.getBoundingClientRect();
    return laneTop - top + height / 2;
  });
}
