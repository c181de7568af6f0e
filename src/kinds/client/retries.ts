import type { Context } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { Backoff, Client } from './state.ts';

/** A retry, in the unit that the budget is kept in. */
const RETRY = 1_000_000;
/** So many retries a client may save up; it begins with them. */
const SAVED_MAX = 10 * RETRY;

/** The budget of retries at the start. */
export const FULL_BUDGET = SAVED_MAX;

/** Each request allows for a part of a retry (a token bucket, as gRPC and Finagle keep one). */
export function earnRetry(s: Client): void {
  const { retryShare } = s.config;
  if (retryShare !== undefined) s.retriesLeft = Math.min(SAVED_MAX, s.retriesLeft + retryShare);
}

/** Takes a retry from the budget; false if there is none left. */
export function spendRetry(s: Client): boolean {
  if (s.config.retryShare === undefined) return true;
  if (s.retriesLeft < RETRY) return false;
  s.retriesLeft -= RETRY;
  return true;
}

/** How long to wait before the retry that follows attempt `attempt` (from 0): exponential, with full jitter or none. */
export function backoffTime({ first, most, jitter }: Backoff, attempt: number, ctx: Context): Duration {
  let wait = first;
  for (let i = 0; i < attempt && wait < most; i++) wait *= 2;
  const longest = Math.min(wait, most);
  return jitter ? ctx.random('backoff').below(longest + 1) : longest;
}
