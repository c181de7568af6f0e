/** On narrow screens a request goes down the column at the left, and along the lower edge to the stores. */
import { route, type Route } from '../../ui/path.ts';
import type { Place, StageLayout } from './place.ts';

const GLYPH = 17;
/** From the middle of the column to the lines that pass by its glyphs, at the left and at the right. */
const LANE = { left: 28, right: 27 };
/** From the middle of a store to what leads up to it at its left. */
const RISE = 44;

/** The way of traffic between two places; undefined where it is none of the column's. */
export function columnWay(layout: StageLayout, start: Place, end: Place): Route | undefined {
  const right = ({ tier }: Place) => tier === 'store' || tier === 'coordination';
  if (end.tier === 'store') return toStore(layout, start, end);
  if (right(start) || right(end)) return undefined;
  const [upper, lower] = start.y < end.y ? [start, end] : [end, start];
  const passed = columnOf(layout, start).some(({ y }) => y > upper.y && y < lower.y);
  const x = start.x - LANE.left;
  if (passed) {
    return route([
      { x: start.x - GLYPH, y: start.y },
      { x, y: start.y },
      { x, y: end.y },
      { x: end.x - GLYPH, y: end.y },
    ]);
  }
  const side = start.y < end.y ? 1 : -1;
  return route([
    { x: start.x, y: start.y + side * GLYPH },
    { x: end.x, y: end.y - side * GLYPH },
  ]);
}

function toStore(layout: StageLayout, start: Place, end: Place): Route {
  const { traffic } = layout.buses;
  const column = columnOf(layout, start);
  const services = column.filter(({ tier }) => tier === 'service');
  const lowest = column.every(({ y }) => y <= start.y);
  const straight = lowest && (services.length < 2 || start.tier !== 'service');
  const lane = start.x + LANE.right;
  const leaves = straight
    ? [{ x: start.x, y: start.y + GLYPH }]
    : [
        { x: start.x + GLYPH - 2, y: start.y + 10 },
        { x: lane, y: start.y + 10 },
      ];
  const x = end.x - riseOf(layout, end);
  return route([
    ...leaves,
    { x: straight ? start.x : lane, y: traffic },
    { x, y: traffic },
    { x, y: end.y },
    { x: end.x - GLYPH + 4, y: end.y },
  ]);
}

/** Half way to its neighbour where stores stand close. */
function riseOf(layout: StageLayout, { x, y }: Place): number {
  const row = layout.places.filter((place) => place.tier === 'store' && place.y === y && place.x < x);
  const gap = Math.min(...row.map((place) => x - place.x));
  return Math.min(RISE, gap / 2);
}

function columnOf(layout: StageLayout, { x }: Place): readonly Place[] {
  return [...new Set(layout.byName.values())].filter((place) => Math.abs(place.x - x) < 1);
}
