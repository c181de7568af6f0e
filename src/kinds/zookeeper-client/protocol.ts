import type { SimTime } from '../../lib/units.ts';
import type { ClientEventType, SessionState } from '../zookeeper/client-library.ts';
import type { ErrorCode, Operation, Result, SessionId, Zxid } from '../zookeeper/protocol.ts';

/** An answer that an application received, in the order in which its library delivered it. */
export interface ReplyObservation {
  readonly type: 'client-reply';
  /** The group of the servers. */
  readonly ensemble: string;
  readonly session: SessionId;
  /** The number of the request at this client: answers of a session come in this order. */
  readonly order: number;
  readonly operation: Operation;
  /** CONNECTIONLOSS and SESSIONEXPIRED may be the library's own words: the outcome is unknown then. */
  readonly error: ErrorCode | undefined;
  readonly result: Result;
  /** The reply's zxid; 0 where the library answered by itself. */
  readonly zxid: Zxid;
  readonly sentAt: SimTime;
}

/** A watch event that an application received. */
export interface WatchObservation {
  readonly type: 'client-watch';
  readonly session: SessionId;
  readonly event: ClientEventType;
  readonly path: string;
}

/** What an application was told of its session. */
export interface SessionObservation {
  readonly type: 'client-session';
  readonly session: SessionId;
  readonly state: SessionState;
}
