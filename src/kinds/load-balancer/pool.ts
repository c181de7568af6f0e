import { sizeOf } from '../../lib/sorted-map.ts';
import { SECOND, type SimTime } from '../../lib/units.ts';
import type { Algorithm, Pool } from './algorithms/algorithm.ts';
import type { LoadBalancerConfig } from './config.ts';
import { type Load, loadOf } from './loads.ts';
import type { LoadBalancer, LoadBalancerState, ServerHealth, ServerState } from './state.ts';

/** The active or the backup servers, as an algorithm sees them at `now`. */
export class Tier implements Pool {
  constructor(
    private readonly balancer: Pick<LoadBalancerState, 'servers' | 'loads' | 'config'>,
    private readonly backup: boolean,
    private readonly now: SimTime,
  ) {}

  get size(): number {
    return this.balancer.servers.length;
  }

  address(index: number): string {
    return this.balancer.servers[index]?.address ?? '';
  }

  /** A server that is not there is a free place of HAProxy's template; nginx would not have it in its configuration. */
  weight(index: number): number {
    const server = this.member(index);
    if (server === undefined) return 0;
    const missing = server.health.administration === 'absent' && this.balancer.config.product !== 'haproxy';
    return missing ? 0 : server.weight;
  }

  effectiveWeight(index: number): number {
    return this.member(index)?.effectiveWeight ?? 0;
  }

  usable(index: number): boolean {
    const server = this.member(index);
    return server !== undefined && isUsable(server, this.balancer.config, this.now);
  }

  full(index: number): boolean {
    const server = this.balancer.servers[index];
    return server !== undefined && isFull(server, this.load(index));
  }

  saturated(index: number): boolean {
    const { servers, config } = this.balancer;
    const limit = servers[index]?.maxConnections ?? 0;
    return limit > 0 && this.inflight(index) >= limit + (config.servers[index]?.maxQueue ?? 0);
  }

  inflight(index: number): number {
    const { served, queue } = this.load(index);
    return served + sizeOf(queue);
  }

  served(index: number): number {
    return this.load(index).served;
  }

  private load(index: number): Load {
    return loadOf(this.balancer.loads, index);
  }

  private member(index: number): ServerState | undefined {
    const server = this.balancer.servers[index];
    return server?.backup === this.backup ? server : undefined;
  }
}

/** Whether new requests may go to it; nginx gives peers up for whole seconds of the clock. */
export function isUsable(server: ServerState, config: LoadBalancerConfig, now: SimTime): boolean {
  return server.usable && (config.product !== 'nginx' || !isGivenUp(server, config, now));
}

/** nginx: it has failed too often, and `fail_timeout` is not over (ngx_http_upstream_round_robin.c). */
export function isGivenUp({ index, health }: ServerState, config: LoadBalancerConfig, now: SimTime): boolean {
  const peer = config.servers[index];
  if (peer === undefined || peer.maxFails === 0 || health.fails < peer.maxFails || isSingle(config)) {
    return false;
  }
  return wholeSeconds(now) - health.triedAt <= wholeSeconds(peer.failTimeout);
}

/** A group of one server is always tried (nginx). */
export function isSingle(config: LoadBalancerConfig): boolean {
  return config.servers.length === 1;
}

export function wholeSeconds(time: number): number {
  return Math.floor(time / SECOND);
}

/** It would not serve another request at once. */
export function isFull({ maxConnections }: ServerState, { served, queue }: Load): boolean {
  return maxConnections > 0 && (served >= maxConnections || queue !== undefined);
}

export function replaceServer(s: LoadBalancer, server: ServerState): void {
  const servers = s.servers.slice();
  servers[server.index] = server;
  s.servers = servers;
}

export function updateHealth(s: LoadBalancer, index: number, change: Partial<ServerHealth>): void {
  const server = s.servers[index];
  if (server !== undefined) replaceServer(s, { ...server, health: { ...server.health, ...change } });
}

/** What the algorithm keeps of a tier becomes `next`. */
export function updateTier(
  s: LoadBalancer,
  backup: boolean,
  now: SimTime,
  next: (algorithmState: unknown, pool: Pool) => unknown,
): void {
  const tier = new Tier(s, backup, now);
  if (backup) s.backups = next(s.backups, tier);
  else s.active = next(s.active, tier);
}

/** Tells the algorithm that the load of a server has changed. */
export function loadChanged(s: LoadBalancer, algorithm: Algorithm, server: ServerState, now: SimTime): void {
  if (algorithm.loaded === undefined) return;
  updateTier(s, server.backup, now, (kept, pool) => algorithm.loaded?.(kept, pool, server.index));
}
