/**
 * Between fleets requests run in shared lines: into an area's fleets at their left, out of them between dots and counts,
 * above the fleets from one area to another, and along a line above the stores down to these.
 */
import { route, type Point, type Route } from '../../ui/path.ts';
import { wordsBox } from './boxes.ts';
import type { AreaWays, Place, StageLayout } from './place.ts';

const GLYPH = 17;
/** From a glyph's middle to the outside of its ring. */
const RING = 27;
/** Where lines reach a store: right of its crown. */
const STORE = { x: 12, y: 13 };
/** From the middle of users and balancers to a line that passes by others of them. */
const PASS = 38;

/** The way of traffic between two places; undefined where it is none of fleets and what stands beside them. */
export function fleetWay(layout: StageLayout, start: Place, end: Place): Route | undefined {
  const from = areaOf(layout, start);
  const to = areaOf(layout, end);
  if (from === undefined || to === undefined || end.tier === 'coordination') return undefined;
  if (end.tier === 'store' && end.half === undefined) return toStore(layout, from, start, end);
  if (from !== to) return between(layout, [from, start], [to, end]);
  return within(layout, from, start, end);
}

function areaOf({ buses }: StageLayout, { x }: Place): AreaWays | undefined {
  return buses.areas?.find(({ left, right }) => x >= left && x <= right);
}

/** Left of the dots stand users and balancers. */
function isBefore({ inlet }: AreaWays, { x }: Place): boolean {
  return x < inlet;
}

function toStore({ buses }: StageLayout, area: AreaWays, start: Place, end: Place): Route {
  const y = buses.traffic;
  const x = end.x + STORE.x;
  const reach = { x, y: end.y - STORE.y };
  if (start.tier === 'store' || start.tier === 'coordination') {
    return route([{ x: start.x + STORE.x, y: start.y }, { x: start.x + STORE.x, y }, { x, y }, reach]);
  }
  const out = isBefore(area, start) ? area.inlet : area.trunk;
  return route([right(start), { x: out, y: start.y }, { x: out, y }, { x, y }, reach]);
}

function within(layout: StageLayout, area: AreaWays, start: Place, end: Place): Route {
  const [before, after] = [isBefore(area, start), isBefore(area, end)];
  if (before && after) return down(layout, start, end);
  const leaves = before ? right(start) : left(start);
  const enters = after ? right(end) : left(end);
  return route([leaves, { x: area.inlet, y: leaves.y }, { x: area.inlet, y: enters.y }, enters]);
}

/** Among users and balancers: straight, between words and glyph, or past others. */
function down({ places }: StageLayout, start: Place, end: Place): Route {
  const [upper, lower] = start.y < end.y ? [start, end] : [end, start];
  const passed = places.some(({ x, y }) => Math.abs(x - start.x) < 1 && y > upper.y && y < lower.y);
  if (passed) {
    const x = start.x + PASS;
    return route([right(start), { x, y: start.y }, { x, y: end.y }, right(end)]);
  }
  const ends = [
    { x: upper.x, y: wordsBox(upper)?.bottom ?? upper.y + GLYPH },
    { x: lower.x, y: lower.y - (lower.tier === 'source' ? GLYPH : RING) },
  ];
  return route(upper === start ? ends : ends.reverse());
}

type Stop = readonly [AreaWays, Place];

/** Over the fleets from area to area: out to the right and in from the left, or the other way round. */
function between({ buses }: StageLayout, [from, start]: Stop, [to, end]: Stop): Route {
  const y = buses.lane ?? 0;
  const eastward = from.left < to.left;
  const leaves = doorOf(from, start, eastward);
  const enters = doorOf(to, end, !eastward);
  return route([
    leaves.touch,
    { x: leaves.x, y: leaves.touch.y },
    { x: leaves.x, y },
    { x: enters.x, y },
    { x: enters.x, y: enters.touch.y },
    enters.touch,
  ]);
}

/** The line of an area that a place is left or entered by, and where it touches the place. */
function doorOf(
  area: AreaWays,
  place: Place,
  atRight: boolean,
): { readonly x: number; readonly touch: Point } {
  if (isBefore(area, place)) return { x: area.inlet, touch: right(place) };
  return atRight ? { x: area.trunk, touch: right(place) } : { x: area.inlet, touch: left(place) };
}

function right(place: Place): Point {
  return { x: place.x + (place.half?.x ?? GLYPH), y: place.y };
}

function left(place: Place): Point {
  return { x: place.x - (place.half?.x ?? GLYPH), y: place.y };
}
