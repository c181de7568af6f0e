/** A task, whatever it is for: a call of an instance, or a query to a database. */
import type { Context } from '../../kernel/kind.ts';
import type { CallEnd } from '../calling/caller.ts';
import { consume } from '../calling/consumer.ts';
import { ask, type DatabaseMeans, type QueryEnd } from '../calling/databases.ts';
import { PLAIN_CALL } from '../calling/task.ts';
import type { Worker } from './state.ts';

export type TaskEnd = CallEnd | QueryEnd;

/** Begins a task. Returned at once is the end of one that there is nobody for. */
export function beginTask(s: Worker, ctx: Context): TaskEnd | undefined {
  const { writes, idempotencyKeys: once, database } = s.config;
  const write = ctx.random('kinds').chance(writes);
  const what = { ...PLAIN_CALL, origin: ctx.self, request: s.nextCall, once };
  return database === undefined ? consume(s, ctx, s.config, { ...what, write }) : query(s, ctx, what, write);
}

/** What asking its databases needs. */
export function meansOf(s: Worker, ctx: Context): DatabaseMeans {
  return { ctx, pool: s.config.database };
}

interface Wanted {
  readonly origin: string;
  readonly request: number;
  readonly path: string;
  readonly once: boolean;
}

/** Its own number is that of the request, too. */
function query(s: Worker, ctx: Context, what: Wanted, write: boolean): QueryEnd | undefined {
  const { calls, retryWrites } = s.config;
  const id = s.nextCall;
  s.nextCall++;
  return ask(
    s,
    meansOf(s, ctx),
    { id, work: write ? 'write' : 'read', ...what },
    { timeout: calls.timeout, retries: calls.retries, retryWrites },
  );
}
