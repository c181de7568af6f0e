import type {
  Command, ConnectionId, Context, Directory, Face, KindDefinition, NodeEvent,
} from '../../kernel/kind.ts'; // prettier-ignore
import { avalanche } from '../../lib/hash.ts';
import { exponential } from '../../lib/numeric.ts';
import { lookUp, valuesOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import { SECOND } from '../../lib/units.ts';
import { HTTP_PORT, type HttpCancel, type HttpRequest, type HttpResponse } from '../api-server/protocol.ts';
import { firstRequest } from '../calling/task.ts';
import { linearizable } from '../history/linearizable.ts';
import { type AttemptEnd, CLOSED, endOf, REFUSED, TIMEOUT } from './attempt-end.ts';
import { type ClientOptions, clientOptions } from './config.ts';
import type { RequestObservation } from './protocol.ts';
import { backoffTime, earnRetry, FULL_BUDGET, spendRetry } from './retries.ts';
import { type Client, type ClientConfig, type ClientState, copyClient, type OpenRequest } from './state.ts';

/** A kind of request that has failed this long without a success counts as degraded. */
const DEGRADED_AFTER = SECOND;
/** More than a request may have attempts: each has a number of its own on its connection. */
const ATTEMPTS = 128;

/** No target: the request waits for its next attempt. */
const WAITING = -1;

const FINE = { failing: false, degraded: false };

function start(config: ClientConfig, ctx: Context): ClientState {
  nextGap(config, ctx);
  return {
    config,
    connections: config.targets.map(() => undefined),
    turn: 0,
    next: firstRequest(ctx),
    open: undefined,
    retriesLeft: FULL_BUDGET,
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
      else if (event.name === 'timeout') timedOut(s, ctx, event.key);
      else if (event.name === 'retry') retry(s, ctx, event.key);
      else if (event.name === 'degraded') degraded(s, ctx, event.key === 0 ? 'reads' : 'writes');
      return;
    case 'message':
      answered(s, ctx, event.message as HttpResponse);
      return;
    case 'closed':
      disconnected(s, ctx, event.connection, event.reason === 'refused' ? REFUSED : CLOSED);
      return;
    case 'command':
      obey(s, ctx, event.message as Command);
      return;
    default:
      return;
  }
}

/** Options may be set while it runs; gaps have no memory, so the present one is drawn anew. */
function obey(s: Client, ctx: Context, command: Command): void {
  if (command.type !== 'set') return;
  s.config = command.config as ClientConfig;
  ctx.cancelTimer('send');
  nextGap(s.config, ctx);
}

function begin(s: Client, ctx: Context): void {
  nextGap(s.config, ctx);
  earnRetry(s);
  const request: OpenRequest = {
    request: s.next,
    kind: ctx.random('kinds').chance(s.config.writes) ? 'write' : 'read',
    path: pathOf(s.config, ctx),
    source: sourceOf(s.config, ctx),
    sentAt: ctx.now,
    triedAt: ctx.now,
    attempt: 0,
    target: WAITING,
  };
  s.next++;
  attempt(s, ctx, request);
}

function pathOf({ paths }: ClientConfig, ctx: Context): string {
  return paths === 1 ? '/' : `/${String(1 + ctx.random('paths').below(paths))}`;
}

/** The address of one of the users that the client stands for. */
function sourceOf({ address, sources }: ClientConfig, ctx: Context): number {
  return sources === 1 ? address : avalanche(address + ctx.random('sources').below(sources));
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
    id: numberOf(request),
    path: request.path,
    client: ctx.self,
    request: request.request,
    source: request.source,
    once: s.config.idempotencyKeys && request.kind === 'write',
  } satisfies HttpRequest);
  ctx.startTimer('timeout', s.config.timeout, request.request);
  s.open = withEntry(s.open, request.request, { ...request, triedAt: ctx.now, target });
}

