/** The ways that lines and messages take between two places: traffic on the outside path, coordination straight. */
import type { NodeOutline } from '../../analysis/outline.ts';
import type { Edge } from '../../kernel/kind.ts';
import { reversed, route, type Point, type Route } from '../../ui/path.ts';
import { crosses, glyphBox, wordsBox } from './boxes.ts';
import { columnWay } from './column-routes.ts';
import type { Place, StageLayout } from './place.ts';

export type Plane = Edge['plane'];

export interface StageEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly plane: Plane;
  readonly route: Route;
  /** Whether it stands for the lines of a whole fleet; its ends are then fleets' ids. */
  readonly bundled: boolean;
}

const GLYPH = 17;
const RING = 28;
/** Traffic and replication reach a store side by side. */
const SIDE = 8;
/** A session that goes over a row it is level with: how far above the middles, and where it rises before one. */
const OVER = { height: 34, before: 46, level: 60 };
/** From words to a line beside them; in steps, so that lines beside a column of nodes fall into one. */
const APART = 4;
const STEP = 8;
/** Further than this apart, two places belong to different areas. */
const FAR = 330;

/** Every line of the planes that the nodes declare; one to a group stands for one to each of its members. */
export function stageEdges(
  nodes: readonly NodeOutline[],
  layout: StageLayout,
  planes: (plane: Edge['plane']) => boolean = () => true,
): readonly StageEdge[] {
  const members = new Map<string, string[]>();
  for (const { name, group } of nodes) members.set(group, [...(members.get(group) ?? []), name]);
  const edges = new Map<string, StageEdge>();
  for (const node of nodes) {
    for (const { to, plane } of node.edges) {
      if (!planes(plane)) continue;
      for (const target of layout.byName.has(to) ? [to] : (members.get(to) ?? [])) {
        const from = anchorOf(layout, node.name);
        const end = anchorOf(layout, target);
        const id = edgeId(from, end);
        if (end === from || edges.has(id) || edges.has(edgeId(end, from))) continue;
        const way = routeBetween(layout, node.name, target, plane);
        const bundled = from !== node.name || end !== target;
        if (way !== undefined) edges.set(id, { id, from, to: end, plane, route: way, bundled });
      }
    }
  }
  return [...edges.values()];
}

export function edgeId(from: string, to: string): string {
  return `${from}>${to}`;
}

/** What lines to a node lead to: the node, or its fleet. */
export function anchorOf(layout: StageLayout, name: string): string {
  return layout.byName.get(name)?.name ?? name;
}

/** Whether a line is drawn between two nodes, or between what they are drawn as. */
export function hasLine(
  edges: ReadonlyMap<string, StageEdge>,
  layout: StageLayout,
  from: string,
  to: string,
): boolean {
  const [start, end] = [anchorOf(layout, from), anchorOf(layout, to)];
  return edges.has(edgeId(start, end)) || edges.has(edgeId(end, start));
}

/** The way from one node to another: along the line between them, or straight where none is drawn. */
export function wayOf(
  edges: ReadonlyMap<string, StageEdge>,
  layout: StageLayout,
  from: string,
  to: string,
): Route | undefined {
  const [start, end] = [anchorOf(layout, from), anchorOf(layout, to)];
  const along = edges.get(edgeId(start, end));
  if (along !== undefined) return along.route;
  const against = edges.get(edgeId(end, start));
  if (against !== undefined) return reversed(against.route);
  return routeBetween(layout, from, to, 'session');
}

function routeBetween(layout: StageLayout, from: string, to: string, plane: Plane): Route | undefined {
  const start = layout.byName.get(from);
  const end = layout.byName.get(to);
  if (start === undefined || end === undefined) return undefined;
  switch (plane) {
    case 'session':
      return aroundRow(layout, start, end) ?? straight(start, end);
    case 'quorum':
      return quorum(layout, start, end);
    case 'replication':
      return replication(layout, start, end);
    case 'traffic':
      if (layout.shape === 'column') return columnWay(layout, start, end) ?? straight(start, end);
      if (layout.way !== undefined) return layout.way(layout, start, end) ?? straight(start, end);
      return layout.shape === 'rows' ? downwards(start, end) : outside(layout, start, end);
  }
}

