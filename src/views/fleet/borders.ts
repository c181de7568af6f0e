/** The lines between zones, and where on them the mark of a cut covers nothing. */
import { overlap, type Box } from '../stage/boxes.ts';
import type { StageLayout } from '../stage/place.ts';
import { obstaclesOf } from '../stage/spots.ts';

export interface BorderLine {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** The middle of the mark of a cut. */
  readonly mark: number;
}

/** How far the mark and its words reach from its middle. */
export const CUT = { above: 30, below: 30, across: 34 };
/** A heading's words reach this far above its zone and below its upper edge. */
const HEADING = 12;
/** Where the mark stands if nothing is in its way, as a share of the border; and how far apart other places are tried. */
const WANTED = 0.3;
const STEP = 4;
const MOST_LINES = 4;
/** From a line of traffic to words. */
const LINE = 2;

/** The border before each zone but the first. */
export function bordersOf(layout: StageLayout): readonly BorderLine[] {
  const { zones } = layout;
  const obstacles = [...obstaclesOf(layout), ...countsOf(layout), ...linesOf(layout)];
  return zones.slice(1).flatMap(({ x, y, height }, index) => {
    const before = zones[index];
    if (before === undefined) return [];
    const at = (before.x + before.width + x) / 2;
    const [top, bottom] = [y - HEADING, y + height];
    return [{ x: at, top, bottom, mark: markOf(at, top, bottom, obstacles) }];
  });
}

/** The free place nearest to the wanted one, or else one that covers least. */
function markOf(x: number, top: number, bottom: number, obstacles: readonly Box[]): number {
  const wanted = top + WANTED * (bottom - top);
  const first = top + 2 * HEADING + CUT.above;
  const steps = Math.max(0, Math.floor((bottom - CUT.below - first) / STEP));
  const places = Array.from({ length: steps + 1 }, (_, step) => first + STEP * step);
  const covered = (mark: number) => {
    const box = {
      left: x - CUT.across,
      right: x + CUT.across,
      top: mark - CUT.above,
      bottom: mark + CUT.below,
    };
    return obstacles.reduce((sum, other) => sum + common(box, other), 0);
  };
  const rated = places.map((mark) => ({ mark, covered: covered(mark), far: Math.abs(mark - wanted) }));
  rated.sort((one, other) => one.covered - other.covered || one.far - other.far);
  return rated[0]?.mark ?? wanted;
}

/** The area that two boxes share. */
function common(one: Box, other: Box): number {
  if (!overlap(one, other)) return 0;
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return across * (Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
}

/** The counts beside dots, with as many lines as there mostly are at once. */
function countsOf({ fleets }: StageLayout): readonly Box[] {
  return fleets.map(({ counts: { x, y, room, lines } }) => ({
    left: x,
    right: x + room,
    top: y - 12,
    bottom: y + 17 * (Math.min(lines, MOST_LINES) - 1) + 4,
  }));
}

/** Traffic that crosses from zone to zone. */
function linesOf({ buses, width }: StageLayout): readonly Box[] {
  const { lane, traffic } = buses;
  return [lane, traffic].flatMap((y) =>
    y === undefined ? [] : [{ left: 0, right: width, top: y - LINE, bottom: y + LINE }],
  );
}
