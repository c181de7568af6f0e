/** The ways that lines and messages take between two places: traffic on the outside path, coordination straight. */
import type { NodeOutline } from '../../analysis/picture.ts';
import type { Edge } from '../../kernel/kind.ts';
import { reversed, route, type Point, type Route } from '../../ui/path.ts';
import type { Place, StageLayout } from './place.ts';

export type Plane = Edge['plane'];

export interface StageEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly plane: Plane;
  readonly route: Route;
}

const GLYPH = 17;
const RING = 28;
/** Traffic and replication reach a store side by side. */
const SIDE = 8;

/** Every line that the nodes declare; one to a group stands for one to each of its members. */
export function stageEdges(nodes: readonly NodeOutline[], layout: StageLayout): readonly StageEdge[] {
  const members = new Map<string, string[]>();
  for (const { name, group } of nodes) members.set(group, [...(members.get(group) ?? []), name]);
  const edges = new Map<string, StageEdge>();
  for (const node of nodes) {
    for (const { to, plane } of node.edges) {
      for (const target of layout.byName.has(to) ? [to] : (members.get(to) ?? [])) {
        const id = edgeId(node.name, target);
        if (target === node.name || edges.has(id) || edges.has(edgeId(target, node.name))) continue;
        const way = routeBetween(layout, node.name, target, plane);
        if (way !== undefined) edges.set(id, { id, from: node.name, to: target, plane, route: way });
      }
    }
  }
  return [...edges.values()];
}

export function edgeId(from: string, to: string): string {
  return `${from}>${to}`;
}

/** The way from one node to another: along the line between them, or straight where none is drawn. */
export function wayOf(
  edges: ReadonlyMap<string, StageEdge>,
  layout: StageLayout,
  from: string,
  to: string,
): Route | undefined {
  const along = edges.get(edgeId(from, to));
  if (along !== undefined) return along.route;
  const against = edges.get(edgeId(to, from));
  if (against !== undefined) return reversed(against.route);
  return routeBetween(layout, from, to, 'session');
}

function routeBetween(layout: StageLayout, from: string, to: string, plane: Plane): Route | undefined {
  const start = layout.byName.get(from);
  const end = layout.byName.get(to);
  if (start === undefined || end === undefined) return undefined;
  switch (plane) {
    case 'session':
      return straight(start, end);
    case 'quorum':
      return start.y === end.y ? overBus(start, end, layout.buses.quorum, 0, -RING) : straight(start, end);
    case 'replication':
      return replication(layout, start, end);
    case 'traffic':
      return layout.shape === 'narrow' ? downwards(start, end) : outside(layout, start, end);
  }
}

function straight(start: Place, end: Place): Route | undefined {
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length < 2 * RING) return route([start, end]);
  const unit = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
  return route([
    { x: start.x + unit.x * RING, y: start.y + unit.y * RING },
    { x: end.x - unit.x * RING, y: end.y - unit.y * RING },
  ]);
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

function replication(layout: StageLayout, start: Place, end: Place): Route | undefined {
  if (start.y !== end.y) return straight(start, end);
  const below = layout.shape === 'narrow' || layout.buses.storeSide === 'below';
  return overBus(start, end, layout.buses.replication, -SIDE, below ? GLYPH : -GLYPH);
}

function outside(layout: StageLayout, start: Place, end: Place): Route {
  if (end.tier === 'store' || end.tier === 'coordination') return toStore(layout, start, end);
  if (Math.abs(start.x - end.x) < 1) {
    const x = start.x + 44;
    return route([right(start), { x, y: start.y }, { x, y: end.y }, right(end)]);
  }
  if (start.x > end.x) return route([left(start), right(end)]);
  const x = layout.buses.inlet[end.tier];
  return route([right(start), { x, y: start.y }, { x, y: end.y }, left(end)]);
}

function toStore(layout: StageLayout, start: Place, end: Place): Route {
  const { trunkX, traffic, storeSide } = layout.buses;
  const touch = { x: end.x + SIDE, y: end.y + (storeSide === 'below' ? GLYPH : -GLYPH) };
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
  const x = start.tier === 'service' ? trunkX : Math.min(trunkX, start.x + 46);
  return route([
    { x: start.x + GLYPH - 2, y },
    { x, y },
    { x, y: traffic },
    { x: touch.x, y: traffic },
    touch,
  ]);
}

/** On narrow screens a request goes down from row to row, and to the right within one. */
function downwards(start: Place, end: Place): Route {
  if (Math.abs(start.y - end.y) < 1) {
    const y = start.y;
    return start.x < end.x ? route([right(start), left(end)]) : route([{ x: left(start).x, y }, right(end)]);
  }
  const up = start.y > end.y ? -1 : 1;
  const middle = end.y - up * 36;
  return route([
    { x: start.x, y: start.y + up * GLYPH },
    { x: start.x, y: middle },
    { x: end.x + SIDE, y: middle },
    { x: end.x + SIDE, y: end.y - up * GLYPH },
  ]);
}

function right(place: Place): Point {
  return { x: place.x + GLYPH, y: place.y };
}

function left(place: Place): Point {
  return { x: place.x - GLYPH, y: place.y };
}
