import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { SECOND } from '../../../lib/units.ts';
import {
  type DatabaseMessage, type LogEntry, REPLICATION_PORT, type Timeline,
} from '../protocol.ts'; // prettier-ignore
import { currentTimeline, type Database, type DatabaseDurable, type ReplicaStream } from '../state.ts';
import { replay } from './table.ts';

/** How long a replica waits before it dials its primary again. */
const REDIAL = SECOND;
/** How often it says at least how far it has come (wal_receiver_status_interval): so it learns of a dead connection. */
const STATUS = 10 * SECOND;
/** A primary gives up a replica that was silent for so long (wal_sender_timeout). */
const SENDER_TIMEOUT = 60 * SECOND;

export function writeLog(s: Database, ctx: Context): void {
  const image: DatabaseDurable = { log: s.log, history: s.history };
  ctx.write(image, imageName(s), s.log.length, s.config.diskSync);
}

/** What a write of the log is called: one that was begun before something was cut off tells nothing any more. */
function imageName({ rewinds }: Database): string {
  return rewinds === 0 ? 'log' : `log-${String(rewinds)}`;
}

/** The log is on disk up to `lsn`; false if that is a log that has been cut off since. */
export function onDisk(s: Database, image: string, lsn: number): boolean {
  if (image !== imageName(s)) return false;
  s.syncedLsn = Math.max(s.syncedLsn, lsn);
  return true;
}

/** Follows a primary: dials it and asks for the log. A candidate so fetches what it lacks from whoever has most. */
export function follow(s: Database, ctx: Context, primary: string): void {
  if (s.upstream?.primary === primary || primary === s.config.self) return;
  unfollow(s, ctx);
  s.upstream = { primary, connection: ctx.connect(primary, REPLICATION_PORT), streaming: false };
}

export function unfollow(s: Database, ctx: Context): void {
  if (s.upstream !== undefined) ctx.close(s.upstream.connection);
  s.upstream = undefined;
  ctx.cancelTimer('follow');
  ctx.cancelTimer('status');
}

/** Asks for the log on a connection that stands now. */
export function upstreamConnected(s: Database, ctx: Context, connection: ConnectionId): void {
  if (s.upstream?.connection !== connection) return;
  const once = s.role === 'promoting';
  ctx.send(connection, {
    type: 'follow', lsn: s.log.length, history: s.history, token: s.knownToken, once,
  } satisfies DatabaseMessage); // prettier-ignore
}

/** The primary is gone or is none: try again, unless another one is announced first. */
export function upstreamClosed(s: Database, ctx: Context, connection: ConnectionId): boolean {
  if (s.upstream?.connection !== connection) return false;
  s.upstream = undefined;
  ctx.cancelTimer('status');
  ctx.startTimer('follow', REDIAL);
  return true;
}

/** A replica asks for the log: it gets all that it lacks, from the last point that both have in common. */
export function serveReplica(
  s: Database,
  ctx: Context,
  connection: ConnectionId,
  name: string,
  ask: Extract<DatabaseMessage, { type: 'follow' }>,
): void {
  if (s.role !== 'primary' && !ask.once) {
    ctx.close(connection);
    return;
  }
  const after = commonLsn(s.history, s.log.length, ask.history, ask.lsn);
  sendLog(s, ctx, connection, after, s.syncedLsn);
  if (ask.once) return;
  const sentLsn = Math.max(after, s.syncedLsn);
  const stream = {
    name, connection, sentLsn, received: after, flushed: after, replayed: after, streaming: false, heardAt: ctx.now,
  }; // prettier-ignore
  if (s.replicas.length === 0) ctx.startTimer('senders', STATUS);
  s.replicas = [...s.replicas.filter((replica) => replica.name !== name), stream];
}

function sendLog(s: Database, ctx: Context, connection: ConnectionId, after: number, until: number): void {
  const entries = s.log.slice(after, Math.max(until, after));
  const { history, token } = s;
  ctx.send(connection, { type: 'log', after, entries, history, token } satisfies DatabaseMessage);
}

