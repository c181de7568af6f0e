import type { Pick, Pool } from './algorithm.ts';

/** What nginx keeps of its peers for smooth weighted round robin, to which all of its methods come back. */
export interface PeerWeights {
  /** `current_weight` of each peer. */
  readonly current: readonly number[];
  /** How far `effective_weight` is below the weight, after failures; gained back one by one. */
  readonly lost: readonly number[];
}

export const FRESH_WEIGHTS: PeerWeights = { current: [], lost: [] };

/** Whether nginx considers a peer for an attempt. */
export function isEligible(pool: Pool, index: number, tried: readonly number[]): boolean {
  return pool.usable(index) && !pool.full(index) && !tried.includes(index);
}

/**
 * One turn of smooth weighted round robin (ngx_http_upstream_get_peer) among those that `considers` lets in: all advance by
 * their effective weight, the one in front goes back by the sum of all. The first wins ties.
 */
export function takeTurn(
  weights: PeerWeights,
  pool: Pool,
  considers: (index: number) => boolean,
): Pick<PeerWeights> {
  const current = weights.current.slice();
  let { lost } = weights;
  let total = 0;
  let best: number | undefined;
  let bestWeight = 0;
  for (let index = 0; index < pool.size; index++) {
    if (index === current.length) current.push(0);
    const before = current[index] ?? 0;
    if (!considers(index)) continue;
    const loss = index < lost.length ? (lost[index] ?? 0) : 0;
    const weight = Math.max(0, pool.weight(index) - loss);
    current[index] = before + weight;
    total += weight;
    if (loss > 0) lost = withLoss(lost, index, loss - 1);
    if (best === undefined || before + weight > bestWeight) {
      best = index;
      bestWeight = before + weight;
    }
  }
  if (best === undefined) return { state: weights, index: undefined };
  current[best] = bestWeight - total;
  return { state: { current, lost }, index: best };
}

/** An attempt failed: `effective_weight` goes down by `penalty`, to 0 at most. */
export function penalised(weights: PeerWeights, pool: Pool, index: number, penalty: number): PeerWeights {
  const loss = Math.min(pool.weight(index), (weights.lost[index] ?? 0) + penalty);
  return { current: weights.current, lost: withLoss(weights.lost, index, loss) };
}

function withLoss(lost: readonly number[], index: number, loss: number): readonly number[] {
  const next = lost.slice();
  while (next.length < index) next.push(0);
  next[index] = loss;
  return next;
}
