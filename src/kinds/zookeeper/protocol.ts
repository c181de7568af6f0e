/**
 * What ZooKeeper servers and clients say to each other. The names are those of the real protocol (zookeeper.jute,
 * QuorumPacket types) in lower case; what is bundled or left out is listed in the README.
 */

import type { SimTime } from '../../lib/units.ts';

/** Epoch in the upper bits, counter in the lower 32: exact in a double up to epoch 2²¹. */
export type Zxid = number;

const COUNTERS = 2 ** 32;

export function zxidOf(epoch: number, counter: number): Zxid {
  return epoch * COUNTERS + counter;
}

export function epochOf(zxid: Zxid): number {
  return Math.floor(zxid / COUNTERS);
}

/** Whether it stands for an epoch that has no transaction yet. */
export function isFirstOfEpoch(zxid: Zxid): boolean {
  return counterOf(zxid) === 0;
}

export function counterOf(zxid: Zxid): number {
  return zxid % COUNTERS;
}

/** `2·12` for 0x200000012: epoch and counter, both in hexadecimal. */
export function zxidText(zxid: Zxid): string {
  return `${epochOf(zxid).toString(16)}·${counterOf(zxid).toString(16)}`;
}

export type SessionId = number;

/** CreateMode of the real client. The ones with a TTL need `ttl`. */
export type CreateMode =
  | 'persistent'
  | 'ephemeral'
  | 'persistent-sequential'
  | 'ephemeral-sequential'
  | 'container'
  | 'persistent-with-ttl'
  | 'persistent-sequential-with-ttl';

/** KeeperException.Code, as far as it is used. */
export type ErrorCode =
  | 'RUNTIMEINCONSISTENCY'
  | 'CONNECTIONLOSS'
  | 'UNIMPLEMENTED'
  | 'OPERATIONTIMEOUT'
  | 'BADARGUMENTS'
  | 'NONODE'
  | 'NOAUTH'
  | 'BADVERSION'
  | 'NOCHILDRENFOREPHEMERALS'
  | 'NODEEXISTS'
  | 'NOTEMPTY'
  | 'SESSIONEXPIRED'
  | 'INVALIDACL'
  | 'SESSIONMOVED'
  | 'NOWATCHER';

/** What `world:anyone` may do, a subset of the letters `rwcda`; empty is an empty list, which is refused (INVALIDACL). */
export type Permissions = string;

export type WatchMode = 'persistent' | 'persistent-recursive';

/** Which watches to remove (Watcher.WatcherType). */
export type WatchKind = 'children' | 'data' | 'any';

/** A version of −1 matches any; no data is null. */
export type MultiOperation =
  | {
      readonly op: 'create';
      readonly path: string;
      readonly data?: string;
      readonly mode: CreateMode;
      readonly acl?: Permissions;
      /** Milliseconds; only with the modes that have one. */
      readonly ttl?: number;
    }
  | { readonly op: 'delete'; readonly path: string; readonly version: number }
  | { readonly op: 'set'; readonly path: string; readonly data?: string; readonly version: number }
  | { readonly op: 'check'; readonly path: string; readonly version: number };

/** What goes to the leader and into the log. */
export type WriteOperation =
  | MultiOperation
  | { readonly op: 'set-acl'; readonly path: string; readonly acl: Permissions; readonly version: number }
  | { readonly op: 'multi'; readonly operations: readonly MultiOperation[] }
  | { readonly op: 'close' };

/** What the connected server answers from its own tree. */
export type ReadOperation =
  | { readonly op: 'exists'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'get'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'children'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'get-acl'; readonly path: string }
  /** The session's own ephemerals whose path begins with `prefix` (getEphemerals). */
  | { readonly op: 'ephemerals'; readonly prefix: string }
  /** getAllChildrenNumber. */
  | { readonly op: 'count-descendants'; readonly path: string }
  | { readonly op: 'add-watch'; readonly path: string; readonly mode: WatchMode }
  /** Whether the connection has such a watch (opcode 17); it stays. */
  | { readonly op: 'check-watches'; readonly path: string; readonly kind: WatchKind }
  /** Removes it (opcode 18). */
  | { readonly op: 'remove-watches'; readonly path: string; readonly kind: WatchKind };

export type Operation = WriteOperation | ReadOperation | { readonly op: 'sync'; readonly path: string };

/** Whether it goes to the leader and into the log. */
export function isWrite(operation: Operation): operation is WriteOperation {
  switch (operation.op) {
    case 'create':
    case 'delete':
    case 'set':
    case 'set-acl':
    case 'check':
    case 'multi':
    case 'close':
      return true;
    default:
      return false;
  }
}

/** Stat (DataNode.copyStat); times are the leader's, when it prepared the transaction. */
export interface Stat {
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly pzxid: Zxid;
  readonly ctime: number;
  readonly mtime: number;
  readonly version: number;
  /** How many children were created and deleted. */
  readonly cversion: number;
  readonly aversion: number;
  /** Bytes of the data in UTF-8. */
  readonly dataLength: number;
  readonly numChildren: number;
  /** The session that an ephemeral belongs to; 0 otherwise. */
  readonly ephemeralOwner: SessionId;
}

