import type { ConnectionId } from '../../../kernel/kind.ts';
import type { Duration, SimTime } from '../../../lib/units.ts';
import type {
  ErrorCode,
  Operation,
  Result,
  SessionId,
  WatchEventType,
  WatchKind,
  Zxid,
} from '../protocol.ts';

/** What an application is told of its session (Curator's names). */
export type SessionState = 'CONNECTING' | 'CONNECTED' | 'SUSPENDED' | 'LOST' | 'CLOSED';

/** An operation that the library owes the application an answer to (ClientCnxn.Packet). */
export interface ClientRequest {
  /** 0 until it is sent. */
  readonly xid: number;
  readonly operation: Operation;
  /** The application's own word for what it waits for. */
  readonly tag: string;
  /** The watcher object that it registers. */
  readonly watcher: string;
  /** Which watches to forget when it is answered (ClientCnxn.WatchDeregistration). */
  readonly removal: WatchRemoval | undefined;
  /** When the application asked. */
  readonly sentAt: SimTime;
}

export interface WatchRemoval {
  readonly path: string;
  readonly kind: WatchKind;
  /** Undefined: every watcher object. */
  readonly watcher: string | undefined;
}

export interface ClientWatch {
  readonly table: 'data' | 'exist' | 'child' | 'persistent' | 'recursive';
  readonly path: string;
  readonly watcher: string;
}

/**
 * What the library's send thread is at:
 * - waiting: sleeping before it connects
 * - connecting: a connection is asked for, or the session is
 * - attached: the session stands at a server
 * - broken: the connection is closed, which is not told yet
 * - dead: the handle is of no more use
 */
export type Link = 'waiting' | 'connecting' | 'attached' | 'broken' | 'dead';

/** The client library's state, embedded in its application's: an immutable record. */
export interface ZookeeperClient {
  /** Tells several handles of one node apart: the key of its timers. */
  readonly handle: number;
  /** The connect string, in the order in which it is tried. */
  readonly servers: readonly string[];
  readonly requestedTimeout: Duration;
  /** Whether a new handle takes the place of one whose session is lost. */
  readonly renew: boolean;
  readonly state: SessionState;
  readonly link: Link;
  /** 0 before the first session. */
  readonly session: SessionId;
  readonly password: number;
  readonly timeout: Duration;
  /** The server that is tried next or was tried last. */
  readonly server: number;
  /** The index whose turn comes after a second of sleep: the last one that gave a session. */
  readonly lastConnected: number;
  readonly connection: ConnectionId | undefined;
  /** A connection stood once: each attempt from then on begins with a random sleep. */
  readonly everConnected: boolean;
  readonly lastZxid: Zxid;
  readonly nextXid: number;
  /** Not sent yet. */
  readonly queued: readonly ClientRequest[];
  /** Sent and not answered. */
  readonly pending: readonly ClientRequest[];
  readonly watches: readonly ClientWatch[];
  /** What the application waits for with `closeClient`; undefined unless it closes. */
  readonly closing: string | undefined;
  /** The connection was given up because its server was silent. */
  readonly silent: boolean;
  readonly sentAt: SimTime;
  readonly heardAt: SimTime;
}

/** Events of watches, as the library tells them; the server knows nothing of the last three. */
export type ClientEventType = WatchEventType | 'data-removed' | 'child-removed' | 'persistent-removed';

/** What the library tells its application. */
export type Notice =
  | {
      readonly type: 'connected';
      readonly newSession: boolean;
      readonly session: SessionId;
      readonly server: string;
      /** As negotiated. */
      readonly timeout: Duration;
    }
  | { readonly type: 'suspended' }
  /** The ensemble says that the session is expired. */
  | { readonly type: 'lost' }
  /** The handle is closed; the reply of `closeClient` follows. */
  | { readonly type: 'closed' }
  | {
      readonly type: 'reply';
      readonly tag: string;
      readonly operation: Operation;
      readonly error: ErrorCode | undefined;
      readonly result: Result;
      readonly sentAt: SimTime;
      /** Absent where the library answered by itself. */
      readonly zxid?: Zxid;
    }
  /** One for each watcher object concerned. */
  | {
      readonly type: 'watch';
      readonly event: ClientEventType;
      readonly path: string;
      readonly watcher: string;
    };

export interface ClientStep {
  readonly client: ZookeeperClient;
  /** In the order in which the library's event thread delivers them. */
  readonly notices: readonly Notice[];
}

/** The answer that the library gives by itself. */
export function ownAnswer(request: ClientRequest, error: ErrorCode | undefined, result: Result = {}): Notice {
  const { tag, operation, sentAt } = request;
  return { type: 'reply', tag, operation, error, result, sentAt };
}
