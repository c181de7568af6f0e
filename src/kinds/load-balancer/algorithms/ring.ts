/**
 * Points of servers on the circle of 32-bit hashes. A point is one number, hash × OWNERS + index of its server, so that a ring is a
 * sorted array of numbers.
 */
export type Ring = readonly number[];

const OWNERS = 2 ** 16;

export function pointAt(hash: number, owner: number): number {
  return hash * OWNERS + owner;
}

export function hashAt(ring: Ring, place: number): number {
  return Math.floor((ring[place] ?? 0) / OWNERS);
}

export function ownerAt(ring: Ring, place: number): number {
  return (ring[place] ?? 0) % OWNERS;
}

export function ringOf(points: readonly number[]): Ring {
  return [...Float64Array.from(points).sort()];
}

/** The place of the first point at `hash` or after it; the length of the ring if there is none. */
export function placeFrom(ring: Ring, hash: number): number {
  const point = pointAt(hash, 0);
  let low = 0;
  let high = ring.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ring[middle] ?? 0) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ring without the points that `keeps` refuses, and with those of another ring. */
export function mergedRing(ring: Ring, keeps: (point: number) => boolean, added: Ring): Ring {
  const merged: number[] = [];
  let next = 0;
  for (const point of ring) {
    if (!keeps(point)) continue;
    for (let other = added[next]; other !== undefined && other < point; other = added[next]) {
      merged.push(other);
      next++;
    }
    merged.push(point);
  }
  for (; next < added.length; next++) merged.push(added[next] ?? 0);
  return merged;
}
