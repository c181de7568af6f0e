import type { ConnectionId, Context, Directory, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import { type DatabaseMessage, QUERY_PORT } from '../database/protocol.ts';
import { connectedServer, handleClient, startClient } from '../zookeeper/client-library.ts';
import { type ApiServerOptions, apiServerOptions } from './config.ts';
import type { HttpRequest, HttpResponse } from './protocol.ts';
import { zookeeperNotice } from './registration.ts';
import {
  type ApiServer, type ApiServerConfig, type ApiServerState, copyApiServer, type DatabaseLink, type ServedRequest,
} from './state.ts'; // prettier-ignore

/** How long it waits before it dials a database again. */
const REDIAL = SECOND;
/** How long it waits for a database before it answers 504 and gives the connection up. */
const DATABASE_TIMEOUT = SECOND;

function start(config: ApiServerConfig, ctx: Context): ApiServerState {
  const { zookeeper, database, fixedPrimary } = config;
  return {
    config,
    zookeeper:
      zookeeper === undefined
        ? undefined
        : startClient({ servers: zookeeper.servers, timeout: zookeeper.sessionTimeout }, ctx),
    registered: false,
    primary: fixedPrimary,
    databases: (database?.members ?? []).map((name) => ({
      name, connection: ctx.connect(name, QUERY_PORT), open: false,
    })), // prettier-ignore
    turn: 0,
    next: 1,
    serving: [],
    served: 0,
  };
}

function handle(s: ApiServer, event: NodeEvent, ctx: Context): void {
  if (s.zookeeper !== undefined) {
    const step = handleClient(s.zookeeper, event, ctx);
    if (step !== undefined) {
      s.zookeeper = step.client;
      for (const notice of step.notices) zookeeperNotice(s, ctx, notice);
      return;
    }
  }
  switch (event.type) {
    case 'message':
      receive(s, ctx, event.connection, event.message as HttpRequest | DatabaseMessage);
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
    default:
      return;
  }
}

function updateLink(s: ApiServer, connection: ConnectionId, change: Partial<DatabaseLink>): void {
  s.databases = s.databases.map((link) => (link.connection === connection ? { ...link, ...change } : link));
}

function receive(
  s: ApiServer,
  ctx: Context,
  connection: ConnectionId,
  message: HttpRequest | DatabaseMessage,
): void {
  switch (message.type) {
    case 'http-get':
    case 'http-post':
      accept(s, ctx, connection, message);
      return;
    case 'db-value':
      finish(s, ctx, message.id, 200);
      return;
    case 'db-written':
      finish(s, ctx, message.id, 200);
      return;
    case 'db-rejected':
      finish(s, ctx, message.id, 503);
      return;
    default:
      return;
  }
}

function accept(s: ApiServer, ctx: Context, client: ConnectionId, request: HttpRequest): void {
  const { hang, failHealth, slowBy } = ctx.conditions;
  if (hang) return;
  if (request.path === '/health') {
    respond(ctx, client, request.id, failHealth ? 500 : 200, '');
    return;
  }
  const id = s.next;
  s.next++;
  const served: ServedRequest = {
    id,
    client,
    clientId: request.id,
    write: request.type === 'http-post',
    origin: request.client,
    request: request.request,
    asked: undefined,
  };
  s.serving = [...s.serving, served];
  ctx.startTimer('service', Math.round(s.config.serviceTime * slowBy), id);
}

function fire(s: ApiServer, ctx: Context, timer: string, key: number): void {
  if (timer === 'service') work(s, ctx, key);
  else if (timer === 'database-timeout') databaseSilent(s, ctx, key);
  else if (timer === 'redial') {
    const link = s.databases[key];
    if (link === undefined || link.connection !== undefined) return;
    const connection = ctx.connect(link.name, QUERY_PORT);
    s.databases = s.databases.map((one, index) => (index === key ? { ...one, connection } : one));
  }
}

/** A database that does not answer is as good as gone: its connection is dropped, and dialled again later. */
function databaseSilent(s: ApiServer, ctx: Context, id: number): void {
  const asked = s.serving.find((one) => one.id === id)?.asked;
  finish(s, ctx, id, 504);
  const link = asked === undefined ? undefined : s.databases[asked];
  if (link?.connection === undefined) return;
  ctx.close(link.connection);
  closed(s, ctx, link.connection);
}

/** The service time is over: answer, or ask a database. */
function work(s: ApiServer, ctx: Context, id: number): void {
  const request = s.serving.find((one) => one.id === id);
  if (request === undefined) return;
  if (ctx.conditions.failRequests) {
    finish(s, ctx, id, 500);
    return;
  }
  if (s.config.database === undefined) {
    finish(s, ctx, id, 200);
    return;
  }
  const asked = request.write ? s.databases.findIndex((link) => link.name === s.primary) : nextOpen(s);
  const link = s.databases[asked];
  if (link?.connection === undefined || !link.open) {
    finish(s, ctx, id, 503);
    return;
  }
  s.serving = s.serving.map((one) => (one === request ? { ...one, asked } : one));
  ctx.startTimer('database-timeout', DATABASE_TIMEOUT, id);
  const message: DatabaseMessage = request.write
    ? { type: 'db-write', id, client: request.origin, request: request.request }
    : { type: 'db-read', id };
  ctx.send(link.connection, message);
}

/** Reads go in turn to all databases that it is connected to. */
function nextOpen(s: ApiServer): number {
  const count = s.databases.length;
  for (let step = 0; step < count; step++) {
    const index = (s.turn + step) % count;
    if (s.databases[index]?.open === true) {
      s.turn = index + 1;
      return index;
    }
  }
  return -1;
}

function finish(s: ApiServer, ctx: Context, id: number, status: number): void {
  const request = s.serving.find((one) => one.id === id);
  if (request === undefined) return;
  s.serving = s.serving.filter((one) => one !== request);
  if (request.asked !== undefined) ctx.cancelTimer('database-timeout', id);
  s.served++;
  const database = request.write && status === 200 ? (s.config.database?.group ?? '') : '';
  respond(ctx, request.client, request.clientId, status, database);
}

function respond(ctx: Context, client: ConnectionId, id: number, status: number, database: string): void {
  ctx.send(client, { type: 'http-response', id, status, database, server: ctx.self } satisfies HttpResponse);
}

function closed(s: ApiServer, ctx: Context, connection: ConnectionId): void {
  const database = s.databases.findIndex((link) => link.connection === connection);
  if (database < 0) return;
  updateLink(s, connection, { connection: undefined, open: false });
  ctx.startTimer('redial', REDIAL, database);
  for (const { id } of s.serving.filter((one) => one.asked === database)) finish(s, ctx, id, 503);
}

function face(s: ApiServerState): Face {
  const session = s.zookeeper === undefined ? [] : [`session ${s.zookeeper.state.toLowerCase()}`];
  return {
    role: '',
    tone: 'plain',
    facts: [`${String(s.served)} served`, ...session],
    session: connectedServer(s.zookeeper),
  };
}

/** Its ensemble: the one it registers through, else the one that elects its databases' primary. */
function ensembleOf(options: ApiServerOptions, directory: Directory): string | undefined {
  if (options.register !== undefined) return options.register.through;
  if (options.database === undefined) return undefined;
  const { election } = directory.options(options.database) as { election?: { through: string } };
  return election?.through;
}

function configure(options: ApiServerOptions, self: string, directory: Directory): ApiServerConfig {
  const ensemble = ensembleOf(options, directory);
  const members = options.database === undefined ? [] : directory.members(options.database);
  const elects = options.database !== undefined && directory.options(options.database).election !== undefined;
  return {
    address: directory.address(self),
    serviceTime: options.serviceTime,
    database:
      options.database === undefined ? undefined : { group: directory.group(members[0] ?? ''), members },
    fixedPrimary: elects ? undefined : members[0],
    zookeeper:
      ensemble === undefined
        ? undefined
        : { servers: directory.members(ensemble), sessionTimeout: options.sessionTimeout },
    registry: options.register?.in,
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
  edges: (config) => [
    ...(config.database?.members ?? []).map((to) => ({ to, plane: 'traffic' as const })),
    ...(config.zookeeper?.servers ?? []).map((to) => ({ to, plane: 'session' as const })),
  ],
};
