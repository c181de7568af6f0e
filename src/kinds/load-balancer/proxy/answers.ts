import type { Context } from '../../../kernel/kind.ts';
import { withoutKey } from '../../../lib/sorted-map.ts';
import type { FailureReason, HttpResponse } from '../../api-server/protocol.ts';
import type { ErrorLogObservation, ProxiedObservation } from '../inspection.ts';
import type { LoadBalancer, ProxiedRequest } from '../state.ts';
import { leaveQueue, leaveSeat } from './seats.ts';

/** Nothing went wrong, or nothing that the load balancer noticed. */
const FINE = '----';

/** The timer of a request, whatever it waits for. */
export const REQUEST_TIMER = 'request';

/** Passes the answer of a server on. */
export function passOn(s: LoadBalancer, ctx: Context, request: ProxiedRequest, response: HttpResponse): void {
  if (!request.abandoned) ctx.send(request.client, { ...response, id: request.message.id });
  finish(s, ctx, s.config.keepAlive === true ? keep(s, ctx, request) : request, response.status, FINE);
}

/** Answers in place of the servers; `term` says why in the product's own words. */
export function answerItself(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  answer: { readonly status: number; readonly term: string; readonly reason: FailureReason },
): void {
  const { status, term, reason } = answer;
  const failedAt = request.server === undefined ? undefined : s.servers[request.server]?.name;
  const response: HttpResponse = {
    type: 'http-response', id: request.message.id, status, database: '', server: '', reason,
    ...(failedAt === undefined ? {} : { failedAt }),
  }; // prettier-ignore
  if (!request.abandoned) ctx.send(request.client, response);
  finish(s, ctx, request, status, term);
}

/** The request is over: it gives back what it holds, and a line goes to the access log. */
export function finish(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  status: number,
  term: string,
): void {
  const { id, server: index, attempts, retries, redispatched } = request;
  ctx.cancelTimer(REQUEST_TIMER, id);
  release(s, ctx, request);
  s.requests = withoutKey(s.requests, id);
  if (s.config.product === 'envoy') makeRoom(s, request);
  if (!s.config.accessLog) return;
  const server = index === undefined ? undefined : s.servers[index]?.name;
  const { client, request: number } = request.message;
  ctx.observe({
    type: 'proxied', client, request: number, status, server, retries, redispatched, term, attempts,
  } satisfies ProxiedObservation); // prettier-ignore
}

/** Envoy's limits count requests, whether they have a slot or not. */
function makeRoom(s: LoadBalancer, { retries }: ProxiedRequest): void {
  if (retries > 0) s.retrying--;
  if (s.queue !== undefined) s.moves = [...s.moves, { index: 0, type: 'freed' }];
}

/** Its connection waits for the next request to the same server. */
function keep(s: LoadBalancer, ctx: Context, request: ProxiedRequest): ProxiedRequest {
  const { server, connection, seated } = request;
  if (server === undefined || connection === undefined || !seated) return request;
  leaveSeat(s, ctx, server, connection);
  return { ...request, seated: false, connection: undefined };
}

/** Gives back its connection, and its slot or its place in a queue. */
function release(s: LoadBalancer, ctx: Context, request: ProxiedRequest): void {
  disconnect(s, ctx, request);
  if (request.phase === 'queued') leaveQueue(s, request);
  else if (request.seated && request.server !== undefined) leaveSeat(s, ctx, request.server);
}

export function disconnect(s: LoadBalancer, ctx: Context, { connection }: ProxiedRequest): void {
  if (connection === undefined) return;
  ctx.close(connection);
  s.connections = withoutKey(s.connections, connection);
}

/** A line of nginx's error log. */
export function logError(
  s: LoadBalancer,
  ctx: Context,
  { message, server }: ProxiedRequest,
  level: 'warn' | 'error',
  text: string,
): void {
  if (!s.config.accessLog || s.config.product !== 'nginx') return;
  const name = server === undefined ? undefined : s.servers[server]?.name;
  ctx.observe({
    type: 'lb-log', client: message.client, request: message.request, level, text, server: name,
  } satisfies ErrorLogObservation); // prettier-ignore
}
