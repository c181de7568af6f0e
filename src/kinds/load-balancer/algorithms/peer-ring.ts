import type { Algorithm, Pick, Pool } from './algorithm.ts';
import { type HashKey, keyOf } from './hash-key.ts';
import { CRC_START, crc32, crc32Byte, crc32Text } from './hashes.ts';
import { MISSES_MAX, totalWeight } from './peer-hashes.ts';
import { FRESH_WEIGHTS, isEligible, type PeerWeights, penalised, takeTurn } from './peer-weights.ts';
import { hashAt, ownerAt, placeFrom, pointAt, type Ring, ringOf } from './ring.ts';

interface PeerRing {
  readonly ring: Ring;
  /** The weight of all that have points. Peers that fail keep theirs. */
  readonly total: number;
  readonly weights: PeerWeights;
}

const POINTS_A_WEIGHT = 160;

/** A chain of CRC-32 over host, 0, port and the hash before, as in Cache::Memcached::Fast. */
function addPoints(points: number[], address: string, owner: number, count: number): void {
  const colon = address.lastIndexOf(':');
  const host = colon < 0 ? address : address.slice(0, colon);
  const port = colon < 0 ? '' : address.slice(colon + 1);
  const base = crc32Text(crc32Byte(crc32Text(CRC_START, host), 0), port);
  let hash = 0;
  for (let i = 0; i < count; i++) {
    let crc = base;
    for (let shift = 0; shift < 32; shift += 8) crc = crc32Byte(crc, (hash >>> shift) & 0xff);
    hash = ~crc >>> 0;
    points.push(pointAt(hash, owner));
  }
}

function withPeers(pool: Pool, weights: PeerWeights): PeerRing {
  const points: number[] = [];
  for (let index = 0; index < pool.size; index++) {
    addPoints(points, pool.address(index), index, POINTS_A_WEIGHT * pool.weight(index));
  }
  const all = ringOf(points);
  const ring = all.filter((_, place) => place === 0 || hashAt(all, place) !== hashAt(all, place - 1));
  return { ring, total: totalWeight(pool), weights };
}

/** nginx considers the one peer for its turn, in which it regains some of the weight that it lost. */
function considered(s: PeerRing, pool: Pool, index: number): PeerRing {
  if ((s.weights.lost[index] ?? 0) === 0) return s;
  return turned(
    s,
    takeTurn(s.weights, pool, (other) => other === index),
  ).state;
}

function turned(s: PeerRing, { state, index }: Pick<PeerWeights>): Pick<PeerRing> {
  return { state: { ring: s.ring, total: s.total, weights: state }, index };
}

/**
 * nginx' `hash … consistent` (ngx_http_upstream_hash_module.c): the first point at the key's hash or after it. The points of a
 * peer that is not eligible are passed one by one, 20 at most; then round robin.
 */
export function peerRing(key: HashKey): Algorithm<PeerRing> {
  return {
    start: (pool) => withPeers(pool, FRESH_WEIGHTS),
    changed: (s, pool) => (s.total === totalWeight(pool) ? s : withPeers(pool, s.weights)),
    pick(s, pool, request, tried) {
      const { ring } = s;
      const from = placeFrom(ring, crc32(keyOf(request, key)));
      for (let misses = 0; ring.length > 0 && misses <= MISSES_MAX; misses++) {
        const index = ownerAt(ring, (from + misses) % ring.length);
        if (isEligible(pool, index, tried)) return { state: considered(s, pool, index), index };
      }
      return turned(
        s,
        takeTurn(s.weights, pool, (index) => isEligible(pool, index, tried)),
      );
    },
    failed(s, pool, index, penalty) {
      return { ring: s.ring, total: s.total, weights: penalised(s.weights, pool, index, penalty) };
    },
  };
}
