import type { Algorithm, Pick, Pool } from './algorithm.ts';

/**
 * Envoy's earliest-deadline-first scheduler (edf_scheduler.h): a host of weight w is due every 1 / w. Built anew when hosts change.
 * Envoy does not avoid the hosts of earlier attempts unless a retry predicate tells it to.
 */
interface Deadlines {
  /** When each host is due; OUT if it is not usable. */
  readonly due: readonly number[];
  /** Orders hosts that are due at the same time. */
  readonly arrival: readonly number[];
  readonly arrivals: number;
  readonly time: number;
  /** Nothing was picked since it was built: the first pick starts at random, so that not all proxies begin with one host. */
  readonly fresh: boolean;
}

type WeightOf = (pool: Pool, index: number) => number;

const OUT = -1;

function build(pool: Pool, weightOf: WeightOf): Deadlines {
  const due: number[] = [];
  for (let index = 0; index < pool.size; index++) {
    due.push(pool.usable(index) ? 1 / weightOf(pool, index) : OUT);
  }
  return { due, arrival: due.map((_, index) => index), arrivals: due.length, time: 0, fresh: true };
}

function firstDue({ due, arrival }: Deadlines): number | undefined {
  let best: number | undefined;
  for (let index = 0; index < due.length; index++) {
    const time = due[index] ?? OUT;
    if (time === OUT) continue;
    const least = best === undefined ? Infinity : (due[best] ?? 0);
    const isSooner = best === undefined || time < least;
    if (isSooner || (time === least && (arrival[index] ?? 0) < (arrival[best ?? 0] ?? 0))) best = index;
  }
  return best;
}

function advance(s: Deadlines, pool: Pool, weightOf: WeightOf): Pick<Deadlines> {
  const index = firstDue(s);
  if (index === undefined) return { state: s, index };
  const due = s.due.slice();
  const arrival = s.arrival.slice();
  const time = due[index] ?? 0;
  due[index] = time + 1 / weightOf(pool, index);
  arrival[index] = s.arrivals;
  return { state: { due, arrival, arrivals: s.arrivals + 1, time, fresh: false }, index };
}

function pickDue(s: Deadlines, pool: Pool, weightOf: WeightOf, random: () => number): Pick<Deadlines> {
  let start = s;
  if (s.fresh) {
    const turns = random() % (pool.size + 1);
    for (let turn = 0; turn < turns; turn++) start = advance(start, pool, weightOf).state;
  }
  return advance(start, pool, weightOf);
}

const configured: WeightOf = (pool, index) => pool.weight(index);
const perRequest: WeightOf = (pool, index) => pool.weight(index) / (pool.inflight(index) + 1);

/** Envoy's `ROUND_ROBIN`. */
export const deadlineRoundRobin: Algorithm<Deadlines> = {
  start: (pool) => build(pool, configured),
  changed: (_s, pool) => build(pool, configured),
  pick: (s, pool, _request, _tried, random) => pickDue(s, pool, configured, random),
};

/** Envoy's `choice_count`. */
const CHOICES = 2;

function weighAlike(pool: Pool, hosts: readonly number[]): boolean {
  return hosts.every((index) => pool.weight(index) === pool.weight(hosts[0] ?? 0));
}

function usableOf(pool: Pool): readonly number[] {
  const usable: number[] = [];
  for (let index = 0; index < pool.size; index++) if (pool.usable(index)) usable.push(index);
  return usable;
}

/**
 * Envoy's `LEAST_REQUEST`: of two hosts drawn at random, perhaps the same one twice, the one with fewer requests; the first on a
 * tie. Hosts of different weights have deadlines instead, by weight for each request.
 */
export const leastRequest: Algorithm<Deadlines> = {
  start: (pool) => build(pool, perRequest),
  changed: (_s, pool) => build(pool, perRequest),
  pick(s, pool, _request, _tried, random) {
    const usable = usableOf(pool);
    if (usable.length === 0 || !weighAlike(pool, usable)) return pickDue(s, pool, perRequest, random);
    let best: number | undefined;
    for (let choice = 0; choice < CHOICES; choice++) {
      const index = usable[random() % usable.length] ?? 0;
      if (best === undefined || pool.inflight(index) < pool.inflight(best)) best = index;
    }
    return { state: s, index: best };
  },
};

/** Envoy's `RANDOM`: weights do not count. */
export const uniformRandom: Algorithm<undefined> = {
  start: () => undefined,
  changed: () => undefined,
  pick(_s, pool, _request, _tried, random) {
    const usable = usableOf(pool);
    return { state: undefined, index: usable[random() % Math.max(1, usable.length)] };
  },
};
