import type { Fleet, StageLayout } from '../stage/place.ts';
import { usePointed } from '../session.ts';
import { selectionBox } from './Marquee.tsx';

/** Around the dots that the line of the text speaks of, which is looked at. */
export function SpokenDots({ layout }: { readonly layout: StageLayout }) {
  const spoken = new Set(usePointed((state) => state.spoken));
  if (spoken.size === 0) return undefined;
  return (
    <g aria-hidden="true">
      {layout.fleets.flatMap((fleet) =>
        boxesOf(fleet, spoken).map((box) => (
          <rect key={`${fleet.id} ${box.x} ${box.y}`} className="stage-spoken" rx="3" {...box} />
        )),
      )}
    </g>
  );
}

/** One box where they stand together, else one around each. */
function boxesOf(fleet: Fleet, spoken: ReadonlySet<string>) {
  const { cells, pitch } = fleet;
  const all = selectionBox(fleet, spoken);
  if (all?.whole === true)
    return [{ x: all.left, y: all.top, width: all.right - all.left, height: all.bottom - all.top }];
  return cells
    .filter(({ name }) => spoken.has(name))
    .map(({ x, y }) => ({ x: x - pitch / 2, y: y - pitch / 2, width: pitch, height: pitch }));
}
