import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { sizeOf, withEntry } from '../../../lib/sorted-map.ts';
import { HTTP_PORT, type HttpRequest } from '../../api-server/protocol.ts';
import type { BalancedRequest } from '../algorithms/algorithm.ts';
import { algorithmFor, knowsAllFull } from '../choice.ts';
import type { CircuitBreaker } from '../config.ts';
import { loadOf } from '../loads.ts';
import { isFull, Tier } from '../pool.ts';
import type { LoadBalancer, ProxiedRequest } from '../state.ts';
import { answerItself, logError, REQUEST_TIMER } from './answers.ts';
import { timeLeft } from './cloud.ts';
import { peerChosen } from './nginx.ts';
import { firstBackup, joinQueue, requestOf, setRequest, takeSeat } from './seats.ts';

type Choice =
  | { readonly type: 'server'; readonly index: number }
  /** Those that may be used are all full. */
  | { readonly type: 'full' }
  | { readonly type: 'none' };

/** Finds a server for a request: it connects, waits in a queue, or is answered. */
export function dispatch(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  if (s.config.product === 'nginx') dispatchAsNginx(s, ctx, request);
  else if (s.config.circuitBreaker === undefined) assign(s, ctx, request);
  else dispatchWithin(s, ctx, request, s.config.circuitBreaker);
}

/** `assign_server_and_queue`. */
function assign(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  const choice = choose(s, ctx, request);
  const index = choice.type === 'server' ? choice.index : undefined;
  const moved = request.server !== undefined && request.server !== index;
  const placed = { ...request, server: index, redispatched: request.redispatched || moved };
  switch (choice.type) {
    case 'none':
      answerItself(s, ctx, placed, { ...noServer(s, request), reason: 'no-server' });
      return;
    case 'full':
      wait(s, ctx, placed, undefined);
      return;
    case 'server':
      place(s, ctx, placed, choice.index);
  }
}

function noServer(s: LoadBalancer, { trouble }: ProxiedRequest): { status: number; term: string } {
  if (s.config.product === 'envoy') return { status: 503, term: 'UH' };
  return { status: 503, term: s.config.product === 'haproxy' ? trouble || 'SC--' : '' };
}

/** A server that is full has a queue of its own, which may be full as well. */
function place(s: LoadBalancer, ctx: Context, request: ProxiedRequest, index: number): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const load = loadOf(s.loads, index);
  if (!isFull(server, load)) {
    connect(s, ctx, request, index, takeSeat(s, ctx, index));
    return;
  }
  const maxQueue = s.config.servers[index]?.maxQueue ?? 0;
  if (maxQueue > 0 && sizeOf(load.queue) >= maxQueue) {
    const term = request.trouble || 'SQ--';
    answerItself(s, ctx, request, { status: 503, term, reason: 'queue-full' });
  } else {
    wait(s, ctx, request, index);
  }
}

function wait(s: LoadBalancer, ctx: Context, request: ProxiedRequest, index: number | undefined): void {
  const { queue, connect: toConnect } = s.config.timeouts;
  joinQueue(s, request, index);
  const envoy = s.config.product === 'envoy';
  ctx.startTimer(REQUEST_TIMER, queue ?? (envoy ? timeLeft(s, ctx, request) : toConnect), request.id);
}

/** `assign_server`: active servers first, then all backups or the first of them. */
function choose(s: LoadBalancer, ctx: Context, request: ProxiedRequest): Choice {
  if (s.usable + s.usableBackups === 0) return { type: 'none' };
  if (s.queue !== undefined && knowsAllFull(s.config)) return { type: 'full' };
  const backup = s.usable === 0;
  const index =
    backup && !s.config.allBackups ? firstBackup(s) : pick(s, ctx, request, backup, triedBy(s, request));
  return index === undefined ? { type: 'full' } : { type: 'server', index };
}

/** HAProxy avoids the server that it comes from, Envoy none. */
function triedBy(s: LoadBalancer, { server }: ProxiedRequest): readonly number[] {
  return server === undefined || s.config.product === 'envoy' ? [] : [server];
}

