import { AppendLog } from '../../lib/append-log.ts';
import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { ZookeeperOptions } from './config.ts';
import type { PlantedBug } from './planted-bugs.ts';
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
import { EMPTY_TREE, type Tree } from './data/tree.ts';
import type { Watches } from './data/watch-table.ts';

/** zoo.cfg of one server. */
export interface ServerConfig extends ZookeeperOptions {
  /** myid: the number within the ensemble, from 1. */
  readonly sid: number;
  /** Server names by sid: `servers[sid − 1]`. */
  readonly servers: readonly string[];
  /** The name of the ensemble. */
  readonly ensemble: string;
  /** What a test plants in it. */
  readonly bug?: PlantedBug;
}

/** A tree on disk, and what made it. */
export interface Snapshot {
  readonly zxid: Zxid;
  /** How many transactions it covers. */
  readonly count: number;
  readonly tree: Tree;
}

/** What is on disk: both epoch files, the newest snapshot, and the log. */
export interface ServerDurable {
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  /** The snapshot that the log continues: empty unless a leader sent one. */
  readonly base: Snapshot;
  /** The newest snapshot. */
  readonly snapshot: Snapshot;
  readonly log: AppendLog<Transaction>;
}

/** The election connection to one peer (QuorumCnxManager: SendWorker, queueSendMap, lastMessageSent). */
export interface PeerLink {
  readonly sid: number;
  /** The one connection that both keep; undefined while there is none. */
  readonly connection: ConnectionId | undefined;
  /** The attempt under way, if there is one. */
  readonly dialling: ConnectionId | undefined;
  /** The send queue, of capacity 1. */
  readonly waiting: Notification | undefined;
  readonly lastSent: Notification | undefined;
}

/** FastLeaderElection.lookForLeader. */
export interface Election {
  readonly proposal: Vote;
  /** Its first vote, which is for itself. */
  readonly own: Vote;
  /** Votes of this round, one a server (recvset). */
  readonly received: readonly Notification[];
  /** Votes of servers that are not looking (outofelection). */
  readonly settled: readonly Notification[];
  /** How long until the votes are sent again. */
  readonly patience: Duration;
  /** A quorum agrees; waiting a moment for a better vote (finalizeWait). */
  readonly finalizing: boolean;
}

/**
 * The oldest proposal that a learner has not acknowledged (LearnerHandler.SyncLimitCheck). The real class remembers the
 * newest one besides; that is the same for all learners, and the leader knows it.
 */
export interface SyncLimitCheck {
  readonly zxid: Zxid;
  /** −1: nothing is unacknowledged. */
  readonly sentAt: SimTime;
  /** Newer proposals than this one wait for its acknowledgement too. */
  readonly settled: Zxid;
}

/** One learner's connection at the leader (LearnerHandler). */
export interface Learner {
  readonly sid: number;
  readonly connection: ConnectionId;
  readonly observer: boolean;
  /** info: heard of; epoch: has acknowledged the epoch; synced: was sent the history; active: has acknowledged it. */
  readonly phase: 'info' | 'epoch' | 'synced' | 'active';
  readonly lastZxid: Zxid;
  readonly heardAt: SimTime;
  /** The tick until which it counts as in touch. */
  readonly deadline: number;
  readonly unacknowledged: SyncLimitCheck;
}

