/** The requests of a run by what became of them. */
import { type FinishedRequest, requestsByEnd } from './finished-requests.ts';
import type { Requests, RequestOutline, RequestTally } from './answer.ts';
import type { SimTime } from '../lib/units.ts';
import type { Run } from './run.ts';

/** More are not listed; they are counted all the same. */
const LISTED_MAX = 200;

/** The requests of a run by outcome, and a list of them with the failing ones first. */
export function requestsOf(run: Run): Requests {
  const requests = requestsByEnd(run.simulation.recording.observations);
  const failing = requests.filter(({ ok }) => !ok);
  const listed = [...failing, ...requests.filter(({ ok }) => ok)].slice(0, LISTED_MAX);
  return {
    count: requests.length,
    failed: failing.length,
    tallies: talliesOf(requests),
    list: listed.map((request) => outlineOf(run, request)),
  };
}

/**
 * The last requests whose last attempt went to `node` and that were over by `time`, the latest first: those that failed,
 * and as many others as there is room for.
 */
export function requestsThrough(
  run: Run,
  node: string,
  time: SimTime,
  count: number,
): readonly RequestOutline[] {
  const failed: FinishedRequest[] = [];
  const others: FinishedRequest[] = [];
  const requests = requestsByEnd(run.simulation.recording.observations);
  for (let index = requests.length - 1; index >= 0 && failed.length < count; index--) {
    const request = requests[index];
    if (request?.target !== node || request.endedAt > time) continue;
    if (!request.ok) failed.push(request);
    else if (others.length < count) others.push(request);
  }
  return [...failed, ...others.slice(0, count - failed.length)]
    .sort((a, b) => b.endedAt - a.endedAt)
    .map((request) => outlineOf(run, request));
}

function talliesOf(requests: readonly FinishedRequest[]): readonly RequestTally[] {
  const tallies = new Map<string, { -readonly [Key in keyof RequestTally]: RequestTally[Key] }>();
  for (const { outcome, ok, kind, endedAt } of requests) {
    const tally = tallies.get(outcome) ?? {
      outcome,
      ok,
      count: 0,
      reads: 0,
      writes: 0,
      first: endedAt,
      last: endedAt,
    };
    tallies.set(outcome, tally);
    tally.count++;
    tally[kind === 'read' ? 'reads' : 'writes']++;
    tally.last = endedAt;
  }
  return [...tallies.values()].sort((a, b) => Number(b.ok) - Number(a.ok) || b.count - a.count);
}

/** A request in outline. Its id is the event that ended it and its number, as one event may end several. */
export function outlineOf({ simulation }: Run, finished: FinishedRequest): RequestOutline {
  const { client, kind, request, sentAt, took, ok, outcome } = finished;
  const end = simulation.recording.event(finished.event).id;
  return { id: `${end}:${String(request)}`, end, client, kind, sentAt, took, ok, outcome };
}