export interface Result {
  readonly path?: string;
  /** Absent where the znode has no data. */
  readonly data?: string;
  readonly children?: readonly string[];
  readonly stat?: Stat;
  readonly acl?: Permissions;
  /** Of `ephemerals`. */
  readonly paths?: readonly string[];
  readonly count?: number;
  /** Of `multi`, one an operation; `error` is absent where it went well (or would have: see the reply's error). */
  readonly results?: readonly { readonly error?: ErrorCode; readonly result: Result }[];
}

export type WatchEventType = 'created' | 'deleted' | 'changed' | 'children';

/** The password of a session is a function of its id, so that every server can check it. */
export function passwordOf(session: SessionId): number {
  return (session * 31 + 17) % 0x7fffffff;
}

/** Between a client and a server, on port `client`. */
export type ClientMessage =
  | {
      readonly type: 'connect';
      /** 0 asks for a new session. */
      readonly session: SessionId;
      readonly password: number;
      readonly timeout: number;
      readonly lastZxid: Zxid;
    }
  /** `timeout` 0: the session is expired, or the password is wrong. */
  | {
      readonly type: 'session';
      readonly session: SessionId;
      readonly password: number;
      readonly timeout: number;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  | { readonly type: 'request'; readonly xid: number; readonly operation: Operation }
  | {
      readonly type: 'reply';
      readonly xid: number;
      readonly zxid: Zxid;
      readonly error: ErrorCode | undefined;
      readonly result: Result;
    }
  | { readonly type: 'watch-event'; readonly event: WatchEventType; readonly path: string }
  /** SetWatches2, after a reconnection. */
  | {
      readonly type: 'set-watches';
      readonly relativeZxid: Zxid;
      readonly data: readonly string[];
      readonly exist: readonly string[];
      readonly child: readonly string[];
      readonly persistent: readonly string[];
      readonly recursive: readonly string[];
    }
  | { readonly type: 'watches-set'; readonly zxid?: Zxid };

export interface Vote {
  readonly leader: number;
  readonly zxid: Zxid;
  readonly peerEpoch: number;
}

export type PeerState = 'looking' | 'following' | 'leading' | 'observing';

/** Opens a connection between servers on port `election`: who dialled (QuorumCnxManager.initiateConnection). */
export interface PeerId {
  readonly type: 'peer-id';
  readonly sid: number;
}

/** Between servers, on port `election` (FastLeaderElection.Notification). */
export interface Notification {
  readonly type: 'vote';
  readonly sid: number;
  readonly vote: Vote;
  readonly round: number;
  readonly state: PeerState;
}

/** A change of the replicated state, as it stands in the log. */
export interface Transaction {
  readonly zxid: Zxid;
  /** The leader's time when it prepared it (TxnHeader.time). */
  readonly time: SimTime;
  /** The node whose session made it (TxnHeader.clientId). */
  readonly client: string;
  readonly change: Change;
  readonly origin: Origin | undefined;
}

/** What one write does to the tree. */
export type ZnodeChange =
  | {
      readonly type: 'create';
      /** With its sequence suffix. */
      readonly path: string;
      readonly data: string | undefined;
      readonly acl: Permissions;
      /** The session of an ephemeral; 0 otherwise. */
      readonly owner: SessionId;
      readonly container: boolean;
      /** Milliseconds; 0 without. */
      readonly ttl: number;
      /** How many children its parent will have had (CreateTxn.parentCVersion). */
      readonly parentCreations: number;
    }
  | { readonly type: 'delete'; readonly path: string }
  | {
      readonly type: 'set';
      readonly path: string;
      readonly data: string | undefined;
      readonly version: number;
    }
  | { readonly type: 'set-acl'; readonly path: string; readonly acl: Permissions; readonly version: number }
  | { readonly type: 'check'; readonly path: string };

export type Change =
  | {
      readonly type: 'create-session';
      readonly session: SessionId;
      readonly timeout: number;
      readonly client: string;
    }
  | {
      readonly type: 'close-session';
      readonly session: SessionId;
      readonly expired: boolean;
      /** When the leader last heard of the session. */
      readonly silentSince: number;
      /** In the order in which they are deleted. */
      readonly ephemerals: readonly string[];
    }
  | ZnodeChange
  | { readonly type: 'multi'; readonly changes: readonly ZnodeChange[] }
  /** A request that failed. `errors` are those of a multi, one an operation; undefined would have gone well. */
  | {
      readonly type: 'error';
      readonly code: ErrorCode;
      readonly errors?: readonly (ErrorCode | undefined)[];
    };

/** Whom a server owes the reply of a transaction. */
export interface Origin {
  readonly server: number;
  readonly connection: number;
  readonly xid: number;
}

/** A write on its way to the leader. */
export interface WriteRequest {
  readonly session: SessionId;
  readonly origin: Origin;
  readonly operation:
    | WriteOperation
    | { readonly op: 'create-session'; readonly timeout: number; readonly client: string }
    /** Of the leader's own: an empty container or a znode whose time is up. */
    | { readonly op: 'delete-container'; readonly path: string };
}

export const CLIENT_PORT = 'client';
export const ELECTION_PORT = 'election';
export const QUORUM_PORT = 'quorum';
