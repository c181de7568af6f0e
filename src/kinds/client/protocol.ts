import type { Duration, SimTime } from '../../lib/units.ts';
import type { FailureReason } from '../api-server/protocol.ts';

/** How a request ends: a closed list. */
export type RequestEnd =
  | 'ok'
  /** No answer in time; the connection was refused, or lost while the request was under way. */
  | 'timeout'
  | 'refused'
  | 'closed'
  /** An answer that it failed, by its reason; without one the server's own, by class of status. */
  | FailureReason
  | 'client-error';

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
  /** The database group that answered a read or acknowledged a write, or empty. */
  readonly database: string;
  /** What was read or written: the path. */
  readonly key: string;
  /** Of a read that a database answered: the identity of the write that was read; empty if nothing was written yet. */
  readonly value: string;
  /** Where the write that was read or done stands in the database's log; 0 if nothing was written yet, or not known. */
  readonly lsn: number;
  readonly reason: RequestEnd;
  /** When its last attempt began, and where that went. */
  readonly triedAt: SimTime;
  readonly target: string;
  /** The server that made the answer; empty without an answer, or if a load balancer made it. */
  readonly server: string;
  /** The node behind whoever answered that did not deliver; empty if not known. */
  readonly failedAt: string;
}

/** How many requests of a client ended in one way, for one reason, by one fault. */
export interface OutcomeCount {
  readonly outcome: string;
  readonly reason: RequestEnd;
  readonly ok: boolean;
  /** The fault that they were lost to, told; empty if to none. */
  readonly fault: string;
  readonly reads: number;
  readonly writes: number;
}
