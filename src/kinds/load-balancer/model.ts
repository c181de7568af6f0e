import type { ConnectionId, Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { SECOND } from '../../lib/units.ts';
import {
  type AbandonedObservation, type FailureReason, HTTP_PORT, type HttpMessage, type HttpRequest, type HttpResponse,
} from '../api-server/protocol.ts'; // prettier-ignore
import { type LoadBalancerOptions, loadBalancerOptions } from './config.ts';
import { nextServer, NOT_CHECKED, PASSED } from './checks.ts';
import {
  copyLoadBalancer, isUp, type LoadBalancer, type LoadBalancerConfig, type LoadBalancerState, type ServerHealth,
} from './state.ts'; // prettier-ignore

/** How long a server may take for a request before the load balancer answers 504 in its place. */
const SERVER_TIMEOUT = 30 * SECOND;

function start(config: LoadBalancerConfig, ctx: Context): LoadBalancerState {
  const { servers, interval, rise } = config;
  servers.forEach((_, index) => {
    ctx.startTimer('check', Math.max(1, Math.floor((index * interval) / servers.length)), index);
  });
  return {
    config,
    servers: servers.map((name) => ({
      name, health: rise, check: undefined, lastCheck: NOT_CHECKED, connection: undefined,
    })), // prettier-ignore
    turn: 0,
    next: 1,
    passed: [],
  };
}

function handle(s: LoadBalancer, event: NodeEvent, ctx: Context): void {
  switch (event.type) {
    case 'timer':
      if (event.name === 'check') beginCheck(s, ctx, event.key);
      else if (event.name === 'check-timeout') checked(s, ctx, event.key, 'timeout');
      else if (event.name === 'server-timeout') fail(s, ctx, event.key, 504, 'server-timeout');
      return;
    case 'connected': {
      const server = s.servers.findIndex((one) => one.check === event.connection);
      if (server >= 0) {
        const { path } = s.config;
        const request: HttpRequest = { type: 'http-get', id: 0, path, client: ctx.self, request: 0 };
        ctx.send(event.connection, request);
      }
      return;
    }
    case 'message':
      receive(s, ctx, event.connection, event.message as HttpMessage);
      return;
    case 'closed':
      closed(s, ctx, event.connection, event.reason === 'refused');
      return;
    default:
      return;
  }
}

function update(s: LoadBalancer, index: number, change: Partial<ServerHealth>): void {
  s.servers = s.servers.map((server, position) => (position === index ? { ...server, ...change } : server));
}

/** Each check is a connection of its own. */
function beginCheck(s: LoadBalancer, ctx: Context, index: number): void {
  const server = s.servers[index];
  if (server === undefined) return;
  update(s, index, { check: ctx.connect(server.name, HTTP_PORT) });
  ctx.startTimer('check-timeout', s.config.timeout, index);
}

/** A check is over; the next begins one interval later. `failure` says what went wrong. */
function checked(s: LoadBalancer, ctx: Context, index: number, failure: string | undefined): void {
  const server = s.servers[index];
  if (server?.check === undefined) return;
  ctx.close(server.check);
  ctx.cancelTimer('check-timeout', index);
  ctx.startTimer('check', s.config.interval, index);
  const { fall, rise } = s.config;
  const full = rise + fall - 1;
  const before = isUp(server, s.config);
  let { health } = server;
  if (failure === undefined) {
    health = Math.min(health + 1, full);
    if (health >= rise) health = full;
  } else {
    health = Math.max(health - 1, 0);
    if (health < rise) health = 0;
  }
  update(s, index, { health, check: undefined, lastCheck: failure ?? PASSED });
  report(s, ctx, index, before, failure);
}

function report(
  s: LoadBalancer,
  ctx: Context,
  index: number,
  before: boolean,
  failure: string | undefined,
): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const about = server.name;
  const after = isUp(server, s.config);
  const { fall, rise, timeout } = s.config;
  const silence = failure === 'timeout' ? { silence: { of: about, since: ctx.now - timeout } } : {};
  if (failure !== undefined) {
    const data = { health: server.health };
    ctx.milestone({ type: 'health-check-failed', about, reason: failure, data, ...silence });
  }
  if (before === after) return;
  if (after)
    ctx.milestone({ type: 'marked-up', about, reason: `${String(rise)} checks passed`, data: { rise } });
  else ctx.milestone({ type: 'marked-down', about, reason: failure ?? 'failed', data: { fall }, ...silence });
}

