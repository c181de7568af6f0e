import { AppendLog } from '../../lib/append-log.ts';
import type { ConnectionId, Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import {
  type ClientStep,
  connectedServer,
  handleClient,
  type Notice,
  startClient,
} from '../zookeeper/client-library.ts';
import { type DatabaseOptions, databaseOptions } from './config.ts';
import {
  ask,
  electionEvent,
  type Elector,
  electionReply,
  enterQueue,
  leaveQueue,
  newCandidate,
  reviewQueue,
  watchPrimary,
} from './election.ts';
import { databaseInvariants } from './invariants.ts';
import {
  type DatabaseMessage,
  type DatabaseValue,
  type LogEntry,
  primaryPath,
  writeName,
} from './protocol.ts';
import { EMPTY_TABLE, latestWrite, replay } from './table.ts';
import {
  beginTimeline, follow, serveReplica, streamLog, takeLog, unfollow, upstreamClosed, upstreamConnected, writeLog,
} from './replication.ts'; // prettier-ignore
import {
  acceptsWrites, copyDatabase, currentTimeline, type Database, needsLease, type DatabaseConfig, type DatabaseDurable,
  type DatabaseState,
} from './state.ts'; // prettier-ignore

/*
 * The lease of a primary. A ping that a follower answers proves nothing: the follower may be cut off from its leader
 * for syncLimit ticks. So a primary asks for a `sync`, which only the leader answers, every T/8. An answer to a
 * request sent at s proves that the follower's touches, T/4 old at most (half a tick of two ticks), had reached the
 * leader; the touches are T/8 old at most themselves. So the session lives until s + T − T/4 − T/8 at least.
 */
const RENEWALS = 8;
const LEASE_SHARE = 5 / 8;

function start(config: DatabaseConfig, durable: DatabaseDurable | undefined, ctx: Context): DatabaseState {
  const { election } = config;
  const database: Database = {
    config,
    role: 'replica',
    log: durable?.log ?? AppendLog.empty<LogEntry>(),
    history: durable?.history ?? [],
    syncedLsn: durable?.log.length ?? 0,
    table: durable === undefined ? EMPTY_TABLE : replay(EMPTY_TABLE, durable.log, durable.log.length),
    zookeeper:
      election === undefined
        ? undefined
        : startClient({ servers: election.servers, timeout: election.sessionTimeout }, ctx),
    election: newCandidate(config.self, config.group),
    elected: false,
    prepared: false,
    leaseUntil: 0,
    wroteSincePromotion: false,
    knownPrimary: election === undefined ? config.members[0] : undefined,
    upstream: undefined,
    replicas: [],
    waiting: [],
  };
  if (election === undefined) {
    if (config.members[0] === config.self) beginPromotion(database, ctx);
    else if (config.members[0] !== undefined) follow(database, ctx, config.members[0]);
  }
  return database;
}

const elector: Elector = {
  elected: (s, ctx) => {
    if (s.role !== 'replica') return;
    if (!s.elected) ctx.milestone({ type: 'primary-elected', data: { candidate: s.election.own ?? '' } });
    s.elected = true;
    beginPromotion(s, ctx);
  },
  deposed: (s, ctx, reason) => {
    s.elected = false;
    demote(s, ctx, reason);
  },
};

function beginPromotion(s: Database, ctx: Context): void {
  s.role = 'promoting';
  s.prepared = false;
  unfollow(s, ctx);
  renewLease(s, ctx);
  ctx.startTimer('promotion', s.config.promotion);
}

/** Opens for writes, once promotion is done and the lease is certain. */
function openForWrites(s: Database, ctx: Context): void {
  if (s.role !== 'promoting' || !s.prepared) return;
  if (needsLease(s.config) && ctx.now >= s.leaseUntil) return;
  s.role = 'primary';
  s.wroteSincePromotion = false;
  beginTimeline(s);
  writeLog(s, ctx);
  ctx.milestone({
    type: 'primary-promoted',
    data: { lsn: s.log.length, timeline: currentTimeline(s.history) },
  });
  ask(s, ctx, { op: 'set', path: primaryPath(s.config.group), data: s.config.self, version: -1 }, 'publish');
}

function demote(s: Database, ctx: Context, reason: string): void {
  if (s.role === 'replica') return;
  const wasPrimary = s.role === 'primary';
  s.role = 'replica';
  for (const timer of ['promotion', 'lease', 'lease-renewal']) ctx.cancelTimer(timer);
  for (const { connection, id } of s.waiting) reject(ctx, connection, id, reason);
  s.waiting = [];
  for (const { connection } of s.replicas) ctx.close(connection);
  s.replicas = [];
  if (wasPrimary) ctx.milestone({ type: 'primary-demoted', reason, data: { lsn: s.log.length } });
  if (s.knownPrimary !== undefined) follow(s, ctx, s.knownPrimary);
}

function renewLease(s: Database, ctx: Context): void {
  if (s.zookeeper === undefined || !needsLease(s.config)) return;
  ask(s, ctx, { op: 'sync', path: primaryPath(s.config.group) }, 'lease');
  ctx.startTimer('lease-renewal', Math.floor(s.zookeeper.timeout / RENEWALS));
}

function leaseRenewed(s: Database, ctx: Context, sentAt: number): void {
  if (s.role === 'replica' || s.zookeeper === undefined) return;
  s.leaseUntil = Math.max(s.leaseUntil, sentAt + Math.floor(s.zookeeper.timeout * LEASE_SHARE));
  if (ctx.now >= s.leaseUntil) return;
  ctx.startTimer('lease', s.leaseUntil - ctx.now);
  openForWrites(s, ctx);
}

function handle(s: Database, event: NodeEvent, ctx: Context): void {
  if (s.role === 'primary' && !acceptsWrites(s, ctx.now)) {
    demote(s, ctx, 'its session is not certain any more');
    reviewQueue(s, ctx, elector);
  }
  if (s.zookeeper !== undefined) {
    const step = handleClient(s.zookeeper, event, ctx);
    if (step !== undefined) {
      take(s, ctx, step);
      return;
    }
  }
  switch (event.type) {
    case 'message':
      receive(s, ctx, event.connection, event.from, event.message as DatabaseMessage);
      break;
    case 'connected':
      upstreamConnected(s, ctx, event.connection);
      break;
    case 'closed':
      if (upstreamClosed(s, ctx, event.connection)) break;
      s.replicas = s.replicas.filter((replica) => replica.connection !== event.connection);
      s.waiting = s.waiting.filter((write) => write.connection !== event.connection);
      break;
    case 'timer':
      fire(s, event.name, ctx);
      break;
    case 'written':
      written(s, event.key, ctx);
      break;
    case 'accepted':
    case 'command':
      break;
  }
}

function take(s: Database, ctx: Context, step: ClientStep): void {
  s.zookeeper = step.client;
  for (const notice of step.notices) notify(s, ctx, notice);
}

function notify(s: Database, ctx: Context, notice: Notice): void {
  switch (notice.type) {
    case 'connected':
      if (notice.newSession) enterQueue(s, ctx);
      else reviewQueue(s, ctx, elector);
      watchPrimary(s, ctx);
      return;
    case 'suspended':
    case 'closed':
      return;
    case 'lost':
      leaveQueue(s, ctx, elector);
      s.elected = false;
      demote(s, ctx, 'its session expired');
      return;
    case 'watch':
      electionEvent(s, ctx, notice, elector);
      return;
    case 'reply':
      if (notice.tag === 'lease') {
        if (notice.error === undefined) leaseRenewed(s, ctx, notice.sentAt);
      } else if (notice.tag === 'primary') {
        learnPrimary(s, ctx, notice);
      } else if (notice.tag === 'publish') {
        if (notice.error === 'NONODE') {
          const path = primaryPath(s.config.group);
          ask(s, ctx, { op: 'create', path, data: s.config.self, mode: 'persistent' }, 'published');
        }
      } else {
        electionReply(s, ctx, notice, elector);
      }
  }
}

/** What /db/primary says. An absent znode can only be watched with `exists`. */
function learnPrimary(s: Database, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  if (notice.error === 'NONODE') {
    if (notice.operation.op === 'get') {
      ask(s, ctx, { op: 'exists', path: primaryPath(s.config.group), watch: true }, 'primary');
    }
    return;
  }
  if (notice.operation.op === 'exists') {
    if (notice.error === undefined) watchPrimary(s, ctx);
    return;
  }
  const primary = notice.result.data;
  if (notice.error !== undefined || primary === undefined) return;
  s.knownPrimary = primary;
  if (s.role === 'replica') follow(s, ctx, primary);
}

function receive(
  s: Database,
  ctx: Context,
  connection: ConnectionId,
  from: string,
  message: DatabaseMessage,
): void {
  if (ctx.conditions.hang) return;
  switch (message.type) {
    case 'db-read':
      ctx.send(connection, valueOf(s, message.id, message.key));
      return;
    case 'db-write':
      if (s.role !== 'primary') {
        reject(ctx, connection, message.id, 'not the primary');
        return;
      }
      s.log = s.log.append({
        timeline: currentTimeline(s.history),
        client: message.client,
        request: message.request,
        key: message.key,
        once: message.once,
      });
      s.waiting = [...s.waiting, { lsn: s.log.length, connection, id: message.id }];
      writeLog(s, ctx);
      return;
    case 'follow':
      serveReplica(s, ctx, connection, from, message);
      return;
    case 'log':
      if (s.upstream?.connection === connection) takeLog(s, ctx, message);
      return;
    case 'log-ack':
      s.replicas = s.replicas.map((replica) =>
        replica.connection === connection ? { ...replica, ackedLsn: message.lsn } : replica,
      );
      return;
    default:
      return;
  }
}

function valueOf(s: Database, id: number, key: string): DatabaseValue {
  const lsn = latestWrite(s.table, key);
  const entry = s.log.at(lsn - 1);
  return { type: 'db-value', id, value: lsn === 0 || entry === undefined ? '' : writeName(entry), lsn };
}

function reject(ctx: Context, connection: ConnectionId, id: number, reason: string): void {
  ctx.send(connection, { type: 'db-rejected', id, reason } satisfies DatabaseMessage);
}

/** The log is on disk up to `lsn`: a primary acknowledges and streams, a replica confirms. */
function written(s: Database, lsn: number, ctx: Context): void {
  s.syncedLsn = Math.min(Math.max(s.syncedLsn, lsn), s.log.length);
  s.table = replay(s.table, s.log, s.syncedLsn);
  if (s.role !== 'primary') {
    if (s.upstream?.streaming === true) {
      ctx.send(s.upstream.connection, { type: 'log-ack', lsn: s.syncedLsn } satisfies DatabaseMessage);
    }
    return;
  }
  streamLog(s, ctx);
  const done = s.waiting.filter((write) => write.lsn <= s.syncedLsn);
  if (done.length === 0) return;
  s.waiting = s.waiting.filter((write) => write.lsn > s.syncedLsn);
  for (const write of done) {
    ctx.send(write.connection, {
      type: 'db-written',
      id: write.id,
      lsn: write.lsn,
    } satisfies DatabaseMessage);
  }
  if (!s.wroteSincePromotion) {
    s.wroteSincePromotion = true;
    ctx.milestone({ type: 'first-write-accepted', data: { lsn: done[0]?.lsn ?? s.syncedLsn } });
  }
}

function fire(s: Database, timer: string, ctx: Context): void {
  if (timer === 'promotion') {
    s.prepared = true;
    openForWrites(s, ctx);
  } else if (timer === 'lease-renewal') renewLease(s, ctx);
  else if (timer === 'follow' && s.role === 'replica' && s.knownPrimary !== undefined)
    follow(s, ctx, s.knownPrimary);
}

function face(s: DatabaseState): Face {
  const session = s.zookeeper === undefined ? [] : [`session ${s.zookeeper.state.toLowerCase()}`];
  const tone = s.role === 'primary' ? 'leads' : s.role === 'promoting' ? 'electing' : 'plain';
  return {
    role: s.role,
    tone,
    facts: [`LSN ${String(s.log.length)}`, ...session],
    session: connectedServer(s.zookeeper),
    group: 'asynchronous replication',
  };
}

export const database: KindDefinition<DatabaseOptions, DatabaseConfig, DatabaseState, DatabaseDurable> = {
  kind: 'database',
  summary:
    'A database server: one primary with a log, replicas that follow it, an election through ZooKeeper.',
  options: databaseOptions,
  invariants: databaseInvariants,
  families: {
    'db-read': 'request',
    'db-write': 'request',
    'db-value': 'reply',
    'db-written': 'reply',
    'db-rejected': 'reply',
  },
  configure: (options, self, directory) => {
    const group = directory.group(self);
    const { election } = options;
    return {
      self,
      group,
      members: directory.members(group),
      election:
        election === undefined
          ? undefined
          : { servers: directory.members(election.through), sessionTimeout: election.sessionTimeout },
      fencing: options.fencing,
      diskSync: options.diskSync,
      promotion: options.promotion,
    };
  },
  start,
  copy: copyDatabase,
  handle,
  role: (s) => s.role,
  face,
  edges: (config) => [
    ...(config.election?.servers ?? []).map((to) => ({ to, plane: 'session' as const })),
    ...config.members
      .slice(config.members.indexOf(config.self) + 1)
      .map((to) => ({ to, plane: 'replication' as const })),
  ],
};
