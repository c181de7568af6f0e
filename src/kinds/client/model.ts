import type { ConnectionId, Context, Face, KindDefinition, NodeEvent } from '../../kernel/kind.ts';
import { exponential } from '../../lib/numeric.ts';
import { SECOND } from '../../lib/units.ts';
import { HTTP_PORT, type HttpRequest, type HttpResponse } from '../api-server/protocol.ts';
import { type ClientOptions, clientOptions } from './config.ts';
import type { RequestObservation } from './protocol.ts';
import { type Client, type ClientConfig, type ClientState, copyClient, type OpenRequest } from './state.ts';

/** A kind of request that has failed this long without a success counts as degraded. */
const DEGRADED_AFTER = SECOND;

const FINE = { failing: false, degraded: false };

function start(config: ClientConfig, ctx: Context): ClientState {
  nextGap(config, ctx);
  return {
    config,
    connections: config.targets.map(() => undefined),
    turn: 0,
    next: 1,
    open: [],
    succeeded: 0,
    failed: 0,
    reads: FINE,
    writes: FINE,
  };
}

function nextGap(config: ClientConfig, ctx: Context): void {
  if (config.gap > 0) ctx.startTimer('send', exponential(ctx.random('gaps'), config.gap));
}

function handle(s: Client, event: NodeEvent, ctx: Context): void {
  switch (event.type) {
    case 'timer':
      if (event.name === 'send') begin(s, ctx);
      else if (event.name === 'timeout') attemptFailed(s, ctx, event.key, 'timeout');
      else if (event.name === 'degraded') degraded(s, ctx, event.key === 0 ? 'reads' : 'writes');
      return;
    case 'message':
      answered(s, ctx, event.message as HttpResponse);
      return;
    case 'closed':
      disconnected(s, ctx, event.connection, event.reason === 'refused' ? 'refused' : 'closed');
      return;
    default:
      return;
  }
}

function begin(s: Client, ctx: Context): void {
  nextGap(s.config, ctx);
  const request: OpenRequest = {
    request: s.next,
    kind: ctx.random('kinds').chance(s.config.writes) ? 'write' : 'read',
    sentAt: ctx.now,
    retriesLeft: s.config.retries,
    target: 0,
  };
  s.next++;
  attempt(s, ctx, request);
}

/** Sends to the next target in turn, whatever its health, on a standing connection or a new one. */
function attempt(s: Client, ctx: Context, request: OpenRequest): void {
  const target = s.turn % s.config.targets.length;
  s.turn = target + 1;
  const name = s.config.targets[target];
  if (name === undefined) return;
  const connection = s.connections[target] ?? ctx.connect(name, HTTP_PORT);
  if (s.connections[target] === undefined) {
    s.connections = s.connections.map((known, index) => (index === target ? connection : known));
  }
  ctx.send(connection, {
    type: request.kind === 'write' ? 'http-post' : 'http-get',
    id: request.request,
    path: '/',
    client: ctx.self,
    request: request.request,
  } satisfies HttpRequest);
  ctx.startTimer('timeout', s.config.timeout, request.request);
  s.open = [...s.open, { ...request, target }];
}

function takeOpen(s: Client, ctx: Context, request: number): OpenRequest | undefined {
  const open = s.open.find((one) => one.request === request);
  if (open === undefined) return undefined;
  s.open = s.open.filter((one) => one !== open);
  ctx.cancelTimer('timeout', request);
  return open;
}

function answered(s: Client, ctx: Context, response: HttpResponse): void {
  if (response.status >= 500) {
    attemptFailed(s, ctx, response.id, `status ${String(response.status)}`);
    return;
  }
  const open = takeOpen(s, ctx, response.id);
  if (open !== undefined) finish(s, ctx, open, true, 'ok', response.database);
}

function attemptFailed(s: Client, ctx: Context, request: number, outcome: string): void {
  const open = takeOpen(s, ctx, request);
  if (open === undefined) return;
  if (open.retriesLeft > 0) attempt(s, ctx, { ...open, retriesLeft: open.retriesLeft - 1 });
  else finish(s, ctx, open, false, outcome, '');
}

function disconnected(s: Client, ctx: Context, connection: ConnectionId, outcome: string): void {
  const target = s.connections.indexOf(connection);
  if (target < 0) return;
  s.connections = s.connections.map((known, index) => (index === target ? undefined : known));
  for (const open of s.open.filter((one) => one.target === target))
    attemptFailed(s, ctx, open.request, outcome);
}

function finish(
  s: Client,
  ctx: Context,
  open: OpenRequest,
  ok: boolean,
  outcome: string,
  database: string,
): void {
  const { kind, request, sentAt } = open;
  ctx.observe({
    type: 'request', kind, request, sentAt, took: ctx.now - sentAt, ok, outcome, database,
  } satisfies RequestObservation); // prettier-ignore
  const which = kind === 'read' ? 'reads' : 'writes';
  const key = kind === 'read' ? 0 : 1;
  if (ok) {
    s.succeeded++;
    if (s[which] === FINE) return;
    ctx.cancelTimer('degraded', key);
    if (s[which].degraded) ctx.milestone({ type: 'service-recovered', reason: which, data: { of: which } });
    s[which] = FINE;
  } else {
    s.failed++;
    if (s[which].failing) return;
    s[which] = { failing: true, degraded: false };
    ctx.startTimer('degraded', DEGRADED_AFTER, key);
  }
}

function degraded(s: Client, ctx: Context, which: 'reads' | 'writes'): void {
  s[which] = { failing: true, degraded: true };
  ctx.milestone({ type: 'service-degraded', reason: which, data: { of: which } });
}

function face(s: ClientState): Face {
  const rate = s.config.gap > 0 ? `${String(Math.round(SECOND / s.config.gap))} req/s` : 'silent';
  const suffering = s.reads.degraded || s.writes.degraded;
  return { role: '', tone: suffering ? 'suspected' : 'plain', facts: [rate, `${String(s.failed)} failed`] };
}

export const client: KindDefinition<ClientOptions, ClientConfig, ClientState> = {
  kind: 'client',
  summary: 'Users: they send requests and count what becomes of them.',
  options: clientOptions,
  invariants: [],
  families: {},
  configure: (options, _self, directory) => ({
    targets: directory.members(options.target),
    gap: options.rate > 0 ? Math.round(SECOND / options.rate) : 0,
    writes: options.writes,
    timeout: options.timeout,
    retries: options.retries,
  }),
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyClient,
  handle,
  role: () => '',
  face,
  edges: (config) => config.targets.map((to) => ({ to, plane: 'traffic' })),
};