/** The number of an attempt on its connection. */
function numberOf({ request, attempt: number }: OpenRequest): number {
  return request * ATTEMPTS + number;
}

function answered(s: Client, ctx: Context, response: HttpResponse): void {
  const open = lookUp(s.open, Math.floor(response.id / ATTEMPTS));
  if (open === undefined || open.target === WAITING || numberOf(open) !== response.id) return;
  ctx.cancelTimer('timeout', open.request);
  ended(s, ctx, open, endOf(response));
}

/** Whoever has the request is told that nobody waits for it any more. */
function timedOut(s: Client, ctx: Context, request: number): void {
  const open = lookUp(s.open, request);
  if (open === undefined) return;
  const connection = s.connections[open.target];
  if (connection !== undefined)
    ctx.send(connection, { type: 'http-cancel', id: numberOf(open) } satisfies HttpCancel);
  ended(s, ctx, open, TIMEOUT);
}

function disconnected(s: Client, ctx: Context, connection: ConnectionId, end: AttemptEnd): void {
  const target = s.connections.indexOf(connection);
  if (target < 0) return;
  s.connections = s.connections.map((known, index) => (index === target ? undefined : known));
  for (const open of valuesOf(s.open)) {
    if (open.target !== target) continue;
    ctx.cancelTimer('timeout', open.request);
    ended(s, ctx, open, end);
  }
}

/** An attempt is over: so is its request, unless there is another attempt. */
function ended(s: Client, ctx: Context, open: OpenRequest, end: AttemptEnd): void {
  const again = !end.ok && open.attempt < s.config.retries && spendRetry(s);
  if (!again) {
    s.open = withoutKey(s.open, open.request);
    finish(s, ctx, open, end);
    return;
  }
  const next = { ...open, attempt: open.attempt + 1, target: WAITING };
  const { backoff } = s.config;
  if (backoff === undefined) {
    attempt(s, ctx, next);
    return;
  }
  s.open = withEntry(s.open, open.request, next);
  ctx.startTimer('retry', backoffTime(backoff, open.attempt, ctx), open.request);
}

function retry(s: Client, ctx: Context, request: number): void {
  const open = lookUp(s.open, request);
  if (open !== undefined) attempt(s, ctx, open);
}

function finish(s: Client, ctx: Context, open: OpenRequest, end: AttemptEnd): void {
  const { kind, request, path, sentAt, triedAt, target } = open;
  const { ok, outcome, database, value, lsn, reason, server, failedAt } = end;
  ctx.observe({
    type: 'request', kind, request, sentAt, took: ctx.now - sentAt, ok, outcome, database, key: path, value, lsn,
    reason, triedAt, target: s.config.targets[target] ?? '', server, failedAt,
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

function configure(options: ClientOptions, self: string, directory: Directory): ClientConfig {
  const { backoff, retryBudget } = options;
  return {
    targets: directory.members(options.target),
    gap: options.rate > 0 ? Math.round(SECOND / options.rate) : 0,
    writes: options.writes,
    timeout: options.timeout,
    retries: options.retries,
    backoff: backoff && { first: backoff.first, most: backoff.most, jitter: backoff.jitter === 'full' },
    retryShare: retryBudget === undefined ? undefined : Math.round(retryBudget * 1_000_000),
    address: ipv4(directory.address(self)),
    sources: options.sources,
    paths: options.paths,
    idempotencyKeys: options.idempotencyKeys,
  };
}

/** The IPv4 address of `10.0.0.11:8080` as an unsigned integer. */
function ipv4(address: string): number {
  const [host = ''] = address.split(':');
  return host.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

export const client: KindDefinition<ClientOptions, ClientConfig, ClientState> = {
  kind: 'client',
  summary: 'Users: they send requests and count what becomes of them.',
  options: clientOptions,
  invariants: [linearizable],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyClient,
  handle,
  role: () => '',
  face,
  edges: (config) => config.targets.map((to) => ({ to, plane: 'traffic' })),
};
