import { memo } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import type { Place } from './place.ts';

interface RingsProps {
  readonly places: readonly Place[];
  readonly pictures: ReadonlyMap<string, NodePicture>;
  readonly now: SimTime;
  readonly reducedMotion: boolean;
}

const RADIUS = 25;
/** Without motion a ring steps once in this time, in µs. */
const STEP = 500_000;

/** Around each node what it waits for: full at first, it drains clockwise from twelve. */
export function Rings({ places, pictures, now, reducedMotion }: RingsProps) {
  return (
    <g aria-hidden="true">
      {places.map((place) => {
        const ring = pictures.get(place.name)?.ring;
        if (ring === undefined || place.density === 'bare') return undefined;
        const length = Math.max(1, ring.firesAt - ring.setAt);
        const left = ring.firesAt - now;
        const shown = reducedMotion ? Math.ceil(left / STEP) * STEP : left;
        const share = Math.min(1, Math.max(0, shown / length));
        return <Ring key={place.name} x={place.x} y={place.y} share={Math.round(share * 1000) / 1000} />;
      })}
    </g>
  );
}

interface RingProps {
  readonly x: number;
  readonly y: number;
  readonly share: number;
}

const Ring = memo(function Ring({ x, y, share }: RingProps) {
  return (
    <g className={share < 0.25 ? 'ring ring-late' : 'ring'} transform={`translate(${x} ${y})`}>
      <circle className="ring-track" r={RADIUS} />
      <circle
        className="ring-left"
        r={RADIUS}
        pathLength={1}
        strokeDasharray={`${share} 1`}
        transform="rotate(-90)"
      />
    </g>
  );
});
