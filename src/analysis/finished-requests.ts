import type { RecordedObservation } from '../kernel/kind.ts';
import type { RequestObservation } from '../kinds/client/protocol.ts';
import type { SimTime } from '../lib/units.ts';

/** A request of a client that ended, and where in the run. */
export interface FinishedRequest extends RequestObservation {
  readonly client: string;
  /** The number of the event that ended it. */
  readonly event: number;
  readonly endedAt: SimTime;
}

interface Requests {
  readonly count: number;
  readonly byEnd: readonly FinishedRequest[];
  readonly bySending: readonly FinishedRequest[];
}

/** Of each run's observations, which only grow, the requests among them: every figure and question asks for them. */
const known = new WeakMap<readonly RecordedObservation[], Requests>();

/** The requests that ended, in order of their ends. */
export function requestsByEnd(observations: readonly RecordedObservation[]): readonly FinishedRequest[] {
  return requestsIn(observations).byEnd;
}

/** The requests that ended, in order of sending. */
export function requestsBySending(observations: readonly RecordedObservation[]): readonly FinishedRequest[] {
  return requestsIn(observations).bySending;
}

function requestsIn(observations: readonly RecordedObservation[]): Requests {
  const before = known.get(observations);
  if (before?.count === observations.length) return before;
  const byEnd = observations.flatMap(({ time, event, node, value }): readonly FinishedRequest[] =>
    value.type === 'request'
      ? [{ ...(value as RequestObservation), client: node, event, endedAt: time }]
      : [],
  );
  const bySending = [...byEnd].sort((a, b) => a.sentAt - b.sentAt);
  const requests = { count: observations.length, byEnd, bySending };
  known.set(observations, requests);
  return requests;
}
