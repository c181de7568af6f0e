import type { Algorithm, BalancedRequest, Pool } from './algorithm.ts';
import { jenkinsMix } from './hashes.ts';
import { hashAt, mergedRing, ownerAt, placeFrom, pointAt, type Ring, ringOf } from './ring.ts';

/** HAProxy's ring (lb_chash.c): a server owns as many points as its effective weight, 16 for each unit of weight. */
interface HashRing {
  readonly ring: Ring;
  /** How many points each server has. */
  readonly points: readonly number[];
  /** How many servers have some. */
  readonly owners: number;
}

/** Room for the points of one server: 256 × 16. */
const POINTS_MAX = 4096;

/** Its numeric id, from 1, and the number of the point. */
function hashOfPoint(index: number, number: number): number {
  return jenkinsMix((index + 1) * POINTS_MAX + number);
}

function withPool(s: HashRing, pool: Pool): HashRing {
  const points = s.points.slice();
  const added: number[] = [];
  const gone = new Set<number>();
  for (let index = 0; index < pool.size; index++) {
    const before = points[index] ?? 0;
    const after = pool.usable(index) ? pool.effectiveWeight(index) : 0;
    points[index] = after;
    for (let number = before; number < after; number++)
      added.push(pointAt(hashOfPoint(index, number), index));
    for (let number = after; number < before; number++) gone.add(pointAt(hashOfPoint(index, number), index));
  }
  const ring = mergedRing(s.ring, (point) => !gone.has(point), ringOf(added));
  return { ring, points, owners: points.filter((count) => count > 0).length };
}

/**
 * `chash_get_server_hash`: the nearest point on either side, the one before it if both are as near. A retry goes on to
 * the next point of another server.
 */
function serverAt(ring: Ring, hash: number, avoid: number | undefined): number | undefined {
  if (ring.length === 0) return undefined;
  const next = placeFrom(ring, hash) % ring.length;
  const previous = (next + ring.length - 1) % ring.length;
  const isPrevious = (hash - hashAt(ring, previous)) >>> 0 <= (hashAt(ring, next) - hash) >>> 0;
  let place = isPrevious ? previous : next;
  for (let step = 0; step < ring.length && ownerAt(ring, place) === avoid; step++) {
    place = (place + 1) % ring.length;
  }
  return ownerAt(ring, place);
}

const EMPTY: HashRing = { ring: [], points: [], owners: 0 };

/** HAProxy's `hash-type consistent`. A single server is taken without hashing. Full servers are not skipped. */
export function consistentHash(hashOf: (request: BalancedRequest) => number): Algorithm<HashRing> {
  return {
    start: (pool) => withPool(EMPTY, pool),
    changed: withPool,
    pick(s, _pool, request, tried) {
      const hash = s.owners === 1 ? 0 : jenkinsMix(hashOf(request));
      return { state: s, index: serverAt(s.ring, hash, tried[tried.length - 1]) };
    },
  };
}

/**
 * HAProxy's `balance random(draws)` (`get_server_rnd` in backend.c): random places on the ring, of which the least loaded for its
 * weight is kept. A tie keeps the newer draw; two draws may hit one server. If it is full, the request waits for any server.
 */
export function randomDraws(draws: number): Algorithm<HashRing> {
  return {
    start: (pool) => withPool(EMPTY, pool),
    changed: withPool,
    pick(s, pool, _request, tried, random) {
      const avoid = tried[tried.length - 1];
      let best: number | undefined;
      for (let draw = 0; draw < draws; draw++) {
        const server = serverAt(s.ring, random(), avoid);
        if (server === undefined) break;
        if (best === undefined || load(pool, server, best) <= load(pool, best, server)) best = server;
      }
      return { state: s, index: best === undefined || pool.full(best) ? undefined : best };
    },
  };
}

/** What `a` serves, weighed against `b` by cross multiplication. */
function load(pool: Pool, a: number, b: number): number {
  return pool.served(a) * pool.effectiveWeight(b);
}