function straight(start: Place, end: Place): Route {
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  return length < 2 * RING ? route([start, end]) : route([touching(start, end), touching(end, start)]);
}

/** Over the servers that stand between, where the straight line would pass behind them; undefined where it does not. */
function aroundRow(layout: StageLayout, start: Place, end: Place): Route | undefined {
  const level =
    end.tier === 'coordination' && start.tier !== 'store' && Math.abs(start.y - end.y) < OVER.level;
  if (layout.shape !== 'wide' || layout.zones.length > 0 || !level) return undefined;
  const servers = layout.places.filter(({ tier }) => tier === 'coordination');
  if (servers.some(({ y }) => y < end.y)) return undefined;
  const between = servers.filter(
    (place) =>
      place !== start &&
      place !== end &&
      [glyphBox(place), wordsBox(place)].some((box) => box !== undefined && crosses(start, end, box)),
  );
  const side = start.x < end.x ? 1 : -1;
  const first = Math.min(...between.map(({ x }) => side * x));
  const x = side * (first - OVER.before);
  if (between.length === 0 || side * (x - start.x) < RING) return undefined;
  const y = end.y - OVER.height;
  const [up, down] = [
    { x, y },
    { x: end.x - side * OVER.before, y },
  ];
  return route([touching(start, up), up, down, touching(end, down)]);
}

/** Where a line from a place towards a point begins. */
function touching(place: Place, to: Point): Point {
  const length = Math.max(1, Math.hypot(to.x - place.x, to.y - place.y));
  const unit = { x: (to.x - place.x) / length, y: (to.y - place.y) / length };
  const by = reach(place, unit);
  return { x: place.x + unit.x * by, y: place.y + unit.y * by };
}

/** From the middle of a place to its edge in a direction. */
function reach({ half }: Place, unit: Point): number {
  if (half === undefined) return RING;
  return Math.min(half.x / Math.max(0.01, Math.abs(unit.x)), half.y / Math.max(0.01, Math.abs(unit.y)));
}

/** Up or down to a shared line, along it, and back. */
function overBus(start: Place, end: Place, busY: number, dx: number, dy: number): Route {
  return route([
    { x: start.x + dx, y: start.y + dy },
    { x: start.x + dx, y: busY },
    { x: end.x + dx, y: busY },
    { x: end.x + dx, y: end.y + dy },
  ]);
}

/** Servers in several rows have a bus over each row, joined at the left. */
function quorum(layout: StageLayout, start: Place, end: Place): Route {
  const servers = layout.places.filter(({ tier }) => tier === 'coordination');
  const first = Math.min(...servers.map(({ y }) => y));
  const busOf = ({ y }: Place) => (y === first ? layout.buses.quorum : y - 44);
  if (start.y === end.y) return overBus(start, end, busOf(start), 0, -RING);
  const gutter = Math.min(...servers.map(({ x }) => x)) - 44;
  return route([
    { x: start.x, y: start.y - RING },
    { x: start.x, y: busOf(start) },
    { x: gutter, y: busOf(start) },
    { x: gutter, y: busOf(end) },
    { x: end.x, y: busOf(end) },
    { x: end.x, y: end.y - RING },
  ]);
}

function replication(layout: StageLayout, start: Place, end: Place): Route | undefined {
  if (start.y !== end.y) return straight(start, end);
  const below = layout.buses.replication > start.y;
  return overBus(start, end, layout.buses.replication, -SIDE, below ? GLYPH : -GLYPH);
}

