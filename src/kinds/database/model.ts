import { AppendLog } from '../../lib/append-log.ts';
import type { ConnectionId, Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import { lookUp } from '../../lib/sorted-map.ts';
import {
  type ClientStep,
  connectedServer,
  handleClient,
  type Notice,
  startClient,
} from '../zookeeper/client-library.ts';
import { type DatabaseOptions, databaseOptions, electionOf, replicationOf } from './config.ts';
import type { Election } from './election/election.ts';
import { elections } from './election/elections.ts';
import { primaryRead } from './election/primary-znode.ts';
import { databaseInvariants } from './invariants.ts';
import { advanceCommit, confirmed, fallBack } from './log/commit.ts';
import {
  flushed, follow, onDisk, replayed, serveReplica, streamLog, takeLog, tellStatus, upstreamClosed, upstreamConnected, writeLog,
} from './log/replication.ts'; // prettier-ignore
import { EMPTY_TABLE, latestWrite, replay } from './log/table.ts';
import {
  type DatabaseMessage, type DatabaseValue, type DatabaseWrite, LAPSES, type LogEntry, type Reign, writeName,
} from './protocol.ts'; // prettier-ignore
import {
  askAgain, beginPromotion, dropSilent, catchUp, complete, demote, heedToken, leaseRenewed, prepared, publish, published, reject, renewLease, replicaGone,
} from './reign.ts'; // prettier-ignore
import {
  acceptsWrites, copyDatabase, currentTimeline, isReset, type Database, type DatabaseConfig, type DatabaseDurable,
  type DatabaseState,
} from './state.ts'; // prettier-ignore
import { endSurvey, positionOf, surveyed } from './survey.ts';

/** How long a machine that was reset is away: a virtual one; the firmware of a real one takes longer. */
const BOOT = 30 * SECOND;

function start(config: DatabaseConfig, durable: DatabaseDurable | undefined, ctx: Context): DatabaseState {
  const { election } = config;
  const log = durable?.log ?? AppendLog.empty<LogEntry>();
  const database: Database = {
    config,
    role: 'replica',
    log,
    history: durable?.history ?? [],
    rewinds: 0,
    syncedLsn: log.length,
    committedLsn: log.length,
    awaiting: false,
    fallenBack: false,
    table: replay(EMPTY_TABLE, log, log.length),
    zookeeper:
      election === undefined || election.servers.length === 0
        ? undefined
        : startClient({ servers: election.servers, timeout: election.sessionTimeout }, ctx),
    election: electing(config)?.initial(config),
    elected: false,
    promotion: { prepared: false, complete: false, published: false },
    survey: undefined,
    token: 0,
    knownToken: 0,
    leaseUntil: 0,
    wroteSincePromotion: false,
    knownPrimary: election === undefined ? config.members[0] : undefined,
    upstream: undefined,
    replicas: [],
    waiting: [],
  };
  electing(config)?.begin(database, ctx);
  if (database.knownPrimary === config.self) beginPromotion(database, ctx);
  else if (database.knownPrimary !== undefined) follow(database, ctx, database.knownPrimary);
  return database;
}

function electing({ election }: DatabaseConfig): Election | undefined {
  return election === undefined ? undefined : elections[election.recipe];
}

function handle(s: Database, event: NodeEvent, ctx: Context): void {
  if (isReset(s, ctx.now)) {
    reset(s, ctx);
    return;
  }
  if (s.role === 'primary' && !acceptsWrites(s, ctx.now)) {
    demote(s, ctx, LAPSES.lease);
    electing(s.config)?.review(s, ctx);
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
      return;
    case 'connected':
      upstreamConnected(s, ctx, event.connection);
      return;
    case 'closed':
      closed(s, ctx, event.connection);
      return;
    case 'timer':
      fire(s, ctx, event.name, event.key);
      return;
    case 'written':
      if (onDisk(s, event.name, event.key)) written(s, ctx);
      return;
    default:
      return;
  }
}

/** The watchdog of a primary whose loop stood still has reset its machine: nothing is done any more. */
function reset(s: Database, ctx: Context): void {
  if (s.role === 'primary') {
    ctx.milestone({ type: 'primary-demoted', reason: LAPSES.watchdog, data: { lsn: s.log.length } });
  }
  ctx.reset('its watchdog was not fed', BOOT);
}

function take(s: Database, ctx: Context, step: ClientStep): void {
  s.zookeeper = step.client;
  for (const notice of step.notices) notify(s, ctx, notice);
}

function notify(s: Database, ctx: Context, notice: Notice): void {
  const election = electing(s.config);
  switch (notice.type) {
    case 'connected':
      election?.connected(s, ctx, notice.newSession);
      publish(s, ctx);
      return;
    case 'suspended':
    case 'closed':
      return;
    case 'lost':
      election?.lost(s, ctx);
      return;
    case 'watch':
      election?.watch(s, ctx, notice);
      return;
    case 'reply':
      replied(s, ctx, notice);
  }
}

function replied(s: Database, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  switch (notice.tag) {
    case 'lease':
      if (notice.error === undefined) leaseRenewed(s, ctx, notice.sentAt);
      return;
    case 'primary': {
      const reign = primaryRead(s, ctx, notice);
      if (reign !== undefined) learnPrimary(s, ctx, reign);
      return;
    }
    case 'publish':
      published(s, ctx, notice);
      return;
    default:
      electing(s.config)?.reply(s, ctx, notice);
  }
}

function learnPrimary(s: Database, ctx: Context, { primary, token }: Reign): void {
  s.knownPrimary = primary;
  heedToken(s, ctx, token);
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
      heedToken(s, ctx, message.token);
      takeWrite(s, ctx, connection, message);
      return;
    case 'follow':
      heedToken(s, ctx, message.token);
      serveReplica(s, ctx, connection, from, message);
      return;
    case 'log':
      if (s.upstream?.connection === connection) takeLogOf(s, ctx, connection, from, message);
      return;
    case 'log-ack':
      confirmed(s, ctx, connection, message);
      return;
    case 'ask-position': {
      heedToken(s, ctx, message.token);
      const { role, timeline, lsn } = positionOf(s);
      ctx.send(connection, { type: 'position', role, timeline, lsn } satisfies DatabaseMessage);
      return;
    }
    case 'position':
      if (surveyed(s, ctx, connection, message)) surveyDone(s, ctx);
      return;
    default:
      return;
  }
}