function pick(
  s: LoadBalancer,
  ctx: Context,
  { message }: ProxiedRequest,
  backup: boolean,
  tried: readonly number[],
): number | undefined {
  const pool = new Tier(s, backup, ctx.now);
  const request: BalancedRequest = { source: message.source ?? 0, path: message.path };
  const kept = backup ? s.backups : s.active;
  const { state, index } = algorithmFor(s.config).pick(kept, pool, request, tried, () =>
    ctx.random('balance').next(),
  );
  if (backup) s.backups = state;
  else s.active = state;
  return index;
}

/** The request has a slot: an attempt begins, on an idle connection if there is one. */
export function connect(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  index: number,
  idle?: ConnectionId,
): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const connection = idle ?? ctx.connect(server.name, HTTP_PORT);
  if (idle === undefined) s.connections = withEntry(s.connections, connection, request.id);
  const phase = idle === undefined ? 'connecting' : 'waiting';
  const seated: ProxiedRequest = { ...request, phase, server: index, seated: true, connection };
  if (idle !== undefined) {
    send(s, ctx, seated, connection);
    return;
  }
  setRequest(s, seated);
  const { connect: toConnect } = s.config.timeouts;
  const most = s.config.product === 'envoy' ? timeLeft(s, ctx, request) : Infinity;
  ctx.startTimer(REQUEST_TIMER, Math.min(toConnect, most), request.id);
}

/** There is a connection, whatever trouble there was before (`back_handle_st_rdy`): the request goes to its server. */
export function send(s: LoadBalancer, ctx: Context, request: ProxiedRequest, connection: ConnectionId): void {
  const { id, message } = request;
  const ready = request.phase === 'waiting' && request.trouble === '';
  setRequest(s, ready ? request : { ...request, phase: 'waiting', trouble: '' });
  ctx.send(connection, { ...message, id } satisfies HttpRequest);
  ctx.startTimer(REQUEST_TIMER, timeLeft(s, ctx, request), id);
}

/** Envoy's circuit breaker: beyond its limits a request waits for a connection, or is refused at once. */
function dispatchWithin(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  limits: CircuitBreaker,
): void {
  if (hasRoom(s, request)) assign(s, ctx, request);
  else if (activeBeside(s, request) < limits.requests && sizeOf(s.queue) < limits.pending) {
    wait(s, ctx, request, undefined);
  } else {
    answerItself(s, ctx, request, { status: 503, term: 'UO', reason: 'queue-full' });
  }
}

/** Whether Envoy may open one more connection, for `request` or for the next one that waits. */
export function hasRoom(s: LoadBalancer, request?: ProxiedRequest): boolean {
  const { connections = Infinity, requests = Infinity } = s.config.circuitBreaker ?? {};
  return activeBeside(s, request) < Math.min(connections, requests);
}

/** How many other requests are neither answered nor waiting. */
function activeBeside(s: LoadBalancer, request: ProxiedRequest | undefined): number {
  const itself = request !== undefined && requestOf(s, request.id) !== undefined ? 1 : 0;
  return sizeOf(s.requests) - sizeOf(s.queue) - itself;
}

/** Peers that this request has not tried, then in the same request the backups (`ngx_http_upstream_get_peer`). */
function dispatchAsNginx(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  const first = request.onBackups ? undefined : pick(s, ctx, request, false, request.tried);
  const fresh = request.onBackups ? request.tried : [];
  const hasBackups = s.config.servers.some(({ backup }) => backup);
  const index = first ?? (hasBackups ? pick(s, ctx, request, true, fresh) : undefined);
  const onBackups = first === undefined && hasBackups;
  const tried = onBackups ? fresh : request.tried;
  if (index === undefined) {
    const placed = { ...request, server: undefined, onBackups, tried };
    logError(s, ctx, placed, 'error', 'no live upstreams while connecting to upstream');
    const attempts = [...request.attempts, { server: '(none)', result: '502' }];
    answerItself(s, ctx, { ...placed, attempts }, { status: 502, term: '', reason: 'no-server' });
    return;
  }
  peerChosen(s, ctx, index);
  connect(s, ctx, { ...request, onBackups, tried: [...tried, index] }, index, takeSeat(s, ctx, index));
}
