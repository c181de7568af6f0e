import type {
  Command, ConnectionId, Context, Directory, Face, KindDefinition, NodeEvent,
} from '../../kernel/kind.ts'; // prettier-ignore
import { sizeOf } from '../../lib/sorted-map.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { edgesTo } from '../calling/configure.ts';
import { handleDatabases, startDatabases } from '../calling/databases.ts';
import { databasePool, ensembleOf, hearPrimary } from '../calling/primary.ts';
import { handleRegistry, startRegistry } from '../calling/registry.ts';
import { timeOf } from '../calling/time.ts';
import type { ResourceReply } from '../resource/protocol.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { type ApiServerOptions, apiServerOptions } from './config.ts';
import type { HttpCancel, HttpRequest } from './protocol.ts';
import { begin, finish, meansOf, queryOver, work } from './requests.ts';
import { accept, takeWaiting } from './serving.ts';
import { resourceClosed, writtenFor } from './shared-resource.ts';
import {
  type ApiServer, type ApiServerConfig, type ApiServerState, copyApiServer,
} from './state.ts'; // prettier-ignore

function start(config: ApiServerConfig, ctx: Context): ApiServerState {
  const { registry, database } = config;
  return {
    config,
    startedAt: ctx.now,
    ...startRegistry(registry, ctx),
    ...startDatabases(database, ctx),
    next: 1,
    limit: config.concurrency,
    serving: undefined,
    busy: 0,
    waiting: undefined,
    served: 0,
    rejected: 0,
    resource: undefined,
  };
}

function handle(s: ApiServer, event: NodeEvent, ctx: Context): void {
  const known = s.configuration?.value;
  const notices = handleRegistry(s, event, ctx);
  if (notices !== undefined) {
    for (const notice of notices) hearPrimary(s, ctx, s.config.database, notice);
    if (s.configuration?.value !== known) applyLimit(s, ctx);
    return;
  }
  const ends = handleDatabases(s, meansOf(s, ctx), event);
  if (ends !== undefined) {
    for (const end of ends) queryOver(s, ctx, end);
    return;
  }
  switch (event.type) {
    case 'message':
      receive(s, ctx, event.connection, event.message as HttpRequest | HttpCancel | ResourceReply);
      return;
    case 'closed':
      resourceClosed(s, event.connection);
      return;
    case 'timer':
      fire(s, ctx, event.name, event.key);
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

/** A whole number in its configuration is its concurrency; whoever waits may have a place now. */
function applyLimit(s: ApiServer, ctx: Context): void {
  const value = s.configuration?.value ?? '';
  s.limit = /^[1-9]\d{0,5}$/u.test(value) ? Number(value) : s.config.concurrency;
  for (let next = takeWaiting(s); next !== undefined; next = takeWaiting(s)) begin(s, ctx, next);
}

function receive(
  s: ApiServer,
  ctx: Context,
  connection: ConnectionId,
  message: HttpRequest | HttpCancel | ResourceReply,
): void {
  if (message.type === 'http-get' || message.type === 'http-post') {
    const request = accept(s, ctx, connection, message);
    if (request !== undefined) begin(s, ctx, request);
  } else if (message.type === 'resource-done') {
    const written = writtenFor(message);
    if (written !== undefined) finish(s, ctx, written, 200);
  }
}

function fire(s: ApiServer, ctx: Context, timer: string, key: number): void {
  if (timer === 'service') work(s, ctx, key);
  else leavingTimer(s, ctx, timer, sizeOf(s.serving) === 0);
}

function face(s: ApiServerState): Face {
  const waiting = sizeOf(s.waiting);
  const served = `${String(s.served)} served`;
  const session = s.zookeeper === undefined ? [] : [`session ${s.zookeeper.state.toLowerCase()}`];
  // A queue is more urgent than a session that lasts.
  const configured = s.configuration?.says === undefined ? session : [`config ${s.configuration.value}`];
  const second = waiting === 0 ? configured : [`${String(waiting)} waiting`];
  return {
    role: '',
    tone: 'plain',
    facts: [served, ...second],
    session: connectedServer(s.zookeeper),
  };
}

function configure(options: ApiServerOptions, self: string, directory: Directory): ApiServerConfig {
  // The one that it registers through, or that keeps its configuration, else the one that elects its databases' primary.
  const own = options.register ?? options.config;
  const ensemble = own === undefined ? ensembleOf(options.database, directory) : own.through;
  return {
    address: directory.address(self),
    serviceTime: timeOf(options.serviceTime),
    warmUp: { time: options.warmUp, by: options.coldBy },
    concurrency: options.concurrency ?? Infinity,
    queue: options.queue ?? Infinity,
    retryWrites: options.retryWrites,
    readsFrom: options.readsFrom,
    health: { ...options.health, deep: options.health.deep === 'database' && options.database !== undefined },
    resource:
      options.resource === undefined
        ? undefined
        : (directory.members(options.resource)[0] ?? options.resource),
    database: options.database === undefined ? undefined : databasePool(options.database, directory),
    registry:
      ensemble === undefined
        ? undefined
        : {
            servers: directory.members(ensemble),
            sessionTimeout: options.sessionTimeout,
            register: options.register && { path: options.register.in, address: directory.address(self) },
            discover: undefined,
            watch: options.config?.watch,
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
  edges: ({ database, resource, registry }) =>
    edgesTo(resource === undefined ? (database?.members ?? []) : [resource], registry),
  leaves: true,
};
