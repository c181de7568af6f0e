import { type ChunkedList, itemAt, lengthOf, withItem } from '../../../lib/chunked-list.ts';
import type { Algorithm, Pool } from './algorithm.ts';

/**
 * HAProxy's `balance leastconn` (lb_fwlc.c): the least loaded for its weight; among equals the one that has stood there longest.
 * An idle server has load 0 whatever its weight, so that requests that do not overlap go round without regard to weights.
 */
interface LeastConnections {
  /** For each server its load and when it got it, as one number: load × ARRIVALS + arrival; OUT if it is not usable. */
  readonly ranks: ChunkedList<number>;
  readonly weights: readonly number[];
  readonly arrivals: number;
}

const OUT = -1;
/** Room for as many changes of place; loads stay below 2²³. */
const ARRIVALS = 2 ** 30;
/** HAProxy's largest weight, 256, in sixteenths. */
const HEAVIEST = 4096;

function loadOf(pool: Pool, index: number, weight: number): number {
  const inflight = pool.inflight(index);
  return inflight === 0 ? 0 : Math.floor(((inflight + 1) * HEAVIEST) / weight);
}

export const leastConnections: Algorithm<LeastConnections> = {
  start(pool) {
    return leastConnections.changed({ ranks: [], weights: [], arrivals: 0 }, pool);
  },
  changed(s, pool) {
    let { ranks } = s;
    const weights = s.weights.slice();
    let { arrivals } = s;
    for (let index = 0; index < pool.size; index++) {
      const weight = pool.usable(index) ? pool.effectiveWeight(index) : 0;
      if (weights[index] === weight) continue;
      weights[index] = weight;
      const rank = weight === 0 ? OUT : loadOf(pool, index, weight) * ARRIVALS + arrivals;
      ranks = withItem(ranks, index, rank);
      arrivals++;
    }
    return { ranks, weights, arrivals };
  },
  pick(s, pool, _request, tried) {
    const avoid = tried[tried.length - 1];
    let avoided: number | undefined;
    let best: number | undefined;
    let bestRank = Infinity;
    const size = lengthOf(s.ranks);
    for (let index = 0; index < size; index++) {
      const rank = itemAt(s.ranks, index) ?? OUT;
      if (rank === OUT || rank >= bestRank || pool.saturated(index)) continue;
      if (index === avoid) {
        avoided = index;
      } else {
        best = index;
        bestRank = rank;
      }
    }
    return { state: s, index: best ?? avoided };
  },
  loaded(s, pool, index) {
    const rank = itemAt(s.ranks, index) ?? OUT;
    const weight = s.weights[index] ?? 0;
    if (rank === OUT || weight === 0) return s;
    const load = loadOf(pool, index, weight);
    if (load === Math.floor(rank / ARRIVALS)) return s;
    const ranks = withItem(s.ranks, index, load * ARRIVALS + s.arrivals);
    return { ranks, weights: s.weights, arrivals: s.arrivals + 1 };
  },
};
