import type { AppendLog } from '../../lib/append-log.ts';
import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { ZookeeperClient } from '../zookeeper/client-library.ts';
import type { PlaceInLine } from '../zookeeper/recipes/place-in-line.ts';
import type { Table } from './table.ts';
import type { LogEntry, Timeline } from './protocol.ts';

export interface DatabaseConfig {
  readonly self: string;
  readonly group: string;
  readonly members: readonly string[];
  /** Undefined: the first member is the primary for ever. */
  readonly election: { readonly servers: readonly string[]; readonly sessionTimeout: Duration } | undefined;
  readonly fencing: 'session' | 'none';
  readonly diskSync: Duration;
  readonly promotion: Duration;
}

/** What is on disk. */
export interface DatabaseDurable {
  readonly log: AppendLog<LogEntry>;
  readonly history: readonly Timeline[];
}

export interface ReplicaStream {
  readonly name: string;
  readonly connection: ConnectionId;
  readonly sentLsn: number;
  readonly ackedLsn: number;
}

export interface Upstream {
  readonly primary: string;
  readonly connection: ConnectionId;
  readonly streaming: boolean;
}

export interface WaitingWrite {
  readonly lsn: number;
  readonly connection: ConnectionId;
  readonly id: number;
}

export interface DatabaseState {
  readonly config: DatabaseConfig;
  readonly role: 'replica' | 'promoting' | 'primary';
  readonly log: AppendLog<LogEntry>;
  readonly history: readonly Timeline[];
  /** The last LSN that is on disk. */
  readonly syncedLsn: number;
  /** What reads are answered from. */
  readonly table: Table;
  readonly zookeeper: ZookeeperClient | undefined;
  /** Where it stands in the queue of candidates. */
  readonly election: PlaceInLine;
  /** Whether its candidate has been found first in the queue. */
  readonly elected: boolean;
  /** Whether the work of a promotion is done; it opens once its lease is certain too. */
  readonly prepared: boolean;
  /** Until when its session is certain to live, on its own clock. */
  readonly leaseUntil: SimTime;
  /** Whether a write was acknowledged since the promotion. */
  readonly wroteSincePromotion: boolean;
  readonly knownPrimary: string | undefined;
  readonly upstream: Upstream | undefined;
  readonly replicas: readonly ReplicaStream[];
  readonly waiting: readonly WaitingWrite[];
}

export type Database = Draft<DatabaseState>;

export function copyDatabase(s: DatabaseState): DatabaseState {
  return {
    config: s.config,
    role: s.role,
    log: s.log,
    history: s.history,
    syncedLsn: s.syncedLsn,
    table: s.table,
    zookeeper: s.zookeeper,
    election: s.election,
    elected: s.elected,
    prepared: s.prepared,
    leaseUntil: s.leaseUntil,
    wroteSincePromotion: s.wroteSincePromotion,
    knownPrimary: s.knownPrimary,
    upstream: s.upstream,
    replicas: s.replicas,
    waiting: s.waiting,
  };
}

/** Whether a primary must be certain of its session to accept writes. */
export function needsLease(config: DatabaseConfig): boolean {
  return config.election !== undefined && config.fencing === 'session';
}

/** Whether it would acknowledge a write that arrives now. */
export function acceptsWrites(s: DatabaseState, now: SimTime): boolean {
  return s.role === 'primary' && (!needsLease(s.config) || now < s.leaseUntil);
}

export function currentTimeline(history: readonly Timeline[]): number {
  return history.at(-1)?.timeline ?? 0;
}
