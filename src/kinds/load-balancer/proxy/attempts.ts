import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { lookUp, valuesOf } from '../../../lib/sorted-map.ts';
import type { AbandonedObservation, HttpRequest, HttpResponse } from '../../api-server/protocol.ts';
import { observe } from '../health/observe.ts';
import { countOutcome } from '../health/outliers.ts';
import { checkOf } from '../health/policy.ts';
import { loadOf } from '../loads.ts';
import { isFull, isUsable } from '../pool.ts';
import type { LoadBalancer, Move, ProxiedRequest } from '../state.ts';
import { answerItself, disconnect, finish, passOn, REQUEST_TIMER } from './answers.ts';
import { decideAsAlb, decideAsEnvoy } from './cloud.ts';
import { type Decision, type Failure, isConnecting, REASONS } from './decision.ts';
import { connect, dispatch, hasRoom, send } from './dispatch.ts';
import { decideAsHaproxy, troubleOf } from './haproxy.ts';
import { decideAsNginx, peerFailed, peerWorked, triesOf } from './nginx.ts';
import {
  closeIdle,
  firstWaiting,
  leaveQueue,
  leaveSeat,
  nextFor,
  requestOf,
  setRequest,
  takeSeat,
  waitingFor,
} from './seats.ts';

/** A client asks. */
export function begin(s: LoadBalancer, ctx: Context, client: ConnectionId, message: HttpRequest): void {
  const id = s.next;
  s.next++;
  dispatch(s, ctx, {
    id,
    client,
    message,
    begun: ctx.now,
    phase: 'connecting',
    server: undefined,
    seated: false,
    connection: undefined,
    ticket: 0,
    tried: [],
    retries: 0,
    left: s.config.product === 'nginx' ? triesOf(s) : 0,
    onBackups: false,
    redispatched: false,
    trouble: '',
    attempts: [],
    abandoned: false,
  });
}

/** The request that has a connection to a server. */
export function requestOn(s: LoadBalancer, connection: ConnectionId): ProxiedRequest | undefined {
  const id = lookUp(s.connections, connection);
  if (id === undefined) return undefined;
  const opener = requestOf(s, id);
  if (opener?.connection === connection) return opener;
  return valuesOf(s.requests).find((request) => request.connection === connection);
}

export function requestConnected(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  const { connection, server } = request;
  if (connection === undefined || server === undefined) return;
  observe(s, ctx, server, 'connected');
  send(s, ctx, request, connection);
}

/** A server answered: it is judged, and the answer passed on unless another attempt is wanted. */
export function requestAnswered(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  response: HttpResponse,
): void {
  const failure: Failure = { type: 'status', status: response.status };
  const decision = response.status < 400 ? undefined : decide(s, ctx, request, failure);
  if (decision?.then === 'retry') {
    if (s.config.product !== 'haproxy') judgeFailure(s, ctx, request, failure);
    retry(s, ctx, noted(s, request, String(response.status)), decision);
    return;
  }
  if (request.server !== undefined) judgeAnswer(s, ctx, request.server, response.status);
  passOn(s, ctx, noted(s, request, String(response.status)), response);
}

/** Codes 501 and 505 are the client's fault (`http_wait_for_response`). */
function judgeAnswer(s: LoadBalancer, ctx: Context, index: number, status: number): void {
  if (s.config.product === 'nginx') peerWorked(s, ctx, index);
  else if (s.config.product === 'envoy') countOutcome(s, ctx, index, status < 500);
  else observe(s, ctx, index, status < 500 || status === 501 || status === 505 ? 'good' : 'bad');
}

/** An attempt came to nothing. */
export function requestFailed(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  type: Exclude<Failure['type'], 'status'>,
): void {
  const failure: Failure = { type };
  const connecting = isConnecting(failure);
  if (connecting) judgeFailure(s, ctx, request, failure);
  const decision = decide(s, ctx, request, failure);
  if (!connecting && (decision.then !== 'retry' || s.config.product !== 'haproxy')) {
    judgeFailure(s, ctx, request, failure);
  }
  const late = type === 'timeout' || type === 'connect-timeout';
  const after = noted(s, { ...request, trouble: troubleOf(request, failure) }, late ? '504' : '502');
  if (decision.then === 'retry') retry(s, ctx, after, decision);
  else if (decision.then === 'answer') {
    answerItself(s, ctx, after, { status: decision.status, term: decision.term, reason: REASONS[type] });
  }
}

