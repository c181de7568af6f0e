/** When a write counts: the confirmations that it waits for, and what reads may see of it. */
import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import type { DatabaseMessage } from '../protocol.ts';
import type { Database, DatabaseConfig, Replication } from '../state.ts';
import { replay } from './table.ts';

type Awaited = Exclude<Replication, { type: 'asynchronous' }>;

/** What a replica must have done with a write: `synchronous_commit`, or written it to its relay log (MySQL). */
function confirmation(replication: Awaited): 'received' | 'flushed' | 'replayed' {
  if (replication.type === 'semi-synchronous' || replication.commit === 'on') return 'flushed';
  return replication.commit === 'remote-write' ? 'received' : 'replayed';
}

/** The last LSN that is on disk here and confirmed by as many replicas as must have it; 0 if there are too few. */
function confirmedLsn(s: Database): number {
  const { replication, members } = s.config;
  if (replication.type === 'asynchronous' || s.fallenBack) return s.syncedLsn;
  const streaming = s.replicas.filter((replica) => replica.streaming);
  if (streaming.length < replication.number) return 0;
  const what = confirmation(replication);
  const ranked =
    replication.type === 'synchronous' && replication.method === 'first'
      ? members.flatMap((name) => streaming.filter((replica) => replica.name === name))
      : [...streaming].sort((a, b) => b[what] - a[what]);
  const counted = ranked.slice(0, replication.number);
  return Math.min(s.syncedLsn, ...counted.map((replica) => replica[what]));
}

/** Acknowledges what is confirmed by now, and shows it to readers. */
export function advanceCommit(s: Database, ctx: Context): void {
  if (s.role !== 'primary') return;
  const before = s.committedLsn;
  s.committedLsn = Math.max(before, confirmedLsn(s));
  s.table = replay(s.table, s.log, showsUnconfirmed(s.config) ? s.syncedLsn : s.committedLsn);
  awaitConfirmation(s, ctx, s.committedLsn > before);
  const done = s.waiting.filter((write) => write.lsn <= s.committedLsn);
  if (done.length === 0) return;
  s.waiting = s.waiting.filter((write) => write.lsn > s.committedLsn);
  for (const { connection, id, lsn } of done) {
    ctx.send(connection, { type: 'db-written', id, lsn, token: s.token } satisfies DatabaseMessage);
  }
  if (s.wroteSincePromotion) return;
  s.wroteSincePromotion = true;
  ctx.milestone({ type: 'first-write-accepted', data: { lsn: done[0]?.lsn ?? s.syncedLsn } });
}

/** AFTER_COMMIT: others can read a write that no replica has yet, and may see it vanish. */
function showsUnconfirmed({ replication }: DatabaseConfig): boolean {
  return replication.type === 'semi-synchronous' && replication.wait === 'after-commit';
}

/** rpl_semi_sync_source_timeout: a primary does not wait for ever for the next confirmation. */
function awaitConfirmation(s: Database, ctx: Context, progress: boolean): void {
  const { replication } = s.config;
  if (replication.type !== 'semi-synchronous' || s.fallenBack) return;
  const waits = s.committedLsn < s.syncedLsn;
  if (waits && (progress || !s.awaiting)) ctx.startTimer('confirmation', replication.timeout);
  else if (!waits && s.awaiting) ctx.cancelTimer('confirmation');
  s.awaiting = waits;
}

/** Nobody confirmed in time: the primary goes on alone, until a replica has caught up. */
export function fallBack(s: Database, ctx: Context): void {
  s.awaiting = false;
  s.fallenBack = true;
  const reason = 'no replica confirmed in time';
  ctx.milestone({ type: 'replication-degraded', reason, data: { lsn: s.syncedLsn } });
  advanceCommit(s, ctx);
}

/** A replica says how far it has come. */
export function confirmed(
  s: Database,
  ctx: Context,
  connection: ConnectionId,
  { received, flushed, replayed }: Extract<DatabaseMessage, { type: 'log-ack' }>,
): void {
  s.replicas = s.replicas.map((replica) => {
    if (replica.connection !== connection) return replica;
    const streaming = replica.streaming || flushed >= replica.sentLsn;
    return { ...replica, received, flushed, replayed, streaming, heardAt: ctx.now };
  });
  if (s.fallenBack && s.replicas.some((replica) => replica.flushed >= s.syncedLsn)) {
    s.fallenBack = false;
    ctx.milestone({ type: 'replication-restored', data: { lsn: s.syncedLsn } });
  }
  advanceCommit(s, ctx);
}
