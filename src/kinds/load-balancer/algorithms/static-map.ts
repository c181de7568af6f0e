import type { Algorithm, BalancedRequest, Pick, Pool } from './algorithm.ts';

/**
 * HAProxy's table of slots (lb_map.c): each server has as many as its weight, well mixed. It is built anew whenever a server
 * leaves or returns, so that most keys move.
 */
interface StaticMap {
  readonly slots: readonly number[];
  /** Where static-rr goes on. */
  readonly turn: number;
  /** The greatest common divisor of the configured weights. */
  readonly divisor: number;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function divisorOf(pool: Pool): number {
  let divisor = 0;
  for (let index = 0; index < pool.size; index++) {
    divisor = greatestCommonDivisor(divisor, pool.weight(index));
  }
  return Math.max(1, divisor);
}

/** `recalc_server_map`: slot by slot to the server whose score stands highest; the first wins ties. */
function slotsOf(pool: Pool, divisor: number): readonly number[] {
  const servers: { readonly index: number; readonly weight: number; score: number }[] = [];
  let total = 0;
  for (let index = 0; index < pool.size; index++) {
    const weight = pool.usable(index) ? Math.ceil(pool.weight(index) / divisor) : 0;
    if (weight > 0) servers.push({ index, weight, score: 0 });
    total += weight;
  }
  return Array.from({ length: total }, () => {
    let best = servers[0];
    let most = 0;
    for (const server of servers) {
      server.score += server.weight;
      const value = Math.floor((server.score + total) / total);
      if (value > most) {
        most = value;
        best = server;
      }
    }
    if (best === undefined) return 0;
    best.score -= total;
    return best.index;
  });
}

function isOnlyOne(slots: readonly number[]): boolean {
  return slots.every((index) => index === slots[0]);
}

function startMap(pool: Pool): StaticMap {
  const divisor = divisorOf(pool);
  return { slots: slotsOf(pool, divisor), turn: 0, divisor };
}

function changedMap(s: StaticMap, pool: Pool): StaticMap {
  return { slots: slotsOf(pool, s.divisor), turn: s.turn, divisor: s.divisor };
}

/** `map_get_server_rr`: the next slot whose server is neither full nor to be avoided. */
function pickNext(s: StaticMap, pool: Pool, avoid: number | undefined): Pick<StaticMap> {
  const { slots, divisor } = s;
  const from = s.turn < slots.length ? s.turn : 0;
  let turn = s.turn;
  let avoided: number | undefined;
  for (let step = 0; step < slots.length; step++) {
    const at = (from + step) % slots.length;
    const index = slots[at];
    if (index === undefined || pool.full(index)) continue;
    avoided = index;
    turn = (at + 1) % slots.length;
    if (index !== avoid) break;
  }
  return { state: avoided === undefined ? s : { slots, turn, divisor }, index: avoided };
}

/** HAProxy's `balance static-rr`. */
export const staticRoundRobin: Algorithm<StaticMap> = {
  start: startMap,
  changed: changedMap,
  pick: (s, pool, _request, tried) => pickNext(s, pool, tried[tried.length - 1]),
};

/** HAProxy's `hash-type map-based`: retries hit the same server again, and full servers are not skipped. */
export function mapHash(hashOf: (request: BalancedRequest) => number): Algorithm<StaticMap> {
  return {
    start: startMap,
    changed: changedMap,
    pick(s, _pool, request) {
      const { slots } = s;
      if (slots.length === 0 || isOnlyOne(slots)) return { state: s, index: slots[0] };
      return { state: s, index: slots[hashOf(request) % slots.length] };
    },
  };
}
