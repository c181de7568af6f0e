/** Polylines with rounded corners, and points along them. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drawn way between two places. */
export interface Route {
  readonly points: readonly Point[];
  readonly length: number;
  readonly d: string;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  const share = by / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function text(point: Point): string {
  return `${Math.round(point.x * 10) / 10} ${Math.round(point.y * 10) / 10}`;
}

function outline(points: readonly Point[], radius: number): string {
  let d = '';
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) d += `M${text(point)}`;
    else if (after === undefined) d += `L${text(point)}`;
    else {
      const bend = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
      d += `L${text(towards(point, before, bend))}Q${text(point)} ${text(towards(point, after, bend))}`;
    }
  }
  return d;
}

/** A route through `points`; corners are rounded by `radius`. Points that repeat are dropped. */
export function route(points: readonly Point[], radius = 8): Route {
  const kept = points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || distance(before, point) > 0.5;
  });
  let length = 0;
  for (const [index, point] of kept.entries()) {
    const before = kept[index - 1];
    if (before !== undefined) length += distance(before, point);
  }
  return { points: kept, length, d: outline(kept, radius) };
}

/** The point at `share` (0 to 1) of the route's length, and the direction there as a unit vector. */
export function pointAt(way: Route, share: number): { readonly point: Point; readonly direction: Point } {
  let left = Math.min(1, Math.max(0, share)) * way.length;
  let last = { point: way.points[0] ?? { x: 0, y: 0 }, direction: { x: 1, y: 0 } };
  for (const [index, point] of way.points.entries()) {
    const before = way.points[index - 1];
    if (before === undefined) continue;
    const step = distance(before, point);
    const direction = { x: (point.x - before.x) / step, y: (point.y - before.y) / step };
    if (left <= step) return { point: towards(before, point, left), direction };
    left -= step;
    last = { point, direction };
  }
  return last;
}

export function reversed(way: Route): Route {
  const points = [...way.points].reverse();
  return { points, length: way.length, d: way.d };
}
