import { type Duration, SECOND } from '../../lib/units.ts';
import type { ErrorCode, Operation, Result, Zxid } from '../zookeeper/protocol.ts';

export type Role = 'replica' | 'promoting' | 'primary';

/** Why a primary steps down when nobody tells it to: nothing came that would have let it stay. */
export const LAPSES = {
  lease: 'its session is not certain any more',
  watchdog: 'its watchdog reset it',
  retry: 'ZooKeeper does not answer',
} as const;

/** How a primary is chosen. */
export type Recipe = 'queue' | 'naive' | 'patroni' | 'none';

/** What others read in the options of a group of databases. */
export interface DatabaseTerms {
  readonly election: { readonly recipe: Recipe; readonly through?: string } | undefined;
  readonly fencing: 'session' | 'token' | 'none';
}

/** What database servers are asked, and what they say to each other. */
export type DatabaseMessage =
  | { readonly type: 'db-read'; readonly id: number; readonly key: string }
  | DatabaseValue
  | DatabaseWrite
  | { readonly type: 'db-written'; readonly id: number; readonly lsn: number; readonly token: Zxid }
  | { readonly type: 'db-rejected'; readonly id: number; readonly reason: string }
  /** A replica asks the primary for its log, and says what it has; `once`: it only wants what is there now. */
  | {
      readonly type: 'follow';
      readonly lsn: number;
      readonly history: readonly Timeline[];
      readonly token: Zxid;
      readonly once: boolean;
    }
  /** The log after `after`; whatever the replica has beyond that is not the primary's. */
  | {
      readonly type: 'log';
      readonly after: number;
      readonly entries: readonly LogEntry[];
      readonly history: readonly Timeline[];
      readonly token: Zxid;
    }
  /** How far a replica has come: what it received, has on disk, and shows to readers. */
  | {
      readonly type: 'log-ack';
      readonly received: number;
      readonly flushed: number;
      readonly replayed: number;
    }
  /** A database asks another where it stands; whoever answers heeds no smaller token from then on. */
  | { readonly type: 'ask-position'; readonly token: Zxid }
  | { readonly type: 'position'; readonly role: Role; readonly timeline: number; readonly lsn: number };

export interface DatabaseWrite {
  readonly type: 'db-write';
  readonly id: number;
  /** Who began it and its number there: its identity, and the value that it writes. */
  readonly client: string;
  readonly request: number;
  readonly key: string;
  /** An idempotency key: if the log has this write already, it is not done again. */
  readonly once: boolean;
  /** The greatest fencing token that whoever asks has heard of; 0 if none. */
  readonly token: Zxid;
}

/** The last write to a key that is visible at the server that was asked. */
export interface DatabaseValue {
  readonly type: 'db-value';
  readonly id: number;
  /** Its identity, as `writeName` spells it; empty if nothing was written yet. */
  readonly value: string;
  /** Its LSN; 0 if nothing was written yet. */
  readonly lsn: number;
}

/** A write in the log; its LSN is its position, from 1. */
export interface LogEntry {
  readonly timeline: number;
  /** Its identity and the value that it writes, as `writeName` spells it: one string for all who read it. */
  readonly name: string;
  readonly key: string;
  readonly once: boolean;
}

/** The identity of a write: who began it, and its number there. */
export function writeName({ client, request }: Pick<DatabaseWrite, 'client' | 'request'>): string {
  return `${client}#${String(request)}`;
}

/** A reign: each promotion begins a timeline after the last LSN of the one before (PostgreSQL's history file). */
export interface Timeline {
  readonly timeline: number;
  /** The LSN before its first entry. */
  readonly after: number;
  /** Whose reign it is: two that knew nothing of each other may have the same number. */
  readonly primary: string;
}

/** The script of databases without coordination asks so often, and waits so many rounds (VRRP: three advertisements). */
export const SCRIPT_EVERY: Duration = SECOND;
export const SCRIPT_ROUNDS = 3;

export const QUERY_PORT = 'query';
export const REPLICATION_PORT = 'replication';
export const STATUS_PORT = 'status';

/** Where the candidates of a group queue. */
export function candidatesPath(group: string): string {
  return `/${group}/candidates`;
}

/** The znode that names the primary of a group. Whoever wins the queue writes it; the other recipes create it. */
export function primaryPath(group: string, recipe: Recipe): string {
  return recipe === 'patroni' ? `/${group}/leader` : `/${group}/primary`;
}

/** Who is the primary, and the fencing token of its reign. */
export interface Reign {
  readonly primary: string;
  readonly token: Zxid;
}

/** Asks who is primary, and to be told of the next. */
export function primaryQuestion(path: string): Operation {
  return { op: 'get', path, watch: true };
}

/** What to ask next, if anything, once such a question was answered: an absent znode can only be watched with `exists`. */
export function primaryFollowUp(
  path: string,
  asked: Operation,
  error: ErrorCode | undefined,
): Operation | undefined {
  if (asked.op === 'exists') return error === undefined ? primaryQuestion(path) : undefined;
  return error === 'NONODE' ? { op: 'exists', path, watch: true } : undefined;
}

/** What a primary publishes where its znode is not the one that it won with. */
export function reignText({ primary, token }: Reign): string {
  return `${primary} ${String(token)}`;
}

/** Reads the znode that names the primary. The token is written beside the name, or is the zxid that created it. */
export function readReign({ data, stat }: Result): Reign | undefined {
  if (data === undefined || data === '') return undefined;
  const [primary = '', token] = data.split(' ');
  return { primary, token: token === undefined ? (stat?.czxid ?? 0) : Number(token) };
}