function receive(s: LoadBalancer, ctx: Context, connection: ConnectionId, message: HttpMessage): void {
  if (message.type === 'http-cancel') {
    cancelled(s, ctx, connection, message.id);
    return;
  }
  if (message.type !== 'http-response') {
    pass(s, ctx, connection, message);
    return;
  }
  const check = s.servers.findIndex((server) => server.check === connection);
  if (check < 0) {
    respond(s, ctx, message);
  } else {
    const good = message.status >= 200 && message.status < 400;
    checked(s, ctx, check, good ? undefined : `status ${String(message.status)}`);
  }
}

/** Passes a request on to the next server that is up, round robin; with none left it answers 503 itself. */
function pass(s: LoadBalancer, ctx: Context, client: ConnectionId, request: HttpRequest): void {
  const index = nextServer(s.servers, s.turn, s.config);
  const server = index === undefined ? undefined : s.servers[index];
  if (index === undefined || server === undefined) {
    const { id } = request;
    ctx.send(client, {
      type: 'http-response', id, status: 503, database: '', server: '', reason: 'no-server',
    } satisfies HttpResponse); // prettier-ignore
    return;
  }
  s.turn = index + 1;
  const connection = server.connection ?? ctx.connect(server.name, HTTP_PORT);
  if (server.connection === undefined) update(s, index, { connection });
  const id = s.next;
  s.next++;
  ctx.send(connection, { ...request, id });
  ctx.startTimer('server-timeout', SERVER_TIMEOUT, id);
  s.passed = [
    ...s.passed,
    { id, client, clientId: request.id, server: index, origin: request.client, request: request.request },
  ];
}

/** Passes an answer on to whoever asked. */
function respond(s: LoadBalancer, ctx: Context, response: HttpResponse): void {
  const request = s.passed.find((one) => one.id === response.id);
  if (request === undefined) return;
  s.passed = s.passed.filter((one) => one !== request);
  ctx.cancelTimer('server-timeout', response.id);
  ctx.send(request.client, { ...response, id: request.clientId });
}

/** Answers itself where the server did not. */
function fail(s: LoadBalancer, ctx: Context, id: number, status: number, reason: FailureReason): void {
  const request = s.passed.find((one) => one.id === id);
  const failedAt = s.servers[request?.server ?? -1]?.name ?? '';
  respond(s, ctx, { type: 'http-response', id, status, database: '', server: '', reason, failedAt });
}

/** The client has given up; the server works on all the same. */
function cancelled(s: LoadBalancer, ctx: Context, client: ConnectionId, clientId: number): void {
  const request = s.passed.find((one) => one.client === client && one.clientId === clientId);
  if (request === undefined) return;
  const server = s.servers[request.server]?.name ?? '';
  ctx.observe({
    type: 'abandoned', client: request.origin, request: request.request, server,
  } satisfies AbandonedObservation); // prettier-ignore
}

function closed(s: LoadBalancer, ctx: Context, connection: ConnectionId, refused: boolean): void {
  const check = s.servers.findIndex((server) => server.check === connection);
  if (check >= 0) {
    checked(s, ctx, check, refused ? 'refused' : 'closed');
    return;
  }
  const server = s.servers.findIndex((one) => one.connection === connection);
  if (server >= 0) {
    update(s, server, { connection: undefined });
    const lost = s.passed.filter((request) => request.server === server);
    for (const { id } of lost)
      fail(s, ctx, id, refused ? 503 : 502, refused ? 'server-refused' : 'server-closed');
    return;
  }
  for (const { id } of s.passed.filter((request) => request.client === connection)) {
    ctx.cancelTimer('server-timeout', id);
  }
  s.passed = s.passed.filter((request) => request.client !== connection);
}

function face(s: LoadBalancerState): Face {
  const up = s.servers.filter((server) => isUp(server, s.config)).length;
  const facts = [`${String(up)} of ${String(s.servers.length)} up`];
  return { role: 'round robin', tone: up === 0 ? 'suspected' : 'plain', facts };
}

export const loadBalancer: KindDefinition<LoadBalancerOptions, LoadBalancerConfig, LoadBalancerState> = {
  kind: 'load-balancer',
  summary: 'A load balancer: passes requests on to the servers whose health checks pass.',
  options: loadBalancerOptions,
  invariants: [],
  families: {},
  configure: (options, _self, directory) => ({
    servers: options.targets.flatMap((target) => directory.members(target)),
    path: options.check.path,
    interval: options.check.interval,
    timeout: options.check.timeout,
    fall: options.check.fall,
    rise: options.check.rise,
  }),
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyLoadBalancer,
  handle,
  role: () => '',
  face,
  edges: (config) => config.servers.map((to) => ({ to, plane: 'traffic' })),
};