/** The last LSN up to which two logs are the same: the end of the last reign that both know (pg_rewind). */
export function commonLsn(
  mine: readonly Timeline[],
  mineEnd: number,
  theirs: readonly Timeline[],
  theirsEnd: number,
): number {
  let common = 0;
  for (let i = 0; i < mine.length && i < theirs.length; i++) {
    const [a, b] = [mine[i], theirs[i]];
    if (a?.timeline !== b?.timeline || a?.after !== b?.after || a?.primary !== b?.primary) break;
    common = Math.min(mine[i + 1]?.after ?? mineEnd, theirs[i + 1]?.after ?? theirsEnd);
  }
  return common;
}

/** Sends every replica what is newly on disk here. */
export function streamLog(s: Database, ctx: Context): void {
  s.replicas = s.replicas.map((replica) => {
    if (replica.sentLsn >= s.syncedLsn) return replica;
    sendLog(s, ctx, replica.connection, replica.sentLsn, s.syncedLsn);
    return { ...replica, sentLsn: s.syncedLsn };
  });
}

/** The primary's log arrives at a replica. What the replica has beyond it was never the primary's: it is cut off. */
export function takeLog(s: Database, ctx: Context, message: Extract<DatabaseMessage, { type: 'log' }>): void {
  const { upstream } = s;
  if (upstream === undefined) return;
  if (s.log.length > message.after) rewind(s, ctx, message.after, upstream.primary);
  let log = s.log;
  for (const entry of message.entries) log = log.append(entry);
  s.log = log;
  s.history = message.history;
  writeLog(s, ctx);
  if (s.role === 'promoting') return;
  if (!upstream.streaming) {
    s.upstream = { ...upstream, streaming: true };
    ctx.milestone({ type: 'replica-following', data: { primary: upstream.primary, lsn: s.log.length } });
    ctx.startTimer('status', STATUS);
  }
  const { replication } = s.config;
  if (replication.type === 'synchronous' && replication.commit === 'remote-write') confirm(s, ctx);
}

/** Tells the primary how far this replica has come. */
function confirm(s: Database, ctx: Context): void {
  if (s.upstream?.streaming !== true) return;
  const [received, flushed, replayed] = [s.log.length, s.syncedLsn, s.table.lsn];
  const message: DatabaseMessage = { type: 'log-ack', received, flushed, replayed };
  ctx.send(s.upstream.connection, message);
}

/** Replicas that were silent for too long; the primary looks at its clock as often as they tell their status. */
export function silentReplicas(s: Database, ctx: Context): readonly ReplicaStream[] {
  ctx.startTimer('senders', STATUS);
  return s.replicas.filter(({ heardAt }) => ctx.now - heardAt > SENDER_TIMEOUT);
}

/** A replica tells how far it has come, whether anything came or not. */
export function tellStatus(s: Database, ctx: Context): void {
  confirm(s, ctx);
  ctx.startTimer('status', STATUS);
}

/** What a replica received is on disk: readers see it, at once or with the delay that was asked for. */
export function flushed(s: Database, ctx: Context): void {
  const { replayDelay } = s.config;
  if (replayDelay === 0) s.table = replay(s.table, s.log, s.syncedLsn);
  else if (s.syncedLsn > s.table.lsn) ctx.startTimer('replay', replayDelay, s.syncedLsn);
  confirm(s, ctx);
}

/** The delay of what a replica had on disk up to `lsn` is over. */
export function replayed(s: Database, ctx: Context, lsn: number): void {
  if (s.role === 'primary' || lsn <= s.table.lsn) return;
  s.table = replay(s.table, s.log, Math.min(lsn, s.syncedLsn));
  confirm(s, ctx);
}

function rewind(s: Database, ctx: Context, to: number, primary: string): void {
  const lost: readonly LogEntry[] = s.log.slice(to);
  ctx.milestone({
    type: 'log-rewound',
    reason: `${String(lost.length)} writes that ${primary} never had`,
    data: { from: s.log.length, to, writes: lost.map(({ name }) => name) },
  });
  s.log = s.log.truncate(to);
  s.rewinds++;
  s.syncedLsn = Math.min(s.syncedLsn, to);
  s.table = replay(s.table, s.log, Math.min(s.table.lsn, to));
}

/** A new reign begins after everything that is in the log now. */
export function beginTimeline(s: Database): void {
  const timeline = currentTimeline(s.history) + 1;
  s.history = [...s.history, { timeline, after: s.log.length, primary: s.config.self }];
}
