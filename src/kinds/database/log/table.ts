import type { AppendLog } from '../../../lib/append-log.ts';
import { lookUp, type SortedMap, withEntry } from '../../../lib/sorted-map.ts';
import type { LogEntry } from '../protocol.ts';

/** What a log amounts to up to an LSN: the last write to each key. */
export interface Table {
  /** Every entry up to this LSN counts. */
  readonly lsn: number;
  /** By key, the LSN of the last write to it. */
  readonly latest: SortedMap<string, number>;
  /** By identity, the LSN of each write that came with an idempotency key. */
  readonly known: SortedMap<string, number>;
}

export const EMPTY_TABLE: Table = { lsn: 0, latest: undefined, known: undefined };

/** Goes on to `lsn`, or goes back to it: then everything is read again. */
export function replay(table: Table, log: AppendLog<LogEntry>, lsn: number): Table {
  if (lsn === table.lsn) return table;
  const from = lsn < table.lsn ? EMPTY_TABLE : table;
  let { latest, known } = from;
  for (let at = from.lsn + 1; at <= lsn; at++) {
    const entry = log.at(at - 1);
    if (entry === undefined) continue;
    latest = withEntry(latest, entry.key, at);
    if (entry.once) known = withEntry(known, entry.name, at);
  }
  return { lsn, latest, known };
}

/** The LSN of the last write to a key; 0 if there was none. */
export function latestWrite(table: Table, key: string): number {
  return lookUp(table.latest, key) ?? 0;
}
