import type { Duration, SimTime } from '../../lib/units.ts';

/** One finished request of a client: a call with all its retries. What metrics and expectations count. */
export interface RequestObservation {
  readonly type: 'request';
  readonly kind: 'read' | 'write';
  /** Its number at the client; with the client's name, the identity of a write. */
  readonly request: number;
  readonly sentAt: SimTime;
  readonly took: Duration;
  readonly ok: boolean;
  /** ok, timeout, refused, closed, or the status. */
  readonly outcome: string;
  /** The database group that acknowledged a write, or empty. */
  readonly database: string;
}

/** How many requests of a client ended in one way. */
export interface OutcomeCount {
  readonly outcome: string;
  readonly ok: boolean;
  readonly reads: number;
  readonly writes: number;
}
