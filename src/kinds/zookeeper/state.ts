import { AppendLog } from '../../lib/append-log.ts';
import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { ZookeeperOptions } from './config.ts';
import type {
  ClientMessage,
  Notification,
  Origin,
  PeerState,
  SessionId,
  Transaction,
  Vote,
  Zxid,
} from './protocol.ts';
import { applyChange, EMPTY_TREE, type Tree } from './tree.ts';

/** zoo.cfg of one server. */
export interface ServerConfig extends ZookeeperOptions {
  /** myid: the number within the ensemble, from 1. */
  readonly sid: number;
  /** Server names by sid: `servers[sid − 1]`. */
  readonly servers: readonly string[];
  /** The name of the ensemble. */
  readonly ensemble: string;
}

/** What is on disk: both epoch files and the transaction log (snapshots are left out). */
export interface ServerDurable {
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  readonly log: AppendLog<Transaction>;
}

/** The outgoing election connection to one peer, with the newest vote that could not be sent yet. */
export interface PeerLink {
  readonly sid: number;
  readonly connection: ConnectionId | undefined;
  readonly open: boolean;
  readonly waiting: Notification | undefined;
}

/** FastLeaderElection.lookForLeader. */
export interface Election {
  readonly proposal: Vote;
  /** Votes of this round, one a server (recvset). */
  readonly received: readonly Notification[];
  /** Votes of servers that are not looking (outofelection). */
  readonly settled: readonly Notification[];
  /** How long until the votes are sent again. */
  readonly patience: Duration;
  /** A quorum agrees; waiting a moment for a better vote (finalizeWait). */
  readonly finalizing: boolean;
}

export interface Learner {
  readonly sid: number;
  readonly connection: ConnectionId;
  /** info: heard of; epoch: has acknowledged the epoch; synced: was sent the history; active: has acknowledged it. */
  readonly phase: 'info' | 'epoch' | 'synced' | 'active';
  readonly acceptedEpoch: number;
  readonly lastZxid: Zxid;
  readonly countsForEpoch: boolean;
  readonly heardAt: SimTime;
}

export interface Proposal {
  readonly zxid: Zxid;
  /** Servers that have it on disk. */
  readonly acks: readonly number[];
  readonly syncs: readonly { readonly learner: ConnectionId | undefined; readonly origin: Origin }[];
}

/** SessionTrackerImpl: when the leader expires a session, in whole ticks. */
export interface TrackedSession {
  readonly id: SessionId;
  readonly timeout: Duration;
  readonly expiresAt: SimTime;
  readonly touchedAt: SimTime;
  /** The server that its client is connected to. */
  readonly owner: number;
  readonly closing: boolean;
}

export interface Leadership {
  readonly phase: 'discovery' | 'synchronisation' | 'broadcast';
  /** 0 until a quorum is heard of. */
  readonly epoch: number;
  readonly learners: readonly Learner[];
  /** Whether its own epoch is on disk (its own ACK of NEWLEADER). */
  readonly ready: boolean;
  readonly counter: number;
  /** The tree with all outstanding proposals applied: what new requests are validated against. */
  readonly prepared: Tree;
  readonly proposals: readonly Proposal[];
  readonly sessions: SortedMap<SessionId, TrackedSession>;
  /** The tick whose sessions expire next (ExpiryQueue.nextExpirationTime). */
  readonly expiryTick: SimTime;
  readonly since: SimTime;
}

export interface Following {
  readonly leader: number;
  readonly connection: ConnectionId | undefined;
  readonly attempts: number;
  readonly phase: 'connecting' | 'discovery' | 'synchronisation' | 'broadcast';
  readonly heardAt: SimTime;
  /** What the leader had committed when it sent its history. */
  readonly committed: Zxid;
  /** Sessions heard of since the last ping of the leader. */
  readonly touches: SortedMap<SessionId, true>;
}

/** A client's connection, and its requests that are not answered yet (CommitProcessor: FIFO for each session). */
export interface ClientConnection {
  readonly connection: ConnectionId;
  readonly client: string;
  /** 0 until the session stands. */
  readonly session: SessionId;
  readonly timeout: Duration;
  /** From the first request that is under way to the leader on; empty if none is. */
  readonly queue: readonly OrderedRequest[];
}

/** What a server answers in the order in which it came. */
export type OrderedRequest = Extract<ClientMessage, { readonly type: 'request' | 'ping' | 'set-watches' }>;

export interface Watch {
  readonly table: 'data' | 'child';
  readonly path: string;
  readonly connection: ConnectionId;
}

export interface ServerState {
  readonly config: ServerConfig;
  readonly role: PeerState;
  /** Why it is looking: the reason of its last step down. */
  readonly reason: string;
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  readonly log: AppendLog<Transaction>;
  /** How many transactions of the log are in the tree. */
  readonly applied: number;
  /** How many of these it knows to be committed. */
  readonly committed: number;
  readonly tree: Tree;
  readonly round: number;
  readonly vote: Vote;
  readonly election: Election | undefined;
  readonly peers: readonly PeerLink[];
  readonly leadership: Leadership | undefined;
  readonly following: Following | undefined;
  /** Whether clients are served. */
  readonly serving: boolean;
  readonly clients: SortedMap<ConnectionId, ClientConnection>;
  readonly watches: readonly Watch[];
  readonly sessionBase: SessionId;
  readonly sessionCount: number;
}

/** The state that a handler may assign to. */
export type Server = Draft<ServerState>;

export function copyServer(s: ServerState): ServerState {
  return {
    config: s.config,
    role: s.role,
    reason: s.reason,
    acceptedEpoch: s.acceptedEpoch,
    currentEpoch: s.currentEpoch,
    log: s.log,
    applied: s.applied,
    committed: s.committed,
    tree: s.tree,
    round: s.round,
    vote: s.vote,
    election: s.election,
    peers: s.peers,
    leadership: s.leadership,
    following: s.following,
    serving: s.serving,
    clients: s.clients,
    watches: s.watches,
    sessionBase: s.sessionBase,
    sessionCount: s.sessionCount,
  };
}

export const EMPTY_DISK: ServerDurable = { acceptedEpoch: 0, currentEpoch: 0, log: AppendLog.empty() };

/** The tree that a log adds up to. There are no commit marks on disk: whatever is logged is replayed. */
export function replayLog(log: AppendLog<Transaction>): Tree {
  let tree = EMPTY_TREE;
  for (let i = 0; i < log.length; i++) {
    const transaction = log.at(i);
    if (transaction !== undefined) tree = applyChange(tree, transaction.zxid, transaction.change).tree;
  }
  return tree;
}

export function lastLogged(log: AppendLog<Transaction>): Zxid {
  return log.last()?.zxid ?? 0;
}

/** How many transactions of the log have a zxid of at most `zxid`. */
export function countUpTo(log: AppendLog<Transaction>, zxid: Zxid): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log.at(middle)?.zxid ?? Infinity) <= zxid) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function durableImage(server: ServerState): ServerDurable {
  return { acceptedEpoch: server.acceptedEpoch, currentEpoch: server.currentEpoch, log: server.log };
}

/** More than half of the servers. */
export function isQuorum(count: number, config: ServerConfig): boolean {
  return count > Math.floor(config.servers.length / 2);
}

export function serverName(config: ServerConfig, sid: number): string {
  return config.servers[sid - 1] ?? '';
}