function judgeFailure(s: LoadBalancer, ctx: Context, request: ProxiedRequest, failure: Failure): void {
  const { server } = request;
  if (s.config.product === 'nginx') peerFailed(s, ctx, request, failure);
  else if (server === undefined) return;
  else if (s.config.product === 'envoy') countOutcome(s, ctx, server, false);
  else observe(s, ctx, server, isConnecting(failure) ? 'not-connected' : 'bad');
}

/** nginx lists every attempt in its access log. */
function noted(s: LoadBalancer, request: ProxiedRequest, result: string): ProxiedRequest {
  if (!s.config.accessLog || s.config.product !== 'nginx' || request.server === undefined) return request;
  const server = s.servers[request.server]?.name ?? '';
  return { ...request, attempts: [...request.attempts, { server, result }] };
}

function decide(s: LoadBalancer, ctx: Context, request: ProxiedRequest, failure: Failure): Decision {
  switch (s.config.product) {
    case 'haproxy':
      return decideAsHaproxy(s, request, failure);
    case 'nginx':
      return decideAsNginx(s, ctx, request, failure);
    case 'aws-alb':
      return decideAsAlb(failure);
    case 'envoy':
      return decideAsEnvoy(s, ctx, request, failure);
  }
}

/** The next attempt: at the same server with the same slot, or wherever it may; at once or after a pause. */
function retry(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  { elsewhere, pause }: { readonly elsewhere: boolean; readonly pause: number },
): void {
  const { server, id } = request;
  if (server === undefined) return;
  if (s.config.product === 'envoy' && request.retries === 0) s.retrying++;
  disconnect(s, ctx, request);
  const again: ProxiedRequest = {
    ...request,
    phase: 'pausing',
    seated: !elsewhere,
    connection: undefined,
    retries: request.retries + 1,
    left: request.left - 1,
  };
  setRequest(s, again);
  if (elsewhere) {
    // Whoever waits for the slot gets it before this request may come back for it.
    leaveSeat(s, ctx, server);
    followMoves(s, ctx);
  }
  if (pause > 0) ctx.startTimer(REQUEST_TIMER, pause, id);
  else goOn(s, ctx, again);
}

function goOn(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  if (request.seated && request.server !== undefined) connect(s, ctx, request, request.server);
  else dispatch(s, ctx, request);
}

/** Whatever a request was waiting for took too long, or a pause is over. */
export function requestTimedOut(s: LoadBalancer, ctx: Context, id: number): void {
  const request = requestOf(s, id);
  switch (request?.phase) {
    case undefined:
      return;
    case 'pausing':
      goOn(s, ctx, request);
      return;
    case 'queued':
      answerItself(s, ctx, request, { ...tooLong(s, request), reason: 'queue-timeout' });
      return;
    case 'connecting':
      requestFailed(s, ctx, request, 'connect-timeout');
      return;
    case 'waiting':
      requestFailed(s, ctx, request, 'timeout');
  }
}

/** A request has waited too long for a slot. */
function tooLong(s: LoadBalancer, { trouble }: ProxiedRequest): { status: number; term: string } {
  if (s.config.product === 'envoy') return { status: 504, term: 'UT' };
  return { status: 503, term: trouble || 'sQ--' };
}

/** Where a request was when its client left, in HAProxy's letters. */
const ABANDONED = { queued: 'CQ--', pausing: 'CC--', connecting: 'CC--', waiting: 'CH--' } as const;

/** A client has given a request up. HAProxy goes on all the same, unless `option abortonclose` says otherwise. */
export function abandon(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  if (request.abandoned) return;
  const { client, request: number } = request.message;
  const server = request.server === undefined ? '' : (s.servers[request.server]?.name ?? '');
  ctx.observe({ type: 'abandoned', client, request: number, server } satisfies AbandonedObservation);
  if (s.config.product === 'haproxy' && !s.config.abortOnClose) {
    setRequest(s, { ...request, abandoned: true });
    return;
  }
  if (s.config.product === 'nginx' && request.server !== undefined) peerWorked(s, ctx, request.server);
  const term = s.config.product === 'haproxy' ? ABANDONED[request.phase] : '';
  finish(s, ctx, noted(s, { ...request, abandoned: true }, '-'), 0, term);
}

