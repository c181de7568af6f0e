import type { Algorithm, Pool } from './algorithm.ts';
import { type HashKey, keyOf } from './hash-key.ts';
import { ownerAt, placeFrom, pointAt, type Ring, ringOf } from './ring.ts';
import { xxHash64 } from './xxhash.ts';

/** Envoy's `minimum_ring_size`; weights stretch it, so that the lightest host has a whole number of points. */
const POINTS_MIN = 1024;
const POINTS_MAX = 8 * 1024 * 1024;

/** The upper half of the hash: a ring holds 32 bits. */
function hashOf(text: string): number {
  return Number(xxHash64(text) >> 32n);
}

function build(pool: Pool): Ring {
  const weights = Array.from({ length: pool.size }, (_, index) =>
    pool.usable(index) ? pool.weight(index) : 0,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const least = Math.min(...weights.filter((weight) => weight > 0)) / total;
  const scale = Math.min(Math.ceil(least * POINTS_MIN) / least, POINTS_MAX);
  const points: number[] = [];
  let target = 0;
  weights.forEach((weight, index) => {
    target += (scale * weight) / total;
    for (let i = 0; points.length < target; i++) {
      points.push(pointAt(hashOf(`${pool.address(index)}_${i}`), index));
    }
  });
  return ringOf(points);
}

/** Envoy's `RING_HASH` (ring_hash_lb.cc): the first point at the key's hash or after it. */
export function ringHash(key: HashKey): Algorithm<Ring> {
  return {
    start: build,
    changed: (_s, pool) => build(pool),
    pick(ring, _pool, request) {
      if (ring.length === 0) return { state: ring, index: undefined };
      const place = placeFrom(ring, hashOf(keyOf(request, key)));
      return { state: ring, index: ownerAt(ring, place % ring.length) };
    },
  };
}
