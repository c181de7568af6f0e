import { shownWeight, statusText } from '../../kinds/load-balancer/inspection.ts';
import type { LoadBalancerState } from '../../kinds/load-balancer/state.ts';
import { assert } from '../../lib/assert.ts';
import { type Duration, MILLISECOND, SECOND, type SimTime } from '../../lib/units.ts';
import type { JsonObject } from '../json.ts';
import { Stopped } from '../stopped.ts';
import { Machine } from './machine.ts';
import { BALANCER_START, CAST, type Cast, LATENCY } from './case-world.ts';
import { type Case, checkOf, type TimelineEntry } from './case.ts';
import { microseconds } from './milliseconds.ts';
import type { Arrival } from './recorded-backend.ts';
import type { Answered } from './requester.ts';
import { Samples } from './samples.ts';
import { transcript } from './transcript.ts';

/** Without an anchor T0 comes so long after the start of HAProxy, as in the recordings. */
const LEAD: Duration = 50 * MILLISECOND;
/** How exactly the moment of an anchor is found. */
const GLANCE: Duration = 100;
/** An anchor that has not come by then never comes. */
const ANCHOR_MAX: Duration = 120 * SECOND;
/** How long after the end of a case its last requests are waited for. */
const PATIENCE: Duration = 30 * SECOND;

interface Act {
  readonly at: SimTime;
  readonly act: () => void;
}

/** The moment that a case counts from, and when polling of the statuses began. */
interface Origin {
  readonly zero: SimTime;
  readonly pollingSince: SimTime;
}

/**
 * Plays a case with a seed and gives what a recording of that one run would hold. Throws `Stopped` if the
 * simulation stops by itself.
 */
export function playCase(file: Case, seed: number, cast: Cast = CAST): JsonObject {
  const machine = new Machine(file, seed, cast);
  machine.run(BALANCER_START);
  const origin = originOf(file, machine);
  const samples = new Samples(file.balancer.servers.map(({ id }) => id));
  perform(file, machine, origin, samples);
  const deadline = machine.now + PATIENCE;
  while (!isOver(file, machine) && machine.now < deadline)
    machine.run(machine.now + microseconds(file.poll_ms));
  return transcript(file, origin.zero, machine.observations, samples);
}

/** Finds T0 (format, section 1). */
function originOf(file: Case, machine: Machine): Origin {
  const { anchor, balancer } = file;
  if (balancer.model === 'nginx') {
    const zero = BALANCER_START + SECOND + microseconds(file.wall_phase_ms);
    return { zero, pollingSince: zero };
  }
  if (anchor === undefined) return { zero: BALANCER_START + LEAD, pollingSince: BALANCER_START };
  const server = balancer.servers.find(({ id }) => id === anchor.server);
  const check = server === undefined ? undefined : checkOf(balancer, server);
  assert(check !== undefined, 'the server of an anchor is checked');
  if (check.type === 'http') {
    const zero = arrivalOf(machine, anchor.server, 'check', anchor.check);
    return { zero, pollingSince: zero };
  }
  // The application does not see such a check: the recorder took the moment at which the first was logged.
  const first = arrivalOf(machine, anchor.server, 'connection', 1) + LATENCY;
  machine.run(first);
  return { zero: first + (anchor.check - 1) * microseconds(check.inter_ms), pollingSince: first };
}

/** Lets time pass until something has reached a server for the nth time, and says when that was. */
function arrivalOf(machine: Machine, server: string, what: Arrival['what'], nth: number): SimTime {
  for (; machine.now < BALANCER_START + ANCHOR_MAX; machine.run(machine.now + GLANCE)) {
    const arrivals = machine.observations.filter(
      ({ node, value }) =>
        node === server && value.type === 'case-arrival' && (value as Arrival).what === what,
    );
    const arrival = arrivals[nth - 1];
    if (arrival !== undefined) return arrival.time;
  }
  const sentence = `${server} was not checked ${String(nth)} times.`;
  throw new Stopped({ type: 'limit', limit: 'anchor', time: machine.now, sentence }, undefined);
}

/** Does what the case says when it says so, and polls in between. */
function perform(file: Case, machine: Machine, { zero, pollingSince }: Origin, samples: Samples): void {
  const end = zero + microseconds(file.end_ms);
  const period = microseconds(file.poll_ms);
  const acts = [...timelineActs(file, machine, zero), ...requestActs(file, machine, zero)].sort(
    (a, b) => a.at - b.at,
  );
  let done = 0;
  const passUntil = (time: SimTime): void => {
    for (let next = acts[done]; next !== undefined && next.at <= time; next = acts[++done]) {
      machine.run(next.at);
      next.act();
    }
    machine.run(time);
  };
  for (let poll = pollingSince; poll <= end; poll += period) {
    passUntil(poll);
    sample(file, machine, samples);
  }
  passUntil(Math.max(end, acts.at(-1)?.at ?? 0));
}

function sample({ balancer }: Case, machine: Machine, samples: Samples): void {
  const state = machine.balancer as LoadBalancerState | undefined;
  if (balancer.model === 'nginx' || state === undefined) return;
  for (const [index, { id }] of balancer.servers.entries()) {
    samples.take(machine.now, id, statusText(state, index), shownWeight(state, index));
  }
}

function timelineActs({ timeline }: Case, machine: Machine, zero: SimTime): readonly Act[] {
  return timeline.map((entry) => ({
    at: zero + microseconds(entry.t_ms),
    act: () => {
      happen(machine, entry);
    },
  }));
}

function happen(machine: Machine, entry: TimelineEntry): void {
  if ('set' in entry) machine.behave(entry.server, entry.set);
  else machine.admin(entry.admin);
}

/** Requests that follow others are begun by the client itself. */
function requestActs({ requests }: Case, machine: Machine, zero: SimTime): readonly Act[] {
  let first = 0;
  return requests.flatMap(({ t_ms, count, mode, every_ms }) => {
    const begin = first;
    first += count;
    return Array.from({ length: mode === 'open' ? count : 1 }, (_, index) => ({
      at: zero + microseconds(t_ms + index * every_ms),
      act: () => {
        machine.request(begin + index);
      },
    }));
  });
}

/** Whether every request has been answered, and is in the balancer's log. */
function isOver({ requests }: Case, { observations }: Machine): boolean {
  const total = requests.reduce((sum, { count }) => sum + count, 0);
  const finished = (type: (Answered | { readonly type: 'proxied' })['type']): number =>
    observations.filter(({ value }) => value.type === type).length;
  return finished('case-answered') >= total && finished('proxied') >= total;
}