function valueOf(s: Database, id: number, key: string): DatabaseValue {
  const lsn = latestWrite(s.table, key);
  const entry = s.log.at(lsn - 1);
  return { type: 'db-value', id, value: lsn === 0 || entry === undefined ? '' : entry.name, lsn };
}

function takeWrite(s: Database, ctx: Context, connection: ConnectionId, message: DatabaseWrite): void {
  const { id, key, once } = message;
  if (s.role !== 'primary') {
    reject(ctx, connection, id, 'not the primary');
    return;
  }
  const name = writeName(message);
  const known = once ? lookUp(s.table.known, name) : undefined;
  if (known !== undefined && known <= s.committedLsn) {
    ctx.send(connection, { type: 'db-written', id, lsn: known, token: s.token } satisfies DatabaseMessage);
    return;
  }
  const lsn = known ?? (once ? unseen(s, name) : undefined) ?? s.log.length + 1;
  s.waiting = [...s.waiting, { lsn, connection, id }];
  if (lsn <= s.log.length) return;
  s.log = s.log.append({ timeline: currentTimeline(s.history), name, key, once });
  writeLog(s, ctx);
}

/** The LSN of a write that came before and is not in the table yet. */
function unseen({ log, table }: Database, name: string): number | undefined {
  for (let lsn = log.length; lsn > table.lsn; lsn--) {
    if (log.at(lsn - 1)?.name === name) return lsn;
  }
  return undefined;
}