function outside(layout: StageLayout, start: Place, end: Place): Route {
  if (end.tier === 'store' || end.tier === 'coordination') return toStore(layout, start, end);
  if (Math.abs(start.x - end.x) < 1) {
    const x = start.x + 44;
    return route([right(start), { x, y: start.y }, { x, y: end.y }, right(end)]);
  }
  const { lane } = layout.buses;
  if (lane !== undefined && (start.x > end.x || end.x - start.x > FAR)) return overLane(start, end, lane);
  if (start.x > end.x) return route([left(start), right(end)]);
  const x = layout.zones.length + layout.fleets.length > 0 ? inletOf(end) : layout.buses.inlet[end.tier];
  return route([right(start), { x, y: start.y }, { x, y: end.y }, left(end)]);
}

/** From one area to another: up, across over what stands between, and down again. */
function overLane(start: Place, end: Place, lane: number): Route {
  const side = start.x < end.x ? 1 : -1;
  const from = start.x + side * across(start);
  const to = end.x - side * across(end);
  const [out, into] = [start.x + side * clear(start, 12), end.x - side * clear(end, 16)];
  return route([
    { x: from, y: start.y },
    { x: out, y: start.y },
    { x: out, y: lane },
    { x: into, y: lane },
    { x: into, y: end.y },
    { x: to, y: end.y },
  ]);
}

/** In areas: left of what it leads into. */
function inletOf(end: Place): number {
  return end.x - clear(end, 16);
}

/** From the middle of a place in an area to a line that passes beside it, and beside the words below it. */
function clear(place: Place, least: number): number {
  const words = place.label === 'below' ? wordsBox(place) : undefined;
  const beside = words === undefined ? 0 : Math.ceil((words.right - place.x + APART) / STEP) * STEP;
  return Math.max(across(place) + least, beside);
}

function toStore(layout: StageLayout, start: Place, end: Place): Route {
  const { trunkX, traffic, storeSide } = layout.buses;
  const touch = { x: end.x + SIDE, y: end.y + (storeSide === 'below' ? along(end) : -along(end)) };
  if (start.tier === 'store' || start.tier === 'coordination') {
    const y = start.y + (storeSide === 'below' ? GLYPH : -GLYPH);
    return route([
      { x: start.x + SIDE, y },
      { x: start.x + SIDE, y: traffic },
      { x: touch.x, y: traffic },
      touch,
    ]);
  }
  // Services part a little below their middle, so that what comes in and what goes out are told apart.
  const y = start.tier === 'service' ? start.y + 10 : start.y;
  // Beside dots: between them and their counts.
  const side = start.x + across(start) + (start.half === undefined ? 16 : 3);
  const areas = layout.zones.length + layout.fleets.length > 0;
  const x = areas ? side : start.tier === 'service' ? trunkX : Math.min(trunkX, start.x + 46);
  return route([
    { x: start.x + across(start) - 2, y },
    { x, y },
    { x, y: traffic },
    { x: touch.x, y: traffic },
    touch,
  ]);
}

/** In rows a request goes down from row to row, and to the right within one. */
function downwards(start: Place, end: Place): Route {
  if (Math.abs(start.y - end.y) < 1) {
    const y = start.y;
    return start.x < end.x ? route([right(start), left(end)]) : route([{ x: left(start).x, y }, right(end)]);
  }
  const up = start.y > end.y ? -1 : 1;
  const from = { x: start.x, y: start.y + up * along(start) };
  // Right below each other: without a bend to the side that stores keep for traffic.
  if (end.tier !== 'store' && Math.abs(start.x - end.x) < 1)
    return route([from, { x: end.x, y: end.y - up * along(end) }]);
  const middle = end.y - up * (along(end) + 19);
  return route([
    from,
    { x: start.x, y: middle },
    { x: end.x + SIDE, y: middle },
    { x: end.x + SIDE, y: end.y - up * along(end) },
  ]);
}

function right(place: Place): Point {
  return { x: place.x + across(place), y: place.y };
}

function left(place: Place): Point {
  return { x: place.x - across(place), y: place.y };
}

function across({ half }: Place): number {
  return half?.x ?? GLYPH;
}

function along({ half }: Place): number {
  return half?.y ?? GLYPH;
}