/** A SYNC that waits for the commit of what was proposed before it. */
export interface PendingSync {
  readonly zxid: Zxid;
  readonly learner: ConnectionId;
  readonly origin: Origin;
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

/** What a leader waits for before it serves. */
export interface Establishment {
  /** open: a quorum is awaited; chosen: on its way to disk; announced: learners may hear of it. */
  readonly epochState: 'open' | 'chosen' | 'announced';
  /** Epoch and last zxid when it took up leadership: no learner may be ahead of it (leaderStateSummary). */
  readonly startEpoch: number;
  readonly startZxid: Zxid;
  /** Servers that connected, acknowledged the epoch and acknowledged NEWLEADER; they count even if they left again. */
  readonly connecting: readonly number[];
  readonly electing: readonly number[];
  readonly newLeaderAcks: readonly number[];
  /** Whether its own epoch is on disk. */
  readonly ready: boolean;
}

export interface Leadership {
  readonly phase: 'discovery' | 'synchronisation' | 'broadcast';
  /** The new epoch; while it is open, one more than any that was accepted. */
  readonly epoch: number;
  readonly establishment: Establishment;
  readonly learners: readonly Learner[];
  readonly counter: number;
  /** When it made its last proposal. */
  readonly proposedAt: SimTime;
  /** The tree with all outstanding proposals applied: what new requests are validated against. */
  readonly prepared: Tree;
  /** By sid: the last proposal that a server has acknowledged. Each acknowledges in order. */
  readonly acknowledged: readonly Zxid[];
  readonly syncs: readonly PendingSync[];
  readonly sessions: SortedMap<SessionId, TrackedSession>;
  /** The tick whose sessions expire next (ExpiryQueue.nextExpirationTime). */
  readonly expiryTick: SimTime;
  /** Containers and the like that are going to be deleted, one after the other. */
  readonly doomed: readonly string[];
  /** Rounds of its loop; two are a tick. */
  readonly rounds: number;
  /** The follower that was lost last. */
  readonly lost: { readonly sid: number; readonly heardAt: SimTime } | undefined;
  readonly since: SimTime;
}

export interface Following {
  readonly leader: number;
  readonly connection: ConnectionId | undefined;
  readonly attempts: number;
  readonly phase: 'connecting' | 'discovery' | 'synchronisation' | 'broadcast';
  /** How the leader brings it up to date. */
  readonly mode: 'diff' | 'trunc' | 'snap' | undefined;
  /** Whether NEWLEADER has come. */
  readonly newLeader: boolean;
  /** Proposals that came before UPTODATE and are not logged yet, from `taken` on (packetsNotCommitted). */
  readonly packets: AppendLog<Transaction>;
  readonly taken: number;
  /** Proposals that were logged before UPTODATE and will be acknowledged after it. */
  readonly unacknowledged: readonly Zxid[];
  /** The last proposal that it acknowledged to this leader. */
  readonly acknowledged: Zxid;
  /** The last commit that came before UPTODATE. */
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
  /** From the first request that is under way to the leader on; nothing if none is. */
  readonly queue: RequestQueue;
}

/** Requests in the order in which they came: of all `requests`, those before `answered` are done with. */
export interface RequestQueue {
  readonly requests: AppendLog<OrderedRequest>;
  readonly answered: number;
}

export const NO_REQUESTS: RequestQueue = { requests: AppendLog.empty(), answered: 0 };

/** What a server answers in the order in which it came. */
export type OrderedRequest = Extract<ClientMessage, { readonly type: 'request' | 'ping' | 'set-watches' }>;

/** What a server has of elections: its own while it looks for a leader, else what it answers to those who look. */
export interface Voting {
  /** logicalclock. */
  readonly round: number;
  readonly vote: Vote;
  readonly election: Election | undefined;
  readonly peers: readonly PeerLink[];
}

/** What a server knows of its snapshots. */
export interface Snapshots {
  /** From which transaction on the committedLog is in memory. */
  readonly remembered: number;
  /** Whether a TRUNC went further back than its log: only a SNAP can help. */
  readonly needed: boolean;
}

export interface ServerState {
  readonly config: ServerConfig;
  readonly role: PeerState;
  /** Why it is looking: the reason of its last step down. */
  readonly reason: string;
  /** What it has written, synced or not. */
  readonly disk: ServerDurable;
  readonly untilSnapshot: number;
  readonly snapshots: Snapshots;
  /** How many transactions are in the tree, those that snapshots cover included. */
  readonly applied: number;
  /** How many of these it knows to be committed. */
  readonly committed: number;
  readonly tree: Tree;
  readonly voting: Voting;
  readonly leadership: Leadership | undefined;
  readonly following: Following | undefined;
  /** When the leader was last heard of. */
  readonly leaderHeardAt: SimTime;
  /** Whether clients are served. */
  readonly serving: boolean;
  readonly clients: SortedMap<ConnectionId, ClientConnection>;
  readonly watches: Watches;
  readonly sessionIds: SessionIds;
}

/** The sessions that a server has opened have the ids from `base` + 1 to `base` + `count`. */
export interface SessionIds {
  readonly base: SessionId;
  readonly count: number;
}

/** The state that a handler may assign to; that of a leader too, for almost every event changes it. */
export interface Server extends Omit<Draft<ServerState>, 'leadership'> {
  leadership: Draft<Leadership> | undefined;
}

/** By literals, the cheapest copy in every engine. */
export function copyServer(s: ServerState): ServerState {
  return {
    config: s.config,
    role: s.role,
    reason: s.reason,
    disk: s.disk,
    untilSnapshot: s.untilSnapshot,
    snapshots: s.snapshots,
    applied: s.applied,
    committed: s.committed,
    tree: s.tree,
    voting: s.voting,
    leadership: s.leadership && copyLeadership(s.leadership),
    following: s.following,
    leaderHeardAt: s.leaderHeardAt,
    serving: s.serving,
    clients: s.clients,
    watches: s.watches,
    sessionIds: s.sessionIds,
  };
}

function copyLeadership(l: Leadership): Leadership {
  return {
    phase: l.phase,
    epoch: l.epoch,
    establishment: l.establishment,
    learners: l.learners,
    counter: l.counter,
    proposedAt: l.proposedAt,
    prepared: l.prepared,
    acknowledged: l.acknowledged,
    syncs: l.syncs,
    sessions: l.sessions,
    expiryTick: l.expiryTick,
    doomed: l.doomed,
    rounds: l.rounds,
    lost: l.lost,
    since: l.since,
  };
}

const EMPTY_SNAPSHOT: Snapshot = { zxid: 0, count: 0, tree: EMPTY_TREE };

export const EMPTY_DISK: ServerDurable = {
  acceptedEpoch: 0,
  currentEpoch: 0,
  base: EMPTY_SNAPSHOT,
  snapshot: EMPTY_SNAPSHOT,
  log: AppendLog.empty(),
};

/** How many servers vote: the others, with the highest ids, are observers. */
export function voterCount({ servers, observers }: ServerConfig): number {
  return Math.max(1, servers.length - observers);
}

export function isVoter(config: ServerConfig, sid: number): boolean {
  return sid >= 1 && sid <= voterCount(config);
}

/** More than half of the voters (QuorumMaj). */
export function quorumSize(config: ServerConfig): number {
  return Math.floor(voterCount(config) / 2) + 1;
}

export function isQuorum(count: number, config: ServerConfig): boolean {
  return count >= quorumSize(config);
}

export function serverName(config: ServerConfig, sid: number): string {
  return config.servers[sid - 1] ?? '';
}
