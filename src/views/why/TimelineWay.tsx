import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { TimeScale } from '../../ui/time-scale.ts';
import { badgeText, placeMarks, type Trail } from './trail.ts';
import './trail.css';

interface TimelineWayProps {
  readonly trail: Trail | undefined;
  readonly scale: TimeScale;
}

/** The numbers of the panel on the lanes of their nodes, at their times. */
export const TimelineWay = memo(function TimelineWay({ trail, scale }: TimelineWayProps) {
  const box = useRef<HTMLDivElement>(null);
  const { middles, top } = useLanePlaces(box);
  const within = (trail?.marks ?? []).filter(({ time }) => time >= scale.from && time <= scale.to);
  const placed = placeMarks(within, scale.toX, (node) => placeIn(middles, node));
  return (
    <div className="timeline-trail" ref={box} style={{ top: top - MARGIN }} aria-hidden="true">
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

/** Room above the lanes, where faults between nodes are marked. */
const MARGIN = 14;
const ABOVE = 8;

function placeIn(middles: ReadonlyMap<string, number>, node: string | undefined): number | undefined {
  if (node === undefined) return ABOVE;
  const middle = middles.get(node);
  return middle === undefined ? undefined : MARGIN + middle;
}

interface LanePlaces {
  /** How far the area of the lanes is below the top of the plot, in pixels. */
  readonly top: number;
  /** How far below that each node's lane has its middle. */
  readonly middles: ReadonlyMap<string, number>;
}

const NONE: LanePlaces = { top: 0, middles: new Map() };

/** Where the lanes are, which scroll, change their height, and give way to the diagram and come back. */
function useLanePlaces(box: { readonly current: HTMLDivElement | null }): LanePlaces {
  const [places, setPlaces] = useState(NONE);
  useLayoutEffect(() => {
    const plot = box.current?.parentElement;
    // The lanes scroll below the plot, which lies over them.
    const lanes = plot?.parentElement?.querySelector<HTMLElement>('.tl-lanes');
    if (plot === null || plot === undefined || lanes === null || lanes === undefined) return undefined;
    const measure = () => setPlaces((before) => changed(before, placesOf(plot, lanes)));
    measure();
    const resized = new ResizeObserver(measure);
    const rebuilt = new MutationObserver(measure);
    resized.observe(lanes);
    resized.observe(plot);
    rebuilt.observe(lanes, { subtree: true, childList: true, attributeFilter: ['data-lanes', 'style'] });
    lanes.addEventListener('scroll', measure, { passive: true });
    return () => {
      resized.disconnect();
      rebuilt.disconnect();
      lanes.removeEventListener('scroll', measure);
    };
  }, [box]);
  return places;
}

function placesOf(plot: HTMLElement, lanes: HTMLElement): LanePlaces {
  const { top } = lanes.getBoundingClientRect();
  const middles = new Map<string, number>();
  for (const lane of lanes.querySelectorAll<HTMLElement>('[data-lanes]')) {
    const box = lane.getBoundingClientRect();
    const middle = box.top - top + Number(lane.dataset.middle ?? box.height / 2);
    for (const node of (lane.dataset.lanes ?? '').split(' ')) middles.set(node, middle);
  }
  return { top: top - plot.getBoundingClientRect().top, middles };
}

function changed(before: LanePlaces, after: LanePlaces): LanePlaces {
  const same =
    before.top === after.top &&
    before.middles.size === after.middles.size &&
    [...after.middles].every(([node, middle]) => before.middles.get(node) === middle);
  return same ? before : after;
}
