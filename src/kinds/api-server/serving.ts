/** The way of a request through the server: a place or the queue, its work, its answer. */
import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { firstOf, lookUp, sizeOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import { drawTime } from '../calling/time.ts';
import type { HttpRequest, HttpResponse } from './protocol.ts';
import { coldness } from './service-time.ts';
import type { ApiServer, ServedRequest } from './state.ts';

const HEALTH_PATH = '/health';

/** What an answer says besides its status. Of a failure: the reason, and the node behind this one that did not deliver. */
export type Detail = Pick<HttpResponse, 'reason' | 'failedAt' | 'value' | 'lsn'>;

/** A process that hangs reads what comes and never answers it. */
export function accept(
  s: ApiServer,
  ctx: Context,
  client: ConnectionId,
  message: HttpRequest,
): ServedRequest | undefined {
  if (ctx.conditions.hang) return undefined;
  const check = message.path === HEALTH_PATH;
  const placed = !check || s.config.health.throughQueue;
  const request: ServedRequest = {
    id: s.next,
    client,
    clientId: message.id,
    work: check ? 'check' : message.type === 'http-post' ? 'write' : 'read',
    origin: message.client,
    request: message.request,
    path: message.path,
    once: message.once === true,
    service: message.service,
    placed,
    turn: undefined,
  };
  s.next++;
  if (!placed || s.busy < s.limit) return request;
  if (sizeOf(s.waiting) < s.config.queue) s.waiting = withEntry(s.waiting, request.id, request);
  else {
    s.rejected++;
    respond(ctx, request, 503, '', { reason: 'queue-full' });
  }
  return undefined;
}

/** The request that waited longest, if there is a place for it. */
export function takeWaiting(s: ApiServer): ServedRequest | undefined {
  if (s.waiting === undefined || s.busy >= s.limit) return undefined;
  const request = firstOf(s.waiting)?.value;
  if (request !== undefined) s.waiting = withoutKey(s.waiting, request.id);
  return request;
}

/** Gives a request its place. Its work is done when the timer `service` says so; a health check has none. */
export function beginWork(s: ApiServer, ctx: Context, request: ServedRequest): void {
  s.serving = withEntry(s.serving, request.id, request);
  if (request.placed) s.busy++;
  if (request.work === 'check') return;
  const { serviceTime, warmUp } = s.config;
  const time = request.service ?? drawTime(serviceTime, ctx.random('service'));
  const slowness = ctx.conditions.slowBy * coldness(warmUp, s.startedAt, ctx.now);
  ctx.startTimer('service', Math.round(time * slowness), request.id);
}

/** Answers a request that has a place, and frees the place; false if there is no such request any more. */
export function endWork(
  s: ApiServer,
  ctx: Context,
  id: number,
  status: number,
  detail: Detail | undefined,
): boolean {
  const request = lookUp(s.serving, id);
  if (request === undefined) return false;
  s.serving = withoutKey(s.serving, id);
  if (request.placed) s.busy--;
  if (request.work !== 'check') s.served++;
  const database = detail?.lsn === undefined ? '' : (s.config.database?.group ?? '');
  respond(ctx, request, status, database, detail);
  return true;
}

function respond(
  ctx: Context,
  { client, clientId }: ServedRequest,
  status: number,
  database: string,
  detail: Detail | undefined,
): void {
  if (ctx.conditions.hang) return;
  ctx.send(client, {
    type: 'http-response', id: clientId, status, database, server: ctx.self, ...detail,
  } satisfies HttpResponse); // prettier-ignore
}
