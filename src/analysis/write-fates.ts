/** What became of writes in the end, and what reads missed. */
import type { Recording } from '../kernel/recording.ts';
import { type LogEntry, writeName } from '../kinds/database/protocol.ts';
import type { DatabaseState } from '../kinds/database/state.ts';
import { countWhile } from '../lib/count-while.ts';
import type { SimTime } from '../lib/units.ts';
import type { CountedFact } from '../scenario/scenario.ts';
import { type FinishedRequest, requestsByEnd } from './finished-requests.ts';
import type { WriteFates } from './outline.ts';
import type { Run } from './run.ts';

const known = new WeakMap<Recording, { readonly events: number; readonly fates: WriteFates }>();

/** What became of the writes of a run, by the log that counts in each group of databases at its end. */
export function writeFates(run: Run): WriteFates {
  const { recording } = run.simulation;
  const before = known.get(recording);
  if (before?.events === recording.events) return before.fates;
  const requests = requestsByEnd(recording.observations);
  const total = { lostWrites: 0, duplicatedWrites: 0, unacknowledgedWrites: 0, staleReads: 0 };
  for (const [group, log] of finalLogs(run)) {
    const fates = fatesIn(group, log, requests);
    total.lostWrites += fates.lostWrites;
    total.duplicatedWrites += fates.duplicatedWrites;
    total.unacknowledgedWrites += fates.unacknowledgedWrites;
    total.staleReads += fates.staleReads;
  }
  known.set(recording, { events: recording.events, fates: total });
  return total;
}

const FATES: Readonly<Record<CountedFact, keyof WriteFates>> = {
  'lost-writes': 'lostWrites',
  'duplicated-writes': 'duplicatedWrites',
  'stale-reads': 'staleReads',
};

/** How many there are of what is counted over a whole run. */
export function countOf(run: Run, of: CountedFact): number {
  return writeFates(run)[FATES[of]];
}

/** Of each group of databases the log of its primary, or the most advanced of several; without one that on a disk, up or down. */
function finalLogs({ simulation }: Run): ReadonlyMap<string, readonly LogEntry[]> {
  const groups = new Map<string, typeof simulation.nodes>();
  for (const node of simulation.nodes) {
    if (node.spec.kind.kind !== 'database') continue;
    groups.set(node.spec.group, [...(groups.get(node.spec.group) ?? []), node]);
  }
  const logs = new Map<string, readonly LogEntry[]>();
  for (const [group, members] of groups) {
    const primaries = members.filter((node) => node.role === 'primary');
    const state =
      mostAdvanced(primaries.map((node) => node.state)) ??
      mostAdvanced(members.map((node) => (node.powered ? node.durable : node.synced)));
    logs.set(group, state?.log.slice(0) ?? []);
  }
  return logs;
}

type DurableLog = Pick<DatabaseState, 'log' | 'history'>;

function mostAdvanced(states: readonly unknown[]): DurableLog | undefined {
  const logs = states.flatMap((state) => (state === undefined ? [] : [state as DurableLog]));
  const rank = ({ log, history }: DurableLog): number =>
    (history.at(-1)?.timeline ?? 0) * 2 ** 32 + log.length;
  return logs.reduce<DurableLog | undefined>(
    (best, log) => (best === undefined || rank(log) > rank(best) ? log : best),
    undefined,
  );
}

/** What became of one group's writes. */
export function fatesIn(
  group: string,
  log: readonly LogEntry[],
  requests: readonly FinishedRequest[],
): WriteFates {
  const copies = new Map<string, number>();
  for (const { name } of log) copies.set(name, (copies.get(name) ?? 0) + 1);
  const fates = { lostWrites: 0, duplicatedWrites: 0, unacknowledgedWrites: 0, staleReads: 0 };
  for (const count of copies.values()) if (count > 1) fates.duplicatedWrites++;
  const acknowledged = new Acknowledged(log);
  for (const request of requests) {
    if (request.kind === 'read') {
      if (request.database === group && acknowledged.isStale(request)) fates.staleReads++;
      continue;
    }
    const kept = copies.has(writeName(request));
    if (!request.ok && kept) fates.unacknowledgedWrites++;
    if (!request.ok || request.database !== group) continue;
    if (!kept) fates.lostWrites++;
    acknowledged.add(request);
  }
  return fates;
}

/** The acknowledged writes of each key that still stand where they were acknowledged, as far as they were ever newer. */
class Acknowledged {
  private readonly byKey = new Map<string, { readonly time: SimTime; readonly lsn: number }[]>();

  constructor(private readonly log: readonly LogEntry[]) {}

  add(write: FinishedRequest): void {
    const { key, lsn, endedAt: time } = write;
    if (!this.stands(lsn, writeName(write))) return;
    const list = this.byKey.get(key);
    if (list === undefined) this.byKey.set(key, [{ time, lsn }]);
    else if (lsn > (list.at(-1)?.lsn ?? 0)) list.push({ time, lsn });
  }

  /** Whether a write that was acknowledged before the read began is newer than what it returned. */
  isStale({ key, lsn, value, sentAt }: FinishedRequest): boolean {
    const list = this.byKey.get(key);
    if (list === undefined || (lsn > 0 && !this.stands(lsn, value))) return false;
    const before = list[countWhile(list, ({ time }) => time < sentAt) - 1];
    return before !== undefined && before.lsn > lsn;
  }

  private stands(lsn: number, name: string): boolean {
    return this.log[lsn - 1]?.name === name;
  }
}
