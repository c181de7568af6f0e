import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';

export interface LoadBalancerConfig {
  readonly servers: readonly string[];
  readonly path: string;
  readonly interval: Duration;
  readonly timeout: Duration;
  readonly fall: number;
  readonly rise: number;
}

/** HAProxy's view of one server: `health` runs from 0 to rise + fall − 1, and it is up from `rise` on. */
export interface ServerHealth {
  readonly name: string;
  readonly health: number;
  /** The connection of the check that is under way. */
  readonly check: ConnectionId | undefined;
  readonly lastCheck: string;
  /** The connection for requests, while it holds. */
  readonly connection: ConnectionId | undefined;
}

/** A request that was passed on and is not answered yet. */
export interface PassedRequest {
  readonly id: number;
  readonly client: ConnectionId;
  readonly clientId: number;
  readonly server: number;
  /** The client that began it and its number there. */
  readonly origin: string;
  readonly request: number;
}

export interface LoadBalancerState {
  readonly config: LoadBalancerConfig;
  readonly servers: readonly ServerHealth[];
  readonly turn: number;
  readonly next: number;
  readonly passed: readonly PassedRequest[];
}

export type LoadBalancer = Draft<LoadBalancerState>;

export function copyLoadBalancer(s: LoadBalancerState): LoadBalancerState {
  return { config: s.config, servers: s.servers, turn: s.turn, next: s.next, passed: s.passed };
}

export function isUp(server: ServerHealth, config: LoadBalancerConfig): boolean {
  return server.health >= config.rise;
}
