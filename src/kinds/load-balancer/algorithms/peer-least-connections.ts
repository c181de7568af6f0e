import type { Algorithm, Pool } from './algorithm.ts';
import { FRESH_WEIGHTS, isEligible, type PeerWeights, penalised, takeTurn } from './peer-weights.ts';

/** Connections for each unit of weight: negative if `a` has fewer of them than `b`. */
export function compareLoad(pool: Pool, a: number, b: number): number {
  return pool.inflight(a) * pool.weight(b) - pool.inflight(b) * pool.weight(a);
}

/**
 * nginx' `least_conn` (ngx_http_upstream_least_conn_module.c): fewest connections for their weight; those that tie take turns by
 * smooth weighted round robin, so that weights count even if no two requests overlap.
 */
export const peerLeastConnections: Algorithm<PeerWeights> = {
  start: () => FRESH_WEIGHTS,
  changed: (s) => s,
  pick(s, pool, _request, tried) {
    let best: number | undefined;
    let ties = false;
    for (let index = 0; index < pool.size; index++) {
      if (!isEligible(pool, index, tried)) continue;
      const order = best === undefined ? -1 : compareLoad(pool, index, best);
      if (order < 0) best = index;
      ties = order === 0 || (ties && order > 0);
    }
    if (best === undefined || !ties) return { state: s, index: best };
    const least = best;
    return takeTurn(
      s,
      pool,
      (index) => isEligible(pool, index, tried) && compareLoad(pool, index, least) === 0,
    );
  },
  failed: penalised,
};
