import type { SimTime } from '../../lib/units.ts';
import { algorithmFor } from './choice.ts';
import type { LoadBalancerConfig, PoolServer } from './config.ts';
import { initialHealth } from './health/counter.ts';
import { checkOf, freshCheck, isChecked } from './health/policy.ts';
import { noLoads } from './loads.ts';
import { Tier } from './pool.ts';
import type { LoadBalancerState, ServerState } from './state.ts';

/** Long ago, for nginx's clock: a server that has never failed, and was never chosen. */
const NEVER = -(2 ** 30);
const SIXTEENTHS = 16;

/** A load balancer that has just started. */
export function initialState(config: LoadBalancerConfig, now: SimTime): LoadBalancerState {
  const servers = config.servers.map((server, index) => initialServer(config, server, index));
  const algorithm = algorithmFor(config);
  const loads = noLoads(servers.length);
  const usable = servers.filter((server) => server.usable);
  return {
    config,
    zookeeper: undefined,
    registration: undefined,
    discovery: undefined,
    servers,
    loads,
    active: algorithm.start(new Tier({ servers, loads, config }, false, now)),
    backups: algorithm.start(new Tier({ servers, loads, config }, true, now)),
    requests: undefined,
    connections: undefined,
    queue: undefined,
    usable: usable.filter(({ backup }) => !backup).length,
    usableBackups: usable.filter(({ backup }) => backup).length,
    panicking: false,
    retrying: 0,
    moves: [],
    next: 1,
    ticket: 1,
  };
}

function initialServer(config: LoadBalancerConfig, server: PoolServer, index: number): ServerState {
  const check = checkOf(config, index);
  const health = initialHealth(check, check.initial);
  const there = !server.disabled && server.later !== true;
  const up = health >= check.rise && there;
  return {
    index,
    name: server.name,
    address: server.address ?? server.name,
    backup: server.backup,
    weight: server.weight,
    effectiveWeight: server.weight * SIXTEENTHS,
    usable: up && server.weight > 0,
    maxConnections: server.maxConnections ?? 0,
    health: {
      operation: up ? 'running' : 'stopped',
      administration: there ? 'ready' : server.disabled ? 'maint' : 'absent',
      since: 0,
      check: freshCheck(server.disabled && isChecked(config, index) ? 0 : health),
      agent: server.agent === undefined ? undefined : freshCheck(1),
      errors: 0,
      fails: 0,
      failedAt: NEVER,
      triedAt: NEVER,
      ejectedUntil: undefined,
      ejections: 0,
    },
  };
}
