import type { Context, Draft } from '../../kernel/kind.ts';
import type { OutcomeCount, RequestEnd, RequestObservation } from '../client/protocol.ts';
import type { HttpResponse } from '../api-server/protocol.ts';
import { type Duration, SECOND, type SimTime } from '../../lib/units.ts';
import type { CallEnd } from './caller.ts';
import type { DatabasePool } from './primary.ts';
import { type DatabaseFailure, databaseOf, type DatabaseUser, type QueryEnd } from './databases.ts';

export type { OutcomeCount } from '../client/protocol.ts';

/** Tasks begin when a process has had time to find somebody to call. */
export const SETTLING: Duration = 2 * SECOND;

/** More than a process sends: a run has fewer events. */
const REQUESTS_MAX = 10_000_000;

/** The number of a process's first request. A process after another goes on elsewhere: a number is an identity. */
export function firstRequest({ incarnation }: Context): number {
  return 1 + (incarnation - 1) * REQUESTS_MAX;
}

/** What tasks ask for. */
export const PLAIN_CALL = { path: '/', once: false };

/** A znode as the ensemble has it, and since when. */
export interface Registered {
  readonly path: string;
  readonly since: SimTime;
}

/** What a caller's detail wants to know besides its state. */
export interface CallerPast {
  readonly outcomes: readonly OutcomeCount[];
  readonly registered: readonly Registered[];
}

/** What became of the tasks of a worker or a batch job; each is one request. */
export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
}

/** Counts a task that is over. */
export function countTask(s: Draft<Tally>, ctx: Context, { call, ok, outcome, answer }: CallEnd): void {
  count(s, ctx, {
    type: 'request',
    kind: call.write ? 'write' : 'read',
    request: call.request,
    sentAt: call.sentAt,
    took: ctx.now - call.sentAt,
    ok,
    outcome,
    database: answer?.database ?? '',
    key: call.path,
    value: answer?.value ?? '',
    lsn: answer?.lsn ?? 0,
    reason: reasonOf(outcome, answer),
    triedAt: call.triedAt,
    target: call.target,
    server: answer?.server ?? '',
    failedAt: answer?.failedAt ?? '',
  });
}

function count(s: Draft<Tally>, ctx: Context, request: RequestObservation): void {
  if (request.ok) s.succeeded++;
  else s.failed++;
  ctx.observe(request);
}

/** How a query that failed looks beside calls. */
const FAILURES: Readonly<Record<DatabaseFailure, RequestEnd>> = {
  'database-down': 'closed',
  'database-refused': 'refused',
  'database-timeout': 'timeout',
};

/** Counts a task that was a query and is over: the database that was asked last is also the server that answered. */
export function countQuery(
  s: Draft<Tally> & Pick<DatabaseUser, 'databases'> & { readonly config: PoolConfig },
  ctx: Context,
  end: QueryEnd,
): void {
  const { query, sentAt, triedAt } = end.open;
  const target = databaseOf(s, end.open);
  const { value = '', lsn } = end.ok ? end.answer : { lsn: 0 };
  count(s, ctx, {
    type: 'request',
    kind: query.work === 'write' ? 'write' : 'read',
    request: query.request,
    sentAt,
    took: ctx.now - sentAt,
    ok: end.ok,
    outcome: end.ok ? 'ok' : FAILURES[end.reason],
    database: end.ok ? (s.config.database?.group ?? '') : '',
    key: query.path,
    value,
    lsn,
    reason: end.ok ? 'ok' : end.reason,
    triedAt,
    target,
    server: end.ok ? target : '',
    failedAt: end.ok ? '' : end.failedAt,
  });
}

interface PoolConfig {
  readonly database: DatabasePool | undefined;
}

/** The closed list of ends has no word of its own for a registry that knows nobody. */
function reasonOf(outcome: CallEnd['outcome'], answer: HttpResponse | undefined): RequestEnd {
  if (answer !== undefined) return outcome === 'ok' ? 'ok' : (answer.reason ?? 'server-error');
  return outcome === 'timeout' || outcome === 'refused' || outcome === 'closed' ? outcome : 'no-server';
}
