/** The requests of a run by what became of them. */
import type { RecordedObservation } from '../kernel/kind.ts';
import type { RequestObservation } from '../kinds/client/protocol.ts';
import type { Requests, RequestOutline, RequestTally } from './picture.ts';
import type { Run } from './run.ts';

/** More are not listed; they are counted all the same. */
const LISTED_MAX = 200;

export interface ObservedRequest {
  readonly event: number;
  readonly client: string;
  readonly value: RequestObservation;
}

/** The requests that ended, in order of their ends. */
export function observedRequests(observations: readonly RecordedObservation[]): readonly ObservedRequest[] {
  return observations.flatMap(({ node, event, value }) =>
    value.type === 'request' ? [{ event, client: node, value: value as RequestObservation }] : [],
  );
}

/** The requests of a run by outcome, and a list of them with the failing ones first. */
export function requestsOf(run: Run): Requests {
  const requests = observedRequests(run.simulation.recording.observations);
  const failing = requests.filter(({ value }) => !value.ok);
  const listed = [...failing, ...requests.filter(({ value }) => value.ok)].slice(0, LISTED_MAX);
  return {
    count: requests.length,
    failed: failing.length,
    tallies: talliesOf(requests),
    list: listed.map((request) => outlineOf(run, request)),
  };
}

function talliesOf(requests: readonly ObservedRequest[]): readonly RequestTally[] {
  const tallies = new Map<string, { -readonly [Key in keyof RequestTally]: RequestTally[Key] }>();
  for (const { value } of requests) {
    const { outcome, ok, kind, sentAt, took } = value;
    const end = sentAt + took;
    const tally = tallies.get(outcome) ?? {
      outcome,
      ok,
      count: 0,
      reads: 0,
      writes: 0,
      first: end,
      last: end,
    };
    tallies.set(outcome, tally);
    tally.count++;
    tally[kind === 'read' ? 'reads' : 'writes']++;
    tally.last = end;
  }
  return [...tallies.values()].sort((a, b) => Number(b.ok) - Number(a.ok) || b.count - a.count);
}

/** A request in outline. Its id is the event that ended it and its number, as one event may end several. */
export function outlineOf({ simulation }: Run, { event, client, value }: ObservedRequest): RequestOutline {
  const { kind, request, sentAt, took, ok, outcome } = value;
  const end = simulation.recording.event(event).id;
  return { id: `${end}:${String(request)}`, end, client, kind, sentAt, took, ok, outcome };
}
