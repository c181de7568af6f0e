import { type ChunkedList, itemAt, lengthOf, withItem } from '../../../lib/chunked-list.ts';
import type { Algorithm, Pick, Pool } from './algorithm.ts';

/**
 * HAProxy's `balance roundrobin` (lb_fwrr.c): earliest deadline first. Every server has the position at which it is due next; a
 * server of weight w is due every (total / w) positions. Servers wait in three sets: `current` in the order of their positions,
 * and two in the order of their weights: those that this round still has to begin with, and those of the next round.
 */
interface Place {
  /** Effective weight; 0 while it is not usable. */
  readonly weight: number;
  /** The set that it waits in: OUT, CURRENT, or the number of a round. */
  readonly set: number;
  /** Sets are in the order of keys, equal ones in the order in which they came. */
  readonly key: number;
  readonly arrival: number;
  readonly due: number;
  readonly lastDue: number;
  /** What division left over of the distance between two positions, so that weights are exact in the long run. */
  readonly rest: number;
}

interface RoundRobin {
  readonly places: ChunkedList<Place>;
  readonly position: number;
  readonly round: number;
  readonly arrivals: number;
  /** The total of the weights when this round began, and now: `curr_weight`, `next_weight`. */
  readonly roundWeight: number;
  readonly totalWeight: number;
}

/** A state while a pick or a change is under way. */
type Group = { -readonly [K in keyof RoundRobin]: RoundRobin[K] };

const OUT = -1;
const CURRENT = -2;
/** HAProxy's largest weight, 256, in sixteenths. */
const HEAVIEST = 4096;

const ABSENT: Place = { weight: 0, set: OUT, key: 0, arrival: 0, due: 0, lastDue: 0, rest: 0 };

function draft(s: RoundRobin): Group {
  return {
    places: s.places, position: s.position, round: s.round, arrivals: s.arrivals,
    roundWeight: s.roundWeight, totalWeight: s.totalWeight,
  }; // prettier-ignore
}

function placeOf(group: RoundRobin, index: number): Place {
  return itemAt(group.places, index) ?? ABSENT;
}

function put(group: Group, index: number, place: Place): void {
  group.places = withItem(group.places, index, place);
}

function weightOf(pool: Pool, index: number): number {
  return pool.usable(index) ? pool.effectiveWeight(index) : 0;
}

/** `fwrr_queue_by_weight`: heaviest first. */
function queueByWeight(group: Group, index: number, place: Place, round: number): void {
  const { weight, due, lastDue, rest } = place;
  put(group, index, {
    weight, set: round, key: HEAVIEST - weight, arrival: group.arrivals, due, lastDue, rest,
  }); // prettier-ignore
  group.arrivals++;
}

/** `fwrr_queue_srv`: what is not due in this round waits for the next. */
function queue(group: Group, index: number, place: Place): void {
  const { weight, due, lastDue, rest } = place;
  const { roundWeight, totalWeight } = group;
  if (due >= 2 * roundWeight || due >= roundWeight + totalWeight) {
    queueByWeight(group, index, { ...place, due: due - roundWeight }, group.round + 1);
    return;
  }
  const key = 256 * due + Math.floor((HEAVIEST + rest - weight) / 16);
  put(group, index, { weight, set: CURRENT, key, arrival: group.arrivals, due, lastDue, rest });
  group.arrivals++;
}

function isBefore(a: Place, b: Place | undefined): boolean {
  return b === undefined || a.key < b.key || (a.key === b.key && a.arrival < b.arrival);
}

/**
 * `fwrr_get_server_from_group`: the first of the current set if it is due, else one that has not begun yet, else the first of
 * the current set all the same. undefined: both sets are empty.
 */
function head(group: RoundRobin): number | undefined {
  let first: Place | undefined;
  let firstIndex: number | undefined;
  let fresh: Place | undefined;
  let freshIndex: number | undefined;
  const size = lengthOf(group.places);
  for (let index = 0; index < size; index++) {
    const place = placeOf(group, index);
    if (place.set === CURRENT && isBefore(place, first)) {
      first = place;
      firstIndex = index;
    } else if (place.set === group.round && isBefore(place, fresh)) {
      fresh = place;
      freshIndex = index;
    }
  }
  return first !== undefined && first.due <= group.position ? firstIndex : (freshIndex ?? firstIndex);
}

