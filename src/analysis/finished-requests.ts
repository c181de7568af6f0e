import type { RecordedObservation } from '../kernel/kind.ts';
import type { RequestObservation } from '../kinds/client/protocol.ts';
import type { SimTime } from '../lib/units.ts';

/** A request of a client that ended, and where in the run. A view of the observation: there may be a million. */
export class FinishedRequest implements Omit<RequestObservation, 'type'> {
  constructor(
    private readonly recorded: RecordedObservation,
    private readonly seen: RequestObservation,
  ) {}

  get client(): string {
    return this.recorded.node;
  }

  /** The number of the event that ended it. */
  get event(): number {
    return this.recorded.event;
  }

  get endedAt(): SimTime {
    return this.recorded.time;
  }

  get kind(): RequestObservation['kind'] {
    return this.seen.kind;
  }

  get request(): RequestObservation['request'] {
    return this.seen.request;
  }

  get sentAt(): RequestObservation['sentAt'] {
    return this.seen.sentAt;
  }

  get took(): RequestObservation['took'] {
    return this.seen.took;
  }

  get ok(): RequestObservation['ok'] {
    return this.seen.ok;
  }

  get outcome(): RequestObservation['outcome'] {
    return this.seen.outcome;
  }

  get database(): RequestObservation['database'] {
    return this.seen.database;
  }

  get key(): RequestObservation['key'] {
    return this.seen.key;
  }

  get value(): RequestObservation['value'] {
    return this.seen.value;
  }

  get lsn(): RequestObservation['lsn'] {
    return this.seen.lsn;
  }

  get reason(): RequestObservation['reason'] {
    return this.seen.reason;
  }

  get triedAt(): RequestObservation['triedAt'] {
    return this.seen.triedAt;
  }

  get target(): RequestObservation['target'] {
    return this.seen.target;
  }

  get server(): RequestObservation['server'] {
    return this.seen.server;
  }

  get failedAt(): RequestObservation['failedAt'] {
    return this.seen.failedAt;
  }
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
  const byEnd: FinishedRequest[] = [];
  for (const recorded of observations) {
    const { value } = recorded;
    if (value.type === 'request') byEnd.push(new FinishedRequest(recorded, value as RequestObservation));
  }
  const bySending = [...byEnd].sort((a, b) => a.sentAt - b.sentAt);
  const requests = { count: observations.length, byEnd, bySending };
  known.set(observations, requests);
  return requests;
}
