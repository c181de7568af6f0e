/*
 * How a process asks databases: it keeps a connection to each and dials again after losing it. Writes go to the primary
 * that it last learned of, reads in turn to all that it is connected to.
 */
import type { ConnectionId, Context, Draft, NodeEvent } from '../../kernel/kind.ts';
import { lookUp, type SortedMap, valuesOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import { type Duration, MILLISECOND, SECOND, type SimTime } from '../../lib/units.ts';
import { type DatabaseMessage, QUERY_PORT } from '../database/protocol.ts';
import { type DatabasePool, firstPrimary, isDeposed, type PrimaryKnown } from './primary.ts';

/** How long it waits before it dials a database again. */
const REDIAL = SECOND;
/** How long it waits before it tries a write again. */
const AGAIN = 100 * MILLISECOND;

const SILENT_TIMER = 'database-timeout';
const AGAIN_TIMER = 'again';
const REDIAL_TIMER = 'redial';

export interface DatabaseLink {
  readonly name: string;
  readonly connection: ConnectionId | undefined;
  readonly open: boolean;
}

/** What a database is asked; a check reads, from the primary. */
export interface Query {
  readonly id: number;
  readonly work: 'read' | 'write' | 'check';
  /** The identity of a write: the client that began it and its number there. */
  readonly origin: string;
  readonly request: number;
  /** What it reads or writes. */
  readonly path: string;
  /** Whether it is not to be done again if it was done. */
  readonly once: boolean;
}

export interface Patience {
  /** How long it waits for an answer before it gives the connection up. */
  readonly timeout: Duration;
  /** How long a write is tried again; 0: it fails at once. */
  readonly retryWrites: Duration;
  /** Further attempts of a read, each at the next database. */
  readonly retries: number;
}

/** A query that is not over. */
export interface OpenQuery {
  readonly query: Query;
  readonly patience: Patience;
  readonly retriesLeft: number;
  /** When its first attempt began, and its present one. */
  readonly sentAt: SimTime;
  readonly triedAt: SimTime;
  /** The place of the database that was asked; −1 if none was known, undefined while a write is to be tried again. */
  readonly asked: number | undefined;
}

/** What the state of a kind has for it. */
export interface DatabaseUser extends PrimaryKnown {
  readonly databases: readonly DatabaseLink[];
  /** Whose turn it is to be asked for a read. */
  readonly turn: number;
  readonly queries: SortedMap<number, OpenQuery>;
}

/** A query that is over. */
export type QueryEnd = { readonly open: OpenQuery } & (
  | { readonly ok: true; readonly answer: { readonly value?: string; readonly lsn: number } }
  | { readonly ok: false; readonly reason: DatabaseFailure; readonly failedAt: string }
);

/** It is not known or not connected, or refused, or took too long. */
export type DatabaseFailure = 'database-down' | 'database-refused' | 'database-timeout';

/** What a query needs, for the length of one event. */
export interface DatabaseMeans {
  readonly ctx: Context;
  readonly pool: DatabasePool | undefined;
  /** Who is asked for reads: all in turn, by default. */
  readonly readsFrom?: 'all' | 'primary';
}

type State = Draft<DatabaseUser>;

/** Dials them all. */
export function startDatabases(pool: DatabasePool | undefined, ctx: Context): DatabaseUser {
  return {
    primary: firstPrimary(pool),
    token: 0,
    databases: (pool?.members ?? []).map((name) => ({
      name, connection: ctx.connect(name, QUERY_PORT), open: false,
    })), // prettier-ignore
    turn: 0,
    queries: undefined,
  };
}

/** Asks a database. Returned at once is the end of a query that there is no connection for. */
export function ask(s: State, by: DatabaseMeans, query: Query, patience: Patience): QueryEnd | undefined {
  const { now } = by.ctx;
  const { retries: retriesLeft } = patience;
  return attempt(s, by, { query, patience, retriesLeft, sentAt: now, triedAt: now, asked: undefined });
}

/** Handles an event of its own: the queries that are over by it. Undefined: it is not its own. */
export function handleDatabases(
  s: State,
  by: DatabaseMeans,
  event: NodeEvent,
): readonly QueryEnd[] | undefined {
  switch (event.type) {
    case 'message':
      return answered(s, by, event.message as DatabaseMessage);
    case 'timer':
      return woken(s, by, event.name, event.key);
    case 'connected': {
      const place = placeOf(s, event.connection);
      if (place < 0) return undefined;
      setLink(s, place, { open: true });
      return [];
    }
    case 'closed': {
      const place = placeOf(s, event.connection);
      if (place < 0) return undefined;
      unlink(s, by, place);
      return failAll(s, by, place);
    }
    default:
      return undefined;
  }
}

function woken(s: State, by: DatabaseMeans, timer: string, key: number): readonly QueryEnd[] | undefined {
  switch (timer) {
    case SILENT_TIMER:
      return silent(s, by, key);
    case AGAIN_TIMER: {
      const open = lookUp(s.queries, key);
      return open === undefined ? [] : ends(attempt(s, by, { ...open, triedAt: by.ctx.now }));
    }
    case REDIAL_TIMER:
      redial(s, by.ctx, key);
      return [];
    default:
      return undefined;
  }
}

function ends(end: QueryEnd | undefined): readonly QueryEnd[] {
  return end === undefined ? [] : [end];
}

/** Without a connection to whom it would ask there is nothing to wait for. */
function attempt(s: State, by: DatabaseMeans, before: OpenQuery): QueryEnd | undefined {
  const { ctx, pool } = by;
  const { query, patience } = before;
  const inTurn = query.work === 'read' && by.readsFrom !== 'primary';
  const asked = inTurn ? nextOpen(s) : s.databases.findIndex(({ name }) => name === s.primary);
  const open = { ...before, asked };
  const link = s.databases[asked];
  if (link?.connection === undefined || !link.open) return fail(s, by, open, 'database-down');
  s.queries = withEntry(s.queries, query.id, open);
  ctx.startTimer(SILENT_TIMER, patience.timeout, query.id);
  ctx.send(link.connection, messageFor(query, pool?.checksTokens === true ? s.token : 0));
  return undefined;
}

function messageFor({ id, work, origin, request, path: key, once }: Query, token: number): DatabaseMessage {
  return work === 'write'
    ? { type: 'db-write', id, client: origin, request, key, once, token }
    : { type: 'db-read', id, key };
}

/** Reads go in turn to all databases that it is connected to; with none left to the one whose turn it is. */
function nextOpen(s: State): number {
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

function answered(s: State, by: DatabaseMeans, message: DatabaseMessage): readonly QueryEnd[] | undefined {
  switch (message.type) {
    case 'db-value':
      return ends(done(s, by, message.id, { value: message.value, lsn: message.lsn }));
    case 'db-written':
      return isDeposed(s, by.pool, message.token)
        ? distrust(s, by, message.id, message.token)
        : ends(done(s, by, message.id, { lsn: message.lsn }));
    case 'db-rejected':
      return refused(s, by, message.id);
    default:
      return undefined;
  }
}

function done(
  s: State,
  { ctx }: DatabaseMeans,
  id: number,
  answer: Extract<QueryEnd, { ok: true }>['answer'],
): QueryEnd | undefined {
  const open = lookUp(s.queries, id);
  if (open === undefined) return undefined;
  ctx.cancelTimer(SILENT_TIMER, id);
  s.queries = withoutKey(s.queries, id);
  return { open, ok: true, answer };
}

/** A write of a deposed primary does not count, whatever it says. */
function distrust(s: State, by: DatabaseMeans, id: number, token: number): readonly QueryEnd[] {
  const about = databaseOf(s, lookUp(s.queries, id));
  if (about !== '') {
    const data = { by: by.ctx.self, token, known: s.token };
    by.ctx.milestone({ type: 'fencing-rejected', about, reason: 'its fencing token is too small', data });
  }
  return refused(s, by, id);
}

function refused(s: State, by: DatabaseMeans, id: number): readonly QueryEnd[] {
  const open = lookUp(s.queries, id);
  if (open === undefined) return [];
  tryNext(s, by, databaseOf(s, open));
  return ends(fail(s, by, open, 'database-refused'));
}

/**
 * A database that does not answer is as good as gone: its connection is dropped, and dialled again later. A check only
 * says so.
 */
function silent(s: State, by: DatabaseMeans, id: number): readonly QueryEnd[] {
  const open = lookUp(s.queries, id);
  if (open === undefined) return [];
  const { asked = -1, query } = open;
  const connection = s.databases[asked]?.connection;
  if (query.work === 'check' || connection === undefined) return ends(fail(s, by, open, 'database-timeout'));
  by.ctx.close(connection);
  unlink(s, by, asked);
  const own = ends(fail(s, by, open, 'database-timeout'));
  return [...own, ...failAll(s, by, asked)];
}

/** A connection to a database is closed. */
function unlink(s: State, by: DatabaseMeans, place: number): void {
  setLink(s, place, { connection: undefined, open: false });
  by.ctx.startTimer(REDIAL_TIMER, REDIAL, place);
  tryNext(s, by, s.databases[place]?.name ?? '');
}

/** Whatever was asked on a connection that is closed may have been done or not. */
function failAll(s: State, by: DatabaseMeans, place: number): readonly QueryEnd[] {
  const lost = valuesOf(s.queries).filter(({ asked }) => asked === place);
  return lost.flatMap((open) => ends(fail(s, by, open, 'database-down')));
}

/**
 * A database did not do what it was asked. A write is tried again while there is time, at whoever is primary then, and a
 * read at the next one; else the query has failed.
 */
function fail(s: State, by: DatabaseMeans, open: OpenQuery, reason: DatabaseFailure): QueryEnd | undefined {
  const { query, patience, sentAt, retriesLeft } = open;
  const { ctx } = by;
  ctx.cancelTimer(SILENT_TIMER, query.id);
  if (query.work === 'write' && ctx.now + AGAIN <= sentAt + patience.retryWrites) {
    s.queries = withEntry(s.queries, query.id, { ...open, asked: undefined });
    ctx.startTimer(AGAIN_TIMER, AGAIN, query.id);
    return undefined;
  }
  if (query.work === 'read' && retriesLeft > 0) {
    return attempt(s, by, { ...open, retriesLeft: retriesLeft - 1, triedAt: ctx.now });
  }
  s.queries = withoutKey(s.queries, query.id);
  return { open, ok: false, reason, failedAt: databaseOf(s, open) };
}

/** Without anybody to ask: whoever does not answer as a primary is none, so the next one is tried. */
function tryNext(s: State, { pool }: DatabaseMeans, failed: string): void {
  if (pool?.primaryBy !== 'trial' || s.primary !== failed) return;
  const count = s.databases.length;
  const place = s.databases.findIndex(({ name }) => name === failed);
  for (let step = 1; step <= count; step++) {
    const next = s.databases[(place + step) % count];
    if (next?.open !== true) continue;
    s.primary = next.name;
    return;
  }
}

function redial(s: State, ctx: Context, place: number): void {
  const link = s.databases[place];
  if (link === undefined || link.connection !== undefined) return;
  setLink(s, place, { connection: ctx.connect(link.name, QUERY_PORT) });
}

function placeOf(s: State, connection: ConnectionId): number {
  return s.databases.findIndex((link) => link.connection === connection);
}

function setLink(s: State, place: number, change: Partial<DatabaseLink>): void {
  s.databases = s.databases.map((link, index) => (index === place ? { ...link, ...change } : link));
}

/** The database that was asked last; empty if none was known. */
export function databaseOf(
  { databases }: Pick<DatabaseUser, 'databases'>,
  open: OpenQuery | undefined,
): string {
  return databases[open?.asked ?? -1]?.name ?? '';
}