/** `fwrr_update_position`: a server that is taken out of its set and moves on to its next position. */
function advanced(group: Group, index: number): Place {
  const place = placeOf(group, index);
  const { weight } = place;
  const begins = place.set === group.round || place.due === 0;
  const lastDue = begins ? group.position : place.due;
  let due = lastDue + Math.floor(group.totalWeight / weight);
  let rest = (place.set === group.round ? 0 : place.rest) + (group.totalWeight % weight);
  if (rest >= weight) {
    rest -= weight;
    due++;
  }
  group.position++;
  return { weight, set: OUT, key: 0, arrival: 0, due, lastDue, rest };
}

function beginRound(group: Group): void {
  group.round++;
  group.roundWeight = group.totalWeight;
  group.position = group.roundWeight;
}

/** `fwrr_get_next_server`: full servers and the one to avoid lose their turn, but keep their place in the order. */
function pick(s: RoundRobin, pool: Pool, avoid: number | undefined): Pick<RoundRobin> {
  if (s.totalWeight === 0) return { state: s, index: undefined };
  const group = draft(s);
  if (group.roundWeight === 0) group.position = group.roundWeight = group.totalWeight;
  const held: number[] = [];
  let begun = false;
  let avoided: number | undefined;
  let chosen: number | undefined;
  for (;;) {
    chosen = head(group);
    if (chosen === undefined && !begun) {
      begun = true;
      beginRound(group);
      chosen = head(group);
    }
    if (chosen === undefined) {
      // Nobody else is left: the one to avoid has moved on already.
      chosen = avoided;
      if (chosen !== undefined) queue(group, chosen, placeOf(group, chosen));
      break;
    }
    const place = advanced(group, chosen);
    const isFull = pool.full(chosen);
    if (!isFull && (chosen !== avoid || avoided !== undefined)) {
      queue(group, chosen, place);
      break;
    }
    if (!isFull) avoided = chosen;
    put(group, chosen, place);
    held.push(chosen);
  }
  requeue(group, held, chosen, begun);
  return { state: group, index: chosen };
}

/** Those that lost their turn go back, the last one first; if a new round began, only their weight counts. */
function requeue(group: Group, held: readonly number[], chosen: number | undefined, begun: boolean): void {
  for (let i = held.length - 1; i >= 0; i--) {
    const index = held[i];
    if (index === undefined || index === chosen) continue;
    if (begun) queueByWeight(group, index, placeOf(group, index), group.round);
    else queue(group, index, placeOf(group, index));
  }
}

/** `fwrr_set_server_status_up`: at the end of its own interval, so that it gets no burst. */
function join(group: Group, index: number, weight: number): void {
  group.totalWeight += weight;
  const { position, roundWeight, totalWeight } = group;
  const due = position + Math.floor((totalWeight + roundWeight - position) / weight);
  queue(group, index, { ...placeOf(group, index), weight, due });
}

/** `fwrr_set_server_status_down`. */
function leave(group: Group, index: number): void {
  const place = placeOf(group, index);
  group.totalWeight -= place.weight;
  put(group, index, { ...place, weight: 0, set: OUT });
}

/** `fwrr_update_server_weight`: its next position moves, but not beyond the one that it was to have. */
function reweigh(group: Group, index: number, weight: number): void {
  const place = placeOf(group, index);
  group.totalWeight += weight - place.weight;
  if (place.set === group.round) {
    queueByWeight(group, index, { ...place, weight }, group.round);
    return;
  }
  const wasDue = place.set === CURRENT ? place.due : place.due + group.roundWeight;
  const step = Math.floor(group.totalWeight / weight);
  let due = Math.min(place.lastDue + step, wasDue);
  if (due < group.position + 2) due = group.position + step;
  queue(group, index, { ...place, weight, due, rest: 0 });
}

export const roundRobin: Algorithm<RoundRobin> = {
  start(pool) {
    const group: Group = {
      places: [], position: 0, round: 0, arrivals: 0, roundWeight: 0, totalWeight: 0,
    }; // prettier-ignore
    for (let index = 0; index < pool.size; index++) {
      const weight = weightOf(pool, index);
      group.totalWeight += weight;
      put(group, index, ABSENT);
      if (weight > 0) queueByWeight(group, index, { ...ABSENT, weight }, 0);
    }
    group.position = group.roundWeight = group.totalWeight;
    return group;
  },
  changed(s, pool) {
    const group = draft(s);
    for (let index = 0; index < pool.size; index++) {
      const before = placeOf(group, index).weight;
      const after = weightOf(pool, index);
      if (before === after) continue;
      if (before === 0) join(group, index, after);
      else if (after === 0) leave(group, index);
      else reweigh(group, index, after);
    }
    return group;
  },
  pick: (s, pool, _request, tried) => pick(s, pool, tried[tried.length - 1]),
};
