import type {
  Command, ConnectionId, Context, Directory, Face, KindDefinition, NodeEvent,
} from '../../kernel/kind.ts'; // prettier-ignore
import { lookUp, sizeOf, valuesOf, withEntry } from '../../lib/sorted-map.ts';
import { SECOND } from '../../lib/units.ts';
import { type DatabaseMessage, type DatabaseTerms, QUERY_PORT } from '../database/protocol.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { edgesTo } from '../calling/configure.ts';
import { handleRegistry, startRegistry } from '../calling/registry.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { type ApiServerOptions, apiServerOptions } from './config.ts';
import { databasePool, primaryNotice, tryNext } from './primary-watch.ts';
import type { HttpCancel, HttpRequest } from './protocol.ts';
import { serviceTimeOf } from './service-time.ts';
import { accept, beginWork, type Detail, endWork, takeWaiting } from './serving.ts';
import {
  type ApiServer, type ApiServerConfig, type ApiServerState, copyApiServer, type DatabaseLink, type ServedRequest,
} from './state.ts'; // prettier-ignore

/** How long it waits before it dials a database again. */
const REDIAL = SECOND;
/** How long it waits for a database before it answers 504 and gives the connection up. */
const DATABASE_TIMEOUT = SECOND;

function start(config: ApiServerConfig, ctx: Context): ApiServerState {
  const { registry, database } = config;
  return {
    config,
    startedAt: ctx.now,
    ...startRegistry(registry, ctx),
    primary: database?.primaryBy === 'znode' ? undefined : database?.members[0],
    token: 0,
    databases: (database?.members ?? []).map((name) => ({
      name, connection: ctx.connect(name, QUERY_PORT), open: false,
    })), // prettier-ignore
    turn: 0,
    next: 1,
    serving: undefined,
    busy: 0,
    waiting: undefined,
    served: 0,
    rejected: 0,
  };
}

function handle(s: ApiServer, event: NodeEvent, ctx: Context): void {
  const notices = handleRegistry(s, event, ctx);
  if (notices !== undefined) {
    for (const notice of notices) primaryNotice(s, ctx, notice);
    return;
  }
  switch (event.type) {
    case 'message':
      receive(s, ctx, event.connection, event.message as HttpRequest | HttpCancel | DatabaseMessage);
      return;
    case 'timer':
      fire(s, ctx, event.name, event.key);
      return;
    case 'connected':
      updateLink(s, event.connection, { open: true });
      return;
    case 'closed':
      closed(s, ctx, event.connection);
      return;
    case 'command':
      obey(s, ctx, event.message as Command);
      return;
    default:
      return;
  }
}

function obey(s: ApiServer, ctx: Context, command: Command): void {
  if (command.type === 'set') s.config = command.config as ApiServerConfig;
  else if (command.type === 'leave') beginLeaving(s, ctx);
}

function updateLink(s: ApiServer, connection: ConnectionId, change: Partial<DatabaseLink>): void {
  s.databases = s.databases.map((link) => (link.connection === connection ? { ...link, ...change } : link));
}

function receive(
  s: ApiServer,
  ctx: Context,
  connection: ConnectionId,
  message: HttpRequest | HttpCancel | DatabaseMessage,
): void {
  switch (message.type) {
    case 'http-get':
    case 'http-post': {
      const request = accept(s, ctx, connection, message);
      if (request !== undefined) begin(s, ctx, request);
      return;
    }
    case 'db-value':
      finish(s, ctx, message.id, 200, { value: message.value, lsn: message.lsn });
      return;
    case 'db-written':
      if (isDeposed(s, message.token)) refuse(s, ctx, message.id, message.token);
      else finish(s, ctx, message.id, 200, { lsn: message.lsn });
      return;
    case 'db-rejected':
      rejected(s, ctx, message.id);
      return;
    default:
      return;
  }
}

function rejected(s: ApiServer, ctx: Context, id: number): void {
  const asked = lookUp(s.serving, id)?.asked ?? -1;
  const failedAt = s.databases[asked]?.name ?? '';
  finish(s, ctx, id, 503, { reason: 'database-refused', failedAt });
  tryNext(s, failedAt);
}

/** Whether a primary with this fencing token was deposed since, as far as this server knows. */
function isDeposed({ config, token }: ApiServer, shown: number): boolean {
  return config.database?.checksTokens === true && shown < token;
}

/** A write of a deposed primary does not count, whatever it says. */
function refuse(s: ApiServer, ctx: Context, id: number, token: number): void {
  const about = s.databases[lookUp(s.serving, id)?.asked ?? -1]?.name;
  if (about !== undefined) {
    const data = { by: ctx.self, token, known: s.token };
    ctx.milestone({ type: 'fencing-rejected', about, reason: 'its fencing token is too small', data });
  }
  rejected(s, ctx, id);
}

/** Gives a request a place; a shallow health check is answered at once. */
function begin(s: ApiServer, ctx: Context, request: ServedRequest): void {
  beginWork(s, ctx, request);
  if (request.work !== 'check') return;
  if (ctx.conditions.failHealth) finish(s, ctx, request.id, 500, { reason: 'server-error' });
  else if (s.config.health.deep) ask(s, ctx, request, primaryLink(s));
  else finish(s, ctx, request.id, 200);
}

/** Answers a request; whoever waits longest takes its place. */
function finish(s: ApiServer, ctx: Context, id: number, status: number, detail?: Detail): void {
  if (!endWork(s, ctx, id, status, detail)) return;
  const next = takeWaiting(s);
  if (next !== undefined) begin(s, ctx, next);
}

