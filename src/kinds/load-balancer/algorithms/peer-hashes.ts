import type { Algorithm, BalancedRequest, Pick, Pool } from './algorithm.ts';
import { type HashKey, keyOf } from './hash-key.ts';
import { crc32 } from './hashes.ts';
import { FRESH_WEIGHTS, isEligible, type PeerWeights, penalised, takeTurn } from './peer-weights.ts';

/** After so many misses nginx gives up hashing and goes on with round robin. */
export const MISSES_MAX = 20;

/** Whose share of the total weight `place` falls into. Peers that are down count, so that only their own keys move. */
export function peerAt(pool: Pool, place: number): number {
  let left = place;
  for (let index = 0; index < pool.size; index++) {
    left -= pool.weight(index);
    if (left < 0) return index;
  }
  return 0;
}

export function totalWeight(pool: Pool): number {
  let total = 0;
  for (let index = 0; index < pool.size; index++) total += pool.weight(index);
  return total;
}

/** Hashes of one request: the first one, then one for each miss. */
type Hashes = (round: number) => number;

/**
 * Hashes until a peer is eligible. nginx keeps the hash between the attempts of a request; here it is computed again, so
 * that a peer is not counted as a miss where an earlier attempt had found it.
 */
function pickByHash(s: PeerWeights, pool: Pool, tried: readonly number[], hashes: Hashes): Pick<PeerWeights> {
  const total = totalWeight(pool);
  const passed: number[] = [];
  for (let round = 0, misses = 0; total > 0 && misses <= MISSES_MAX; round++) {
    const index = peerAt(pool, hashes(round) % total);
    if (isEligible(pool, index, tried)) return { state: s, index };
    if (tried.includes(index) && !passed.includes(index)) passed.push(index);
    else misses++;
  }
  return takeTurn(s, pool, (index) => isEligible(pool, index, tried));
}

function hashingPeers(hashesOf: (request: BalancedRequest) => Hashes): Algorithm<PeerWeights> {
  return {
    start: () => FRESH_WEIGHTS,
    changed: (s) => s,
    pick: (s, pool, request, tried) => pickByHash(s, pool, tried, hashesOf(request)),
    failed: penalised,
  };
}

/** nginx' `ip_hash` (ngx_http_upstream_ip_hash_module.c): the first three octets of the client's address. */
export const ipHash = hashingPeers(({ source }) => {
  let hash = 89;
  return () => {
    for (const octet of [source >>> 24, (source >>> 16) & 0xff, (source >>> 8) & 0xff]) {
      hash = (hash * 113 + octet) % 6271;
    }
    return hash;
  };
});

/** nginx' `hash` (ngx_http_upstream_hash_module.c): sums of CRC-32 over the key, from the second on with its number before it. */
export function peerHash(key: HashKey): Algorithm<PeerWeights> {
  return hashingPeers((request) => {
    const text = keyOf(request, key);
    let hash = 0;
    return (round) => {
      hash += (crc32(round === 0 ? text : `${round}${text}`) >>> 16) & 0x7fff;
      return hash;
    };
  });
}
