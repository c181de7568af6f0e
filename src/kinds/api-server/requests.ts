/** What becomes of the requests that have a place: their work, the database they ask, their answer. */
import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { lookUp, valuesOf, withEntry } from '../../lib/sorted-map.ts';
import { MILLISECOND, SECOND } from '../../lib/units.ts';
import type { DatabaseMessage } from '../database/protocol.ts';
import { tryNext } from './primary-watch.ts';
import { beginWork, type Detail, endWork, takeWaiting } from './serving.ts';
import type { ApiServer, DatabaseLink, ServedRequest } from './state.ts';

/** How long it waits before it dials a database again. */
const REDIAL = SECOND;
/** How long it waits for a database before it answers 504 and gives the connection up. */
const DATABASE_TIMEOUT = SECOND;
/** How long it waits before it tries a write again. */
const AGAIN = 100 * MILLISECOND;

/** Gives a request a place; a shallow health check is answered at once. */
export function begin(s: ApiServer, ctx: Context, request: ServedRequest): void {
  beginWork(s, ctx, request);
  if (request.work !== 'check') return;
  if (ctx.conditions.failHealth) finish(s, ctx, request.id, 500, { reason: 'server-error' });
  else if (s.config.health.deep) ask(s, ctx, request, primaryLink(s));
  else finish(s, ctx, request.id, 200);
}

/** Answers a request; whoever waits longest takes its place. */
function finish(s: ApiServer, ctx: Context, id: number, status: number, detail?: Detail): void {
  if (!endWork(s, ctx, id, status, detail)) return;
  const next = takeWaiting(s);
  if (next !== undefined) begin(s, ctx, next);
}

/** The service time is over: answer, or ask a database. */
export function work(s: ApiServer, ctx: Context, id: number): void {
  const request = lookUp(s.serving, id);
  if (request === undefined) return;
  if (ctx.conditions.failRequests) finish(s, ctx, id, 500, { reason: 'server-error' });
  else if (s.config.database === undefined) finish(s, ctx, id, 200);
  else if (request.work !== 'write') ask(s, ctx, request, nextOpen(s));
  else ask(s, ctx, { ...request, triesUntil: ctx.now + s.config.retryWrites }, primaryLink(s));
}

/** Asks the database at a place of the list; without a connection to it there is nothing to wait for. */
function ask(s: ApiServer, ctx: Context, request: ServedRequest, asked: number): void {
  const { id, work: what } = request;
  const link = s.databases[asked];
  s.serving = withEntry(s.serving, id, { ...request, asked });
  if (link?.connection === undefined || !link.open) {
    fail(s, ctx, id, 503, { reason: 'database-down', failedAt: link?.name ?? '' });
    return;
  }
  ctx.startTimer('database-timeout', what === 'check' ? s.config.health.timeout : DATABASE_TIMEOUT, id);
  const message: DatabaseMessage =
    what === 'write'
      ? {
          type: 'db-write',
          id,
          client: request.origin,
          request: request.request,
          key: request.path,
          once: request.once,
          token: s.config.database?.checksTokens === true ? s.token : 0,
        }
      : { type: 'db-read', id, key: request.path };
  ctx.send(link.connection, message);
}

/** A database did not do what it was asked: a write is tried again while there is time, at whoever is primary then. */
function fail(s: ApiServer, ctx: Context, id: number, status: number, detail: Detail): void {
  const request = lookUp(s.serving, id);
  if (request?.work !== 'write' || ctx.now + AGAIN > request.triesUntil) {
    finish(s, ctx, id, status, detail);
    return;
  }
  ctx.cancelTimer('database-timeout', id);
  s.serving = withEntry(s.serving, id, { ...request, asked: undefined });
  ctx.startTimer('again', AGAIN, id);
}

export function askAgain(s: ApiServer, ctx: Context, id: number): void {
  const request = lookUp(s.serving, id);
  if (request !== undefined) ask(s, ctx, request, primaryLink(s));
}

/** What a database says to a request. */
export function databaseAnswered(s: ApiServer, ctx: Context, message: DatabaseMessage): void {
  switch (message.type) {
    case 'db-value':
      finish(s, ctx, message.id, 200, { value: message.value, lsn: message.lsn });
      return;
    case 'db-written':
      if (isDeposed(s, message.token)) refuse(s, ctx, message.id, message.token);
      else finish(s, ctx, message.id, 200, { lsn: message.lsn });
      return;
    case 'db-rejected':
      rejected(s, ctx, message.id);
      return;
    default:
      return;
  }
}

function rejected(s: ApiServer, ctx: Context, id: number): void {
  const failedAt = s.databases[lookUp(s.serving, id)?.asked ?? -1]?.name ?? '';
  tryNext(s, failedAt);
  fail(s, ctx, id, 503, { reason: 'database-refused', failedAt });
}

/** Whether a primary with this fencing token was deposed since, as far as this server knows. */
function isDeposed({ config, token }: ApiServer, shown: number): boolean {
  return config.database?.checksTokens === true && shown < token;
}

/** A write of a deposed primary does not count, whatever it says. */
function refuse(s: ApiServer, ctx: Context, id: number, token: number): void {
  const about = s.databases[lookUp(s.serving, id)?.asked ?? -1]?.name;
  if (about !== undefined) {
    const data = { by: ctx.self, token, known: s.token };
    ctx.milestone({ type: 'fencing-rejected', about, reason: 'its fencing token is too small', data });
  }
  rejected(s, ctx, id);
}

/**
 * A database that does not answer is as good as gone: its connection is dropped, and dialled again later. A health
 * check only says so.
 */
export function databaseSilent(s: ApiServer, ctx: Context, id: number): void {
  const request = lookUp(s.serving, id);
  const link = s.databases[request?.asked ?? -1];
  const check = request?.work === 'check';
  fail(s, ctx, id, check ? 503 : 504, { reason: 'database-timeout', failedAt: link?.name ?? '' });
  if (check || link?.connection === undefined) return;
  ctx.close(link.connection);
  databaseGone(s, ctx, link.connection);
}

/** The place of the primary that it knows; -1 if it knows none. */
function primaryLink(s: ApiServer): number {
  return s.databases.findIndex((link) => link.name === s.primary);
}

/** Reads go in turn to all databases that it is connected to; with none left to the one whose turn it is. */
function nextOpen(s: ApiServer): number {
  const count = s.databases.length;
  for (let step = 0; step < count; step++) {
    const index = (s.turn + step) % count;
    if (s.databases[index]?.open === true) {
      s.turn = index + 1;
      return index;
    }
  }
  return s.turn % count;
}

/** A connection to a database is closed, if it is one: whatever was asked on it may have been done or not. */
export function databaseGone(s: ApiServer, ctx: Context, connection: ConnectionId): void {
  const database = s.databases.findIndex((link) => link.connection === connection);
  if (database < 0) return;
  updateLink(s, connection, { connection: undefined, open: false });
  ctx.startTimer('redial', REDIAL, database);
  const failedAt = s.databases[database]?.name ?? '';
  tryNext(s, failedAt);
  for (const { id, asked } of valuesOf(s.serving)) {
    if (asked === database) fail(s, ctx, id, 503, { reason: 'database-down', failedAt });
  }
}

export function updateLink(s: ApiServer, connection: ConnectionId, change: Partial<DatabaseLink>): void {
  s.databases = s.databases.map((link) => (link.connection === connection ? { ...link, ...change } : link));
}
