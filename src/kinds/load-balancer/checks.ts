import type { SimTime } from '../../lib/units.ts';
import { isUp, type LoadBalancerConfig, type ServerHealth } from './state.ts';

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

export const NOT_CHECKED = 'not checked';
export const PASSED = 'passed';

/** A server that was not checked yet is up, though one failure takes it down. */
export function standingOf(server: ServerHealth, { rise, fall }: LoadBalancerConfig): Standing {
  const { health, lastCheck } = server;
  if (health >= rise) return lastCheck === NOT_CHECKED || health === rise + fall - 1 ? 'up' : 'going-down';
  return health === 0 ? 'down' : 'going-up';
}

/** The server that the next request goes to, by its place in the pool; undefined if none is up. */
export function nextServer(
  servers: readonly ServerHealth[],
  turn: number,
  config: LoadBalancerConfig,
): number | undefined {
  const count = servers.length;
  for (let step = 0; step < count; step++) {
    const index = (turn + step) % count;
    const server = servers[index];
    if (server !== undefined && isUp(server, config)) return index;
  }
  return undefined;
}
