import type { Context } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import type { Transaction, Zxid } from '../protocol.ts';
import { EMPTY_DISK, type Server, type ServerDurable, type Snapshot, type Snapshots } from '../state.ts';
import { applyTransaction, type Tree } from '../data/tree.ts';

/** Transactions that are kept for learners to catch up with; the real list grows to one more (ZKDatabase.commitLogCount). */
const COMMITTED_LOG = 501;

/** What a server's memory holds after it has read its disk. */
interface Recovered {
  readonly tree: Tree;
  /** How many transactions are in the tree. */
  readonly applied: number;
}

/** How many transactions a server has logged, snapshots included. */
export function loggedCount({ disk: { base, log } }: Pick<Server, 'disk'>): number {
  return base.count + log.length;
}

/** The transaction at `index` of the whole history, from 0; undefined where only a snapshot covers it. */
export function transactionAt(
  { disk: { base, log } }: Pick<Server, 'disk'>,
  index: number,
): Transaction | undefined {
  return index < base.count ? undefined : log.at(index - base.count);
}

function transactionsFrom({ base, log }: ServerDurable, index: number): readonly Transaction[] {
  return log.slice(index - base.count);
}

/** Reads the newest snapshot and replays all that is logged after it: no marks say what is committed (FileTxnSnapLog.restore). */
export function recover(disk: ServerDurable): Recovered {
  let { tree } = disk.snapshot;
  for (const transaction of transactionsFrom(disk, disk.snapshot.count)) tree = replay(tree, transaction);
  return { tree, applied: loggedCount({ disk }) };
}

/** A transaction goes into the tree without anybody being told. */
export function replay(tree: Tree, transaction: Transaction): Tree {
  return applyTransaction(tree, transaction).tree;
}

/** All that is logged goes into the tree, committed or not: it is what the vote speaks for (ZKDatabase.fastForwardDataBase). */
export function fastForward(s: Server): void {
  for (const transaction of transactionsFrom(s.disk, s.applied)) s.tree = replay(s.tree, transaction);
  s.applied = loggedCount(s);
}

/** Forgets what is in memory and reads the disk again (ZKDatabase.clear, loadDataBase). */
export function reload(s: Server): void {
  const { tree, applied } = recover(s.disk);
  s.tree = tree;
  s.applied = applied;
  s.committed = Math.min(s.committed, applied);
  updateSnapshots(s, { remembered: s.disk.snapshot.count });
}

export function updateSnapshots(s: Server, change: Partial<Snapshots>): void {
  s.snapshots = { ...s.snapshots, ...change };
}

function updateDisk(s: Server, change: Partial<ServerDurable>): void {
  s.disk = { ...s.disk, ...change };
}

/** Writes the file acceptedEpoch: `written` follows. */
export function writeAcceptedEpoch(s: Server, ctx: Context, epoch: number): void {
  updateDisk(s, { acceptedEpoch: epoch });
  ctx.write(s.disk, 'accepted-epoch', epoch, s.config.diskSync);
}

/** Writes the file currentEpoch: `written` follows. */
export function writeCurrentEpoch(s: Server, ctx: Context, epoch: number): void {
  updateDisk(s, { currentEpoch: epoch });
  ctx.write(s.disk, 'current-epoch', epoch, s.config.diskSync);
}

/** Appends to the log, which is synced with something else. */
export function appendToLog(s: Server, transaction: Transaction): void {
  const { acceptedEpoch, currentEpoch, base, snapshot, log } = s.disk;
  s.disk = { acceptedEpoch, currentEpoch, base, snapshot, log: log.append(transaction) };
}

/** Appends to the log and syncs it: `written` follows (SyncRequestProcessor). */
export function logTransaction(s: Server, ctx: Context, transaction: Transaction): void {
  appendToLog(s, transaction);
  s.untilSnapshot--;
  if (s.untilSnapshot <= 0) takeSnapshot(s, ctx);
  ctx.write(s.disk, 'log', transaction.zxid, s.config.diskSync);
}

/** Keeps the tree as it is now; the next one comes after (snapCount/2, snapCount] transactions. */
export function takeSnapshot(s: Server, ctx: Context): void {
  updateDisk(s, { snapshot: currentSnapshot(s) });
  const half = Math.floor(s.config.snapCount / 2);
  s.untilSnapshot = half + 1 + ctx.random('snapshot').below(half);
}

function currentSnapshot(s: Server): Snapshot {
  return { zxid: s.tree.zxid, count: s.applied, tree: s.tree };
}

/** The leader's snapshot takes the place of all that was on disk. */
export function adoptSnapshot(s: Server): void {
  const snapshot = currentSnapshot(s);
  updateDisk(s, { base: snapshot, snapshot, log: AppendLog.empty() });
  updateSnapshots(s, { remembered: snapshot.count });
}

/** Begins again without any history. */
export function eraseHistory(s: Server): void {
  const { base, snapshot, log } = EMPTY_DISK;
  updateDisk(s, { base, snapshot, log });
  updateSnapshots(s, { needed: false });
  reload(s);
}

/** Cuts the log off after `zxid` and reads it again; false if the log begins later (FileTxnLog.truncate). */
export function truncateLog(s: Server, zxid: Zxid): boolean {
  const { base, snapshot, log } = s.disk;
  if (zxid < base.zxid) return false;
  updateDisk(s, { log: log.truncate(countUpTo(log, zxid)) });
  if (snapshot.count > loggedCount(s)) updateDisk(s, { snapshot: base });
  reload(s);
  return true;
}

/** The first transaction of the committedLog, as an index of the whole history. */
export function committedLogStart(s: Server): number {
  return Math.max(s.snapshots.remembered, s.applied - COMMITTED_LOG);
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
