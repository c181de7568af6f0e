import type { Algorithm, Pick, Pool } from './algorithm.ts';
import { MISSES_MAX, peerAt, totalWeight } from './peer-hashes.ts';
import { compareLoad } from './peer-least-connections.ts';
import { FRESH_WEIGHTS, isEligible, type PeerWeights, penalised, takeTurn } from './peer-weights.ts';

/**
 * nginx' `random` and `random two least_conn` (ngx_http_upstream_random_module.c): draws by weight until `draws` different peers
 * are found, and takes the one with fewer connections for its weight, the later one on a tie; after 20 misses round robin.
 */
export function peerRandom(draws: 1 | 2): Algorithm<PeerWeights> {
  return {
    start: () => FRESH_WEIGHTS,
    changed: (s) => s,
    pick(s, pool, _request, tried, random): Pick<PeerWeights> {
      const total = totalWeight(pool);
      let earlier: number | undefined;
      for (let misses = 0; total > 0 && misses <= MISSES_MAX;) {
        const index = peerAt(pool, random() % total);
        if (index === earlier || !isEligible(pool, index, tried)) {
          misses++;
        } else if (draws === 1) {
          return { state: s, index };
        } else if (earlier === undefined) {
          earlier = index;
        } else {
          return { state: s, index: lighter(pool, earlier, index) };
        }
      }
      return takeTurn(s, pool, (index) => isEligible(pool, index, tried));
    },
    failed: penalised,
  };
}

function lighter(pool: Pool, earlier: number, later: number): number {
  return compareLoad(pool, later, earlier) > 0 ? earlier : later;
}
