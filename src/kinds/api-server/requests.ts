/** What becomes of the requests that have a place: their work, the database they ask, their answer. */
import type { Context } from '../../kernel/kind.ts';
import { lookUp } from '../../lib/sorted-map.ts';
import { SECOND } from '../../lib/units.ts';
import { ask, type DatabaseMeans, type QueryEnd } from '../calling/databases.ts';
import { beginWork, type Detail, endWork, takeWaiting } from './serving.ts';
import { beginTurn, endTurn } from './shared-resource.ts';
import type { ApiServer, ServedRequest } from './state.ts';

/** How long it waits for a database before it answers 504 and gives the connection up. */
const DATABASE_TIMEOUT = SECOND;

/** Gives a request a place; a shallow health check is answered at once. */
export function begin(s: ApiServer, ctx: Context, request: ServedRequest): void {
  beginWork(s, ctx, request);
  if (request.work !== 'check') {
    beginTurn(s, ctx, request);
    return;
  }
  if (ctx.conditions.failHealth) finish(s, ctx, request.id, 500, { reason: 'server-error' });
  else if (s.config.health.deep) askDatabase(s, ctx, request);
  else finish(s, ctx, request.id, 200);
}

/** Answers a request; whoever waits longest takes its place. */
export function finish(s: ApiServer, ctx: Context, id: number, status: number, detail?: Detail): void {
  if (!endWork(s, ctx, id, status, detail)) return;
  const next = takeWaiting(s);
  if (next !== undefined) begin(s, ctx, next);
}

/** The service time is over: answer, or ask a database. */
export function work(s: ApiServer, ctx: Context, id: number): void {
  const request = lookUp(s.serving, id);
  if (request === undefined) return;
  if (ctx.conditions.failRequests) finish(s, ctx, id, 500, { reason: 'server-error' });
  else if (request.turn !== undefined) endTurn(s, ctx, id, request.turn);
  else if (s.config.database === undefined) finish(s, ctx, id, 200);
  else askDatabase(s, ctx, request);
}

/** What asking its databases needs. */
export function meansOf(s: ApiServer, ctx: Context): DatabaseMeans {
  const { database: pool, readsFrom } = s.config;
  return { ctx, pool, readsFrom };
}

function askDatabase(s: ApiServer, ctx: Context, request: ServedRequest): void {
  const { health, retryWrites } = s.config;
  const timeout = request.work === 'check' ? health.timeout : DATABASE_TIMEOUT;
  const end = ask(s, meansOf(s, ctx), request, { timeout, retryWrites, retries: 0 });
  if (end !== undefined) queryOver(s, ctx, end);
}

/** What its databases said is what it answers. */
export function queryOver(s: ApiServer, ctx: Context, end: QueryEnd): void {
  const { id, work: what } = end.open.query;
  if (end.ok) {
    finish(s, ctx, id, 200, end.answer);
    return;
  }
  const { reason, failedAt } = end;
  finish(s, ctx, id, reason === 'database-timeout' && what !== 'check' ? 504 : 503, { reason, failedAt });
}
