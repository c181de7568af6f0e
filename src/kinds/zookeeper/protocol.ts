/**
 * What ZooKeeper servers and clients say to each other. The names are those of the real protocol (zookeeper.jute,
 * QuorumPacket types) in lower case; what is bundled or left out is listed in the README.
 */

/** Epoch in the upper bits, counter in the lower 32: exact in a double up to epoch 2²¹. */
export type Zxid = number;

const COUNTERS = 2 ** 32;

export function zxidOf(epoch: number, counter: number): Zxid {
  return epoch * COUNTERS + counter;
}

export function epochOf(zxid: Zxid): number {
  return Math.floor(zxid / COUNTERS);
}

function counterOf(zxid: Zxid): number {
  return zxid % COUNTERS;
}

/** `2·12` for 0x200000012: epoch and counter, both in hexadecimal. */
export function zxidText(zxid: Zxid): string {
  return `${epochOf(zxid).toString(16)}·${counterOf(zxid).toString(16)}`;
}

export type SessionId = number;

export type CreateMode = 'persistent' | 'ephemeral' | 'persistent-sequential' | 'ephemeral-sequential';

/** KeeperException.Code, as far as it is used. */
export type ErrorCode =
  | 'NONODE'
  | 'NODEEXISTS'
  | 'NOTEMPTY'
  | 'BADVERSION'
  | 'NOCHILDRENFOREPHEMERALS'
  | 'BADARGUMENTS'
  | 'SESSIONEXPIRED'
  | 'CONNECTIONLOSS';

export type Operation =
  | { readonly op: 'create'; readonly path: string; readonly data: string; readonly mode: CreateMode }
  | { readonly op: 'delete'; readonly path: string; readonly version: number }
  | { readonly op: 'set'; readonly path: string; readonly data: string; readonly version: number }
  | { readonly op: 'exists'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'get'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'children'; readonly path: string; readonly watch: boolean }
  | { readonly op: 'sync'; readonly path: string }
  | { readonly op: 'close' };

/** Stat, as far as it is kept (ZooKeeper 3.8, section "Stat fields"). */
export interface Stat {
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly pzxid: Zxid;
  readonly version: number;
  /** The session that an ephemeral belongs to; 0 otherwise. */
  readonly ephemeralOwner: SessionId;
}

export interface Result {
  readonly path?: string;
  readonly data?: string;
  readonly children?: readonly string[];
  readonly stat?: Stat;
}

export type WatchEventType = 'created' | 'deleted' | 'changed' | 'children';

/** Between a client and a server, on port `client`. */
export type ClientMessage =
  | {
      readonly type: 'connect';
      readonly session: SessionId;
      readonly timeout: number;
      readonly lastZxid: Zxid;
    }
  /** `timeout` 0: the session is expired. */
  | { readonly type: 'session'; readonly session: SessionId; readonly timeout: number }
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
  | {
      readonly type: 'set-watches';
      readonly relativeZxid: Zxid;
      readonly data: readonly string[];
      readonly exist: readonly string[];
      readonly child: readonly string[];
    };

export interface Vote {
  readonly leader: number;
  readonly zxid: Zxid;
  readonly peerEpoch: number;
}

export type PeerState = 'looking' | 'following' | 'leading';

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
  /** The node whose session made it (TxnHeader.clientId). */
  readonly client: string;
  readonly change: Change;
  readonly origin: Origin | undefined;
}

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
      readonly ephemerals: readonly string[];
    }
  | { readonly type: 'create'; readonly path: string; readonly data: string; readonly owner: SessionId }
  | { readonly type: 'delete'; readonly path: string }
  | { readonly type: 'set'; readonly path: string; readonly data: string; readonly version: number }
  | { readonly type: 'error'; readonly code: ErrorCode };

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
    Operation | { readonly op: 'create-session'; readonly timeout: number; readonly client: string };
}

/** Between a learner and its leader, on port `quorum` (QuorumPacket). */
export type QuorumMessage =
  | { readonly type: 'follower-info'; readonly sid: number; readonly acceptedEpoch: number }
  | { readonly type: 'leader-info'; readonly epoch: number }
  /** `currentEpoch` −1: does not count toward the quorum. */
  | { readonly type: 'ack-epoch'; readonly lastZxid: Zxid; readonly currentEpoch: number }
  /** DIFF or TRUNC and the proposals that follow it, in one packet; `committed` is the last committed zxid. */
  | {
      readonly type: 'diff' | 'trunc';
      readonly after: Zxid;
      readonly transactions: readonly Transaction[];
      readonly committed: Zxid;
    }
  | { readonly type: 'new-leader'; readonly epoch: number }
  | { readonly type: 'ack-new-leader'; readonly epoch: number }
  | { readonly type: 'up-to-date' }
  | { readonly type: 'proposal'; readonly transaction: Transaction }
  | { readonly type: 'ack'; readonly zxid: Zxid }
  | { readonly type: 'commit'; readonly zxid: Zxid }
  | { readonly type: 'leader-ping' }
  /** Answers a ping; `touches` are the sessions heard of since the last one. */
  | { readonly type: 'follower-ping'; readonly touches: readonly SessionId[] }
  | { readonly type: 'forward'; readonly request: WriteRequest }
  | {
      readonly type: 'revalidate';
      readonly session: SessionId;
      readonly connection: number;
      readonly timeout: number;
    }
  | {
      readonly type: 'revalidated';
      readonly session: SessionId;
      readonly connection: number;
      readonly timeout: number;
    }
  | { readonly type: 'sync'; readonly origin: Origin }
  | { readonly type: 'synced'; readonly origin: Origin };

export const CLIENT_PORT = 'client';
export const ELECTION_PORT = 'election';
export const QUORUM_PORT = 'quorum';
