import type { SimTime } from '../../lib/units.ts';
import type { LoadBalancerConfig } from './config.ts';
import { fullHealth } from './health/counter.ts';
import { checkOf } from './health/policy.ts';
import { isGivenUp } from './pool.ts';
import { NOT_CHECKED, type ServerState } from './state.ts';

/** One health check that is over. */
export interface HealthCheck {
  /** The event that ended it. */
  readonly id: string;
  readonly time: SimTime;
  readonly server: string;
  /** `passed`, or what went wrong: refused, closed, timeout, `status 500`. */
  readonly result: string;
  readonly before: Standing;
  readonly after: Standing;
}

/** In HAProxy's words: while it goes down or up it still is what it was. */
export type Standing = 'up' | 'going-down' | 'down' | 'going-up';

/** A server that was not checked yet is what it began as, though its first check may change that at once. */
export function standingOf({ index, health }: ServerState, config: LoadBalancerConfig): Standing {
  const { operation, check } = health;
  const full = check.health === fullHealth(checkOf(config, index));
  const unchecked = check.last === NOT_CHECKED;
  if (operation !== 'stopped') return full || unchecked ? 'up' : 'going-down';
  return check.health === 0 || full || unchecked ? 'down' : 'going-up';
}

/** Whether it gets requests, as far as its own state goes: it is up, and neither drained, ejected nor given up. */
export function isInPool(server: ServerState, config: LoadBalancerConfig, now: SimTime): boolean {
  return server.usable && (config.product !== 'nginx' || !isGivenUp(server, config, now));
}
