import type { Algorithm } from './algorithm.ts';
import { FRESH_WEIGHTS, isEligible, type PeerWeights, penalised, takeTurn } from './peer-weights.ts';

/** nginx' default (ngx_http_upstream_round_robin.c): weights 5, 1, 1 give a a b a c a a. */
export const smoothWeightedRoundRobin: Algorithm<PeerWeights> = {
  start: () => FRESH_WEIGHTS,
  changed: (s) => s,
  pick: (s, pool, _request, tried) => takeTurn(s, pool, (index) => isEligible(pool, index, tried)),
  failed: penalised,
};
