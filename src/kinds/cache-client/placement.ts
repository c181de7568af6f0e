import { compareText } from '../../lib/compare.ts';
import { crc32, jenkinsMix } from '../load-balancer/algorithms/hashes.ts';
import { ownerAt, placeFrom, pointAt, type Ring, ringOf } from '../load-balancer/algorithms/ring.ts';
import type { CacheClientOptions } from './config.ts';

/** Which of several caches has which key, for one list of caches. */
export interface Placement {
  /** In name order, so that all front ends agree. */
  readonly members: readonly string[];
  /** Empty where the hash is taken modulo the number of caches. */
  readonly ring: Ring;
}

/** Points of a cache on the ring: more of them share the keys more evenly (libketama has 160). */
const POINTS = 160;

export function placementOf(members: readonly string[], hashing: CacheClientOptions['hashing']): Placement {
  const sorted = [...members].sort(compareText);
  const points =
    hashing === 'modulo'
      ? []
      : sorted.flatMap((name, index) =>
          Array.from({ length: POINTS }, (_, point) => pointAt(hashOf(`${name}-${String(point)}`), index)),
        );
  return { members: sorted, ring: ringOf(points) };
}

/** A CRC alone would place names that differ in one digit next to each other. */
function hashOf(text: string): number {
  return jenkinsMix(crc32(text));
}

/** The cache that has `key`, if it has it; undefined: there is none. */
export function ownerOf({ members, ring }: Placement, key: number): string | undefined {
  const hash = hashOf(`key-${String(key)}`);
  if (ring.length === 0) return members[hash % members.length];
  return members[ownerAt(ring, placeFrom(ring, hash) % ring.length)];
}
