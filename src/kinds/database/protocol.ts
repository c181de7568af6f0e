/** What database servers are asked, and what they say to each other. */
export type DatabaseMessage =
  | { readonly type: 'db-read'; readonly id: number; readonly key: string }
  | DatabaseValue
  | DatabaseWrite
  | { readonly type: 'db-written'; readonly id: number; readonly lsn: number }
  | { readonly type: 'db-rejected'; readonly id: number; readonly reason: string }
  /** A replica asks the primary for its log, and says what it has. */
  | { readonly type: 'follow'; readonly lsn: number; readonly history: readonly Timeline[] }
  /** The log after `after`; whatever the replica has beyond that is not the primary's. */
  | {
      readonly type: 'log';
      readonly after: number;
      readonly entries: readonly LogEntry[];
      readonly history: readonly Timeline[];
    }
  | { readonly type: 'log-ack'; readonly lsn: number };

export interface DatabaseWrite {
  readonly type: 'db-write';
  readonly id: number;
  /** Who began it and its number there: its identity, and the value that it writes. */
  readonly client: string;
  readonly request: number;
  readonly key: string;
  /** An idempotency key: if the log has this write already, it is not done again. */
  readonly once: boolean;
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
  readonly client: string;
  readonly request: number;
  readonly key: string;
  readonly once: boolean;
}

/** The identity of a write: who began it, and its number there. */
export function writeName({ client, request }: Pick<LogEntry, 'client' | 'request'>): string {
  return `${client}#${String(request)}`;
}

/** A reign: each promotion begins a timeline after the last LSN of the one before (PostgreSQL's history file). */
export interface Timeline {
  readonly timeline: number;
  /** The LSN before its first entry. */
  readonly after: number;
}

export const QUERY_PORT = 'query';
export const REPLICATION_PORT = 'replication';

/** Where the group's candidates queue and where its primary is published. */
export function candidatesPath(group: string): string {
  return `/${group}/candidates`;
}

export function primaryPath(group: string): string {
  return `/${group}/primary`;
}