function fire(s: ApiServer, ctx: Context, timer: string, key: number): void {
  if (leavingTimer(s, ctx, timer, sizeOf(s.serving) === 0)) return;
  if (timer === 'service') work(s, ctx, key);
  else if (timer === 'database-timeout') databaseSilent(s, ctx, key);
  else if (timer === 'redial') {
    const link = s.databases[key];
    if (link === undefined || link.connection !== undefined) return;
    const connection = ctx.connect(link.name, QUERY_PORT);
    s.databases = s.databases.map((one, index) => (index === key ? { ...one, connection } : one));
  }
}

/**
 * A database that does not answer is as good as gone: its connection is dropped, and dialled again later. A health
 * check only says so.
 */
function databaseSilent(s: ApiServer, ctx: Context, id: number): void {
  const request = lookUp(s.serving, id);
  const link = s.databases[request?.asked ?? -1];
  const check = request?.work === 'check';
  finish(s, ctx, id, check ? 503 : 504, { reason: 'database-timeout', failedAt: link?.name ?? '' });
  if (check || link?.connection === undefined) return;
  ctx.close(link.connection);
  closed(s, ctx, link.connection);
}

/** The service time is over: answer, or ask a database. */
function work(s: ApiServer, ctx: Context, id: number): void {
  const request = lookUp(s.serving, id);
  if (request === undefined) return;
  if (ctx.conditions.failRequests) finish(s, ctx, id, 500, { reason: 'server-error' });
  else if (s.config.database === undefined) finish(s, ctx, id, 200);
  else ask(s, ctx, request, request.work === 'write' ? primaryLink(s) : nextOpen(s));
}

/** Asks the database at a place of the list; without a connection to it there is nothing to wait for. */
function ask(s: ApiServer, ctx: Context, request: ServedRequest, asked: number): void {
  const { id, work: what } = request;
  const link = s.databases[asked];
  if (link?.connection === undefined || !link.open) {
    finish(s, ctx, id, 503, { reason: 'database-down', failedAt: link?.name ?? '' });
    return;
  }
  s.serving = withEntry(s.serving, id, { ...request, asked });
  ctx.startTimer('database-timeout', what === 'check' ? s.config.health.timeout : DATABASE_TIMEOUT, id);
  const message: DatabaseMessage =
    what === 'write'
      ? {
          type: 'db-write',
          id,
          client: request.origin,
          request: request.request,
          key: request.path,
          once: request.once,
          token: s.config.database?.checksTokens === true ? s.token : 0,
        }
      : { type: 'db-read', id, key: request.path };
  ctx.send(link.connection, message);
}

/** The place of the primary that it knows; -1 if it knows none. */
function primaryLink(s: ApiServer): number {
  return s.databases.findIndex((link) => link.name === s.primary);
}

/** Reads go in turn to all databases that it is connected to; with none left to the one whose turn it is. */
function nextOpen(s: ApiServer): number {
  const count = s.databases.length;
  for (let step = 0; step < count; step++) {
    const index = (s.turn + step) % count;
    if (s.databases[index]?.open === true) {
      s.turn = index + 1;
      return index;
    }
  }
  return s.turn % count;
}

function closed(s: ApiServer, ctx: Context, connection: ConnectionId): void {
  const database = s.databases.findIndex((link) => link.connection === connection);
  if (database < 0) return;
  updateLink(s, connection, { connection: undefined, open: false });
  ctx.startTimer('redial', REDIAL, database);
  const failedAt = s.databases[database]?.name ?? '';
  tryNext(s, failedAt);
  for (const { id, asked } of valuesOf(s.serving)) {
    if (asked === database) finish(s, ctx, id, 503, { reason: 'database-down', failedAt });
  }
}

function face(s: ApiServerState): Face {
  const waiting = sizeOf(s.waiting);
  const served = `${String(s.served)} served`;
  const session = s.zookeeper === undefined ? [] : [`session ${s.zookeeper.state.toLowerCase()}`];
  // A queue is more urgent than a session that lasts.
  const second = waiting === 0 ? session : [`${String(waiting)} waiting`];
  return {
    role: '',
    tone: 'plain',
    facts: [served, ...second],
    session: connectedServer(s.zookeeper),
  };
}

/** Its ensemble: the one it registers through, else the one that elects its databases' primary. */
function ensembleOf(options: ApiServerOptions, directory: Directory): string | undefined {
  if (options.register !== undefined) return options.register.through;
  if (options.database === undefined) return undefined;
  const { election } = directory.options(options.database) as unknown as DatabaseTerms;
  return election?.through;
}

function configure(options: ApiServerOptions, self: string, directory: Directory): ApiServerConfig {
  const ensemble = ensembleOf(options, directory);
  return {
    address: directory.address(self),
    serviceTime: serviceTimeOf(options.serviceTime),
    warmUp: { time: options.warmUp, by: options.coldBy },
    concurrency: options.concurrency ?? Infinity,
    queue: options.queue ?? Infinity,
    health: { ...options.health, deep: options.health.deep === 'database' && options.database !== undefined },
    database: options.database === undefined ? undefined : databasePool(options.database, directory),
    registry:
      ensemble === undefined
        ? undefined
        : {
            servers: directory.members(ensemble),
            sessionTimeout: options.sessionTimeout,
            register: options.register && { path: options.register.in, address: directory.address(self) },
            discover: undefined,
          },
  };
}

export const apiServer: KindDefinition<ApiServerOptions, ApiServerConfig, ApiServerState> = {
  kind: 'api-server',
  summary: 'An API server: answers requests, by itself or with a database behind it.',
  options: apiServerOptions,
  invariants: [],
  families: { 'http-get': 'request', 'http-post': 'request', 'http-response': 'reply' },
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyApiServer,
  handle,
  role: () => '',
  face,
  edges: ({ database, registry }) => edgesTo(database?.members ?? [], registry),
  leaves: true,
};