/** A client's connection is gone, and with it whoever waited on it. */
export function clientClosed(s: LoadBalancer, ctx: Context, client: ConnectionId): void {
  for (const request of valuesOf(s.requests)) if (request.client === client) abandon(s, ctx, request);
}

/** Does for waiting requests what servers that left, came or have a free slot mean for them. */
export function followMoves(s: LoadBalancer, ctx: Context): void {
  for (let move = s.moves[0]; move !== undefined; move = s.moves[0]) {
    s.moves = s.moves.slice(1);
    follow(s, ctx, move);
  }
}

function follow(s: LoadBalancer, ctx: Context, { index, type }: Move): void {
  if (type === 'left') {
    closeIdle(s, ctx, index);
    if (checkOf(s.config, index).onMarkedDown === 'shutdown-sessions') cutOff(s, ctx, index);
    redistribute(s, ctx, index);
  } else if (type === 'drained') {
    closeIdle(s, ctx, index);
    redistribute(s, ctx, index);
  } else {
    fill(s, ctx, index, type);
  }
}

/** A server that is down gives its queue away, if requests may go elsewhere (`pendconn_redistribute`). */
function redistribute(s: LoadBalancer, ctx: Context, index: number): void {
  if (s.config.redispatch === 0) return;
  for (const id of waitingFor(s, index)) {
    const request = requestOf(s, id);
    if (request === undefined) continue;
    leaveQueue(s, request);
    dispatch(s, ctx, { ...request, phase: 'pausing' });
  }
}

/** `on-marked-down shutdown-sessions`: to whoever is at this server it looks as if the server had closed the connection. */
function cutOff(s: LoadBalancer, ctx: Context, index: number): void {
  for (const { id } of valuesOf(s.requests)) {
    const request = requestOf(s, id);
    if (request?.server !== index || !request.seated) continue;
    const waiting = request.phase === 'waiting';
    const decision = waiting ? decide(s, ctx, request, { type: 'closed' }) : undefined;
    if (decision?.then === 'retry') {
      retry(s, ctx, request, decision);
      continue;
    }
    const answer = waiting ? { status: 502, term: 'DH--' } : { status: 503, term: 'DC--' };
    answerItself(s, ctx, request, { ...answer, reason: 'server-closed' });
  }
}

/**
 * Free slots go to those who wait, the longest first (`process_srv_queue`). A server without a limit takes them when it
 * comes (`pendconn_grab_from_px`), but not with every answer.
 */
function fill(s: LoadBalancer, ctx: Context, index: number, why: 'came' | 'freed'): void {
  for (;;) {
    const limit = s.servers[index]?.maxConnections ?? 0;
    const free = limit === 0 ? why === 'came' : loadOf(s.loads, index).served < limit;
    const next = free ? nextFor(s, ctx, index) : undefined;
    if (next === undefined) break;
    leaveQueue(s, next);
    connect(s, ctx, next, index, takeSeat(s, ctx, index));
  }
  if (s.config.circuitBreaker !== undefined) resume(s, ctx);
}

function hasFreeServer(s: LoadBalancer, ctx: Context): boolean {
  return s.servers.some(
    (server) => isUsable(server, s.config, ctx.now) && !isFull(server, loadOf(s.loads, server.index)),
  );
}

/** Envoy: requests that wait for a connection go on as soon as there may be one more. */
function resume(s: LoadBalancer, ctx: Context): void {
  while (hasRoom(s) && hasFreeServer(s, ctx)) {
    const next = firstWaiting(s);
    if (next === undefined) return;
    leaveQueue(s, next);
    dispatch(s, ctx, { ...next, phase: 'pausing' });
    // Every server is full: the others would only queue again.
    if (requestOf(s, next.id)?.phase === 'queued') return;
  }
}
