import { memo } from 'react';
import type { NodePicture } from '../../analysis/picture.ts';
import type { SimTime } from '../../lib/units.ts';
import { hasTrouble } from './node-words.ts';
import type { Place } from './place.ts';

interface RingsProps {
  readonly places: readonly Place[];
  readonly pictures: ReadonlyMap<string, NodePicture>;
  readonly selected: string | undefined;
  readonly now: SimTime;
  readonly reducedMotion: boolean;
}

const RADIUS = 25;
/** A ring is drawn again when its end has moved by half a pixel: in this many steps it goes round. */
const STEPS = Math.round(2 * Math.PI * RADIUS * 2);
/** Without motion a ring steps once in this time, in µs. */
const STEP = 500_000;

/** Around each node what it waits for: full at first, it drains clockwise from twelve. */
export function Rings({ places, pictures, selected, now, reducedMotion }: RingsProps) {
  return (
    <g aria-hidden="true">
      {places.map((place) => {
        const node = pictures.get(place.name);
        if (node?.ring === undefined || !hasRing(place, node, selected)) return undefined;
        const { ring } = node;
        const length = Math.max(1, ring.firesAt - ring.setAt);
        const left = ring.firesAt - now;
        const shown = reducedMotion ? Math.ceil(left / STEP) * STEP : left;
        const share = Math.min(1, Math.max(0, shown / length));
        return (
          <Ring
            key={place.name}
            x={place.x}
            y={place.y}
            late={share < 0.25}
            step={Math.round(share * STEPS)}
          />
        );
      })}
    </g>
  );
}

/** Where only names are told, only what matters has a ring. */
function hasRing({ name, density }: Place, node: NodePicture, selected: string | undefined): boolean {
  if (density === 'bare') return false;
  return density !== 'names' || name === selected || hasTrouble(node);
}

interface RingProps {
  readonly x: number;
  readonly y: number;
  readonly late: boolean;
  /** How many of its steps are left. */
  readonly step: number;
}

const Ring = memo(function Ring({ x, y, late, step }: RingProps) {
  return (
    <g className={late ? 'ring ring-late' : 'ring'} transform={`translate(${x} ${y})`}>
      <circle className="ring-track" r={RADIUS} />
      <circle
        className="ring-left"
        r={RADIUS}
        pathLength={STEPS}
        strokeDasharray={`${step} ${STEPS}`}
        transform="rotate(-90)"
      />
    </g>
  );
});