/** A log that comes with a smaller token than one that is known is that of a primary that was deposed. */
function takeLogOf(
  s: Database,
  ctx: Context,
  connection: ConnectionId,
  from: string,
  message: Extract<DatabaseMessage, { type: 'log' }>,
): void {
  if (s.config.fencing === 'token' && s.role === 'replica' && message.token < s.knownToken) {
    ctx.milestone({
      type: 'fencing-rejected',
      about: from,
      reason: 'its fencing token is too small',
      data: { by: ctx.self, token: message.token, known: s.knownToken },
    });
    ctx.close(connection);
    closed(s, ctx, connection);
    return;
  }
  heedToken(s, ctx, message.token);
  takeLog(s, ctx, message);
}

function closed(s: Database, ctx: Context, connection: ConnectionId): void {
  if (upstreamClosed(s, ctx, connection)) return;
  if (surveyed(s, ctx, connection, undefined)) surveyDone(s, ctx);
  s.waiting = s.waiting.filter((write) => write.connection !== connection);
  replicaGone(s, ctx, connection);
}

function surveyDone(s: Database, ctx: Context): void {
  const survey = endSurvey(s, ctx);
  if (survey === undefined) return;
  if (survey.purpose === 'promotion') catchUp(s, ctx, survey);
  else electing(s.config)?.surveyed(s, ctx, survey);
}

/** The log is on disk up to `syncedLsn`: a primary streams it, a replica confirms, a candidate may be complete. */
function written(s: Database, ctx: Context): void {
  if (s.role === 'replica') flushed(s, ctx);
  else if (s.role === 'primary') {
    streamLog(s, ctx);
    advanceCommit(s, ctx);
  } else if (s.upstream !== undefined && s.syncedLsn === s.log.length) complete(s, ctx);
}

function fire(s: Database, ctx: Context, timer: string, key: number): void {
  switch (timer) {
    case 'promotion':
      prepared(s, ctx);
      return;
    case 'lease-renewal':
      renewLease(s, ctx);
      return;
    case 'confirmation':
      fallBack(s, ctx);
      return;
    case 'replay':
      replayed(s, ctx, key);
      return;
    case 'survey':
      surveyDone(s, ctx);
      return;
    case 'ask-again':
      askAgain(s, ctx);
      return;
    case 'follow':
      followAgain(s, ctx);
      return;
    case 'status':
      tellStatus(s, ctx);
      return;
    case 'senders':
      dropSilent(s, ctx);
      return;
    default:
      electing(s.config)?.timer(s, ctx, timer);
  }
}

/** Whom it followed is gone: a candidate asks again who has most. */
function followAgain(s: Database, ctx: Context): void {
  if (s.role === 'promoting') askAgain(s, ctx);
  else if (s.role === 'replica' && s.knownPrimary !== undefined) follow(s, ctx, s.knownPrimary);
}

function face(s: DatabaseState): Face {
  const session = s.zookeeper === undefined ? [] : [`session ${s.zookeeper.state.toLowerCase()}`];
  const tone = s.role === 'primary' ? 'leads' : s.role === 'promoting' ? 'electing' : 'plain';
  return {
    role: s.role,
    tone,
    facts: [`LSN ${String(s.log.length)}`, ...session],
    session: connectedServer(s.zookeeper),
    group: `${s.config.replication.type} replication`,
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
    return {
      self,
      group,
      members: directory.members(group),
      election: electionOf(options, directory),
      fencing: options.fencing,
      replication: replicationOf(options),
      replayDelay: options.replayDelay,
      diskSync: options.diskSync,
      promotion: options.promotion,
    };
  },
  start,
  copy: copyDatabase,
  handle,
  role: (s) => s.role,
  gauge: (s) => s.table.lsn,
  face,
  edges: (config) => [
    ...(config.election?.servers ?? []).map((to) => ({ to, plane: 'session' as const })),
    ...config.members
      .slice(config.members.indexOf(config.self) + 1)
      .map((to) => ({ to, plane: 'replication' as const })),
  ],
};
