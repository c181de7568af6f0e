import type { AppendLog } from '../../lib/append-log.ts';
import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { ZookeeperClient } from '../zookeeper/client-library.ts';
import type { Zxid } from '../zookeeper/protocol.ts';
import type { RecipeState } from '../zookeeper/recipes/recipe.ts';
import type { Table } from './log/table.ts';
import type { LogEntry, Recipe, Role, Timeline } from './protocol.ts';

/** What a write must have reached to be acknowledged. `number`: how many replicas must confirm it. */
export type Replication =
  | { readonly type: 'asynchronous' }
  | {
      readonly type: 'semi-synchronous';
      readonly number: number;
      readonly wait: 'after-sync' | 'after-commit';
      readonly timeout: Duration;
    }
  | {
      readonly type: 'synchronous';
      readonly number: number;
      /** first: those that stand first in the group, of the ones that stream; any: whoever confirms. */
      readonly method: 'first' | 'any';
      readonly commit: 'remote-write' | 'on' | 'remote-apply';
    };

export interface ElectionConfig {
  readonly recipe: Recipe;
  /** The ZooKeeper servers; none for the recipe `none`. */
  readonly servers: readonly string[];
  readonly sessionTimeout: Duration;
  readonly loopWait: Duration;
  readonly retryTimeout: Duration;
  /** How many writes a candidate may lack, as far as is known (maximum_lag_on_failover). */
  readonly maximumLag: number;
  readonly watchdog: boolean;
}

export interface DatabaseConfig {
  readonly self: string;
  readonly group: string;
  readonly members: readonly string[];
  /** Undefined: the first member is the primary for ever. */
  readonly election: ElectionConfig | undefined;
  readonly fencing: 'session' | 'token' | 'none';
  readonly replication: Replication;
  /** How long a replica keeps from readers what it has on disk (recovery_min_apply_delay). */
  readonly replayDelay: Duration;
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
  /** How far it says that it has come: received, on disk, shown to readers. */
  readonly received: number;
  readonly flushed: number;
  readonly replayed: number;
  /** When it was last heard of. */
  readonly heardAt: SimTime;
  /** Whether it has caught up once. */
  readonly streaming: boolean;
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

/** What the other databases of the group say of themselves when they are asked. */
export interface Survey {
  /** What the answers are for: catching up before a promotion, a race of candidates, or just to see who is there. */
  readonly purpose: 'promotion' | 'race' | 'watch';
  /** Who has not answered yet. */
  readonly open: readonly { readonly name: string; readonly connection: ConnectionId }[];
  readonly answers: readonly Position[];
}

export interface Position {
  readonly name: string;
  readonly role: Role;
  readonly timeline: number;
  /** The last LSN that it has on disk. */
  readonly lsn: number;
}

/** What a candidate has to do before it accepts writes. */
export interface Promotion {
  /** The work of a promotion is done. */
  readonly prepared: boolean;
  /** It holds all that was ever acknowledged, as far as its replication promises that. */
  readonly complete: boolean;
  /** The znode that names the primary says so. */
  readonly published: boolean;
}

export interface DatabaseState {
  readonly config: DatabaseConfig;
  readonly role: Role;
  readonly log: AppendLog<LogEntry>;
  readonly history: readonly Timeline[];
  /** How often the end of its log was cut off since it started. */
  readonly rewinds: number;
  /** The last LSN that is on disk. */
  readonly syncedLsn: number;
  /** The last LSN that was acknowledged, by this primary or those before it. */
  readonly committedLsn: number;
  /** Semi-synchronous: whether it waits for a confirmation, and whether it goes on without any. */
  readonly awaiting: boolean;
  readonly fallenBack: boolean;
  /** What reads are answered from. */
  readonly table: Table;
  readonly zookeeper: ZookeeperClient | undefined;
  /** Where it stands in its election; undefined without one. */
  readonly election: RecipeState | undefined;
  /** Whether it has won its election. */
  readonly elected: boolean;
  readonly promotion: Promotion;
  readonly survey: Survey | undefined;
  /** The fencing token of its own reign; 0 if it has none. */
  readonly token: Zxid;
  /** The greatest fencing token that it has heard of. */
  readonly knownToken: Zxid;
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
    rewinds: s.rewinds,
    syncedLsn: s.syncedLsn,
    committedLsn: s.committedLsn,
    awaiting: s.awaiting,
    fallenBack: s.fallenBack,
    table: s.table,
    zookeeper: s.zookeeper,
    election: s.election,
    elected: s.elected,
    promotion: s.promotion,
    survey: s.survey,
    token: s.token,
    knownToken: s.knownToken,
    leaseUntil: s.leaseUntil,
    wroteSincePromotion: s.wroteSincePromotion,
    knownPrimary: s.knownPrimary,
    upstream: s.upstream,
    replicas: s.replicas,
    waiting: s.waiting,
  };
}

/** Whether a primary must be certain of its session to accept writes. Patroni has a loop and a watchdog instead. */
export function needsLease({ election, fencing }: DatabaseConfig): boolean {
  return fencing === 'session' && (election?.recipe === 'queue' || election?.recipe === 'naive');
}

/** Whether a watchdog must have reset the machine by now. */
export function isReset({ config, role, leaseUntil }: DatabaseState, now: SimTime): boolean {
  return config.election?.watchdog === true && role !== 'replica' && now >= leaseUntil;
}

/** Whether it takes a write that arrives now. */
export function acceptsWrites(s: DatabaseState, now: SimTime): boolean {
  if (s.role !== 'primary' || isReset(s, now)) return false;
  if (s.config.fencing === 'token' && s.token < s.knownToken) return false;
  return !needsLease(s.config) || now < s.leaseUntil;
}

export function currentTimeline(history: readonly Timeline[]): number {
  return history.at(-1)?.timeline ?? 0;
}
