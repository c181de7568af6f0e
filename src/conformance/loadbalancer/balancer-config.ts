import type { ActiveCheck, LoadBalancerConfig, PoolServer } from '../../kinds/load-balancer/config.ts';
import { type Duration, SECOND } from '../../lib/units.ts';
import type { Case, CaseCheck, CaseServer } from './case.ts';
import { microseconds } from './milliseconds.ts';

/** Where the recorded servers listen; nginx's consistent hash depends on it. */
const HOST = '127.0.0.1';
/** Where a server's agent listens. */
const AGENT_PORT = 'agent';
/** `option redispatch` without a number: the last retry goes elsewhere. */
const LAST_RETRY = -1;

/** The configuration of the recorded balancer, in the words of the model. */
export function balancerConfig(balancer: Case['balancer']): LoadBalancerConfig {
  const { model, algorithm, timeouts, redispatch, check } = balancer;
  return {
    product: model,
    servers: balancer.servers.map(poolServer),
    algorithm: {
      name: algorithm.name,
      hashType: algorithm.hash_type,
      draws: algorithm.draws,
      key: algorithm.key,
      consistent: algorithm.consistent,
      two: algorithm.two,
    },
    timeouts: {
      connect: microseconds(timeouts.connect_ms),
      server: microseconds(timeouts.server_ms),
      queue: optional(timeouts.queue_ms),
      check: optional(timeouts.check_ms),
    },
    retries: balancer.retries,
    redispatch: redispatch === true ? LAST_RETRY : Number(redispatch),
    retryOn: balancer.retry_on ?? ['conn-failure'],
    nextUpstream: balancer.next_upstream ?? ['error', 'timeout'],
    nextUpstreamTries: balancer.next_upstream_tries,
    nextUpstreamTimeout: optional(balancer.next_upstream_timeout_ms),
    allBackups: balancer.allbackups,
    abortOnClose: balancer.abortonclose,
    check: check === null || check === undefined ? undefined : activeCheck(check),
    accessLog: true,
  };
}

function poolServer(server: CaseServer): PoolServer {
  const { agent, check } = server;
  return {
    name: server.id,
    address: server.port === undefined ? undefined : `${HOST}:${server.port}`,
    weight: server.weight,
    maxConnections: server.maxconn,
    maxQueue: server.maxqueue,
    maxFails: server.max_fails,
    failTimeout: server.fail_timeout_s * SECOND,
    backup: server.backup,
    disabled: server.disabled,
    slowStart: microseconds(server.slowstart_ms ?? 0),
    agent: agent === undefined ? undefined : { interval: microseconds(agent.inter_ms), port: AGENT_PORT },
    check: check === null || check === undefined ? undefined : partialCheck(check),
  };
}

function activeCheck(check: CaseCheck): ActiveCheck {
  return {
    type: check.type,
    path: check.path ?? '/health',
    interval: microseconds(check.inter_ms),
    fastInterval: optional(check.fastinter_ms),
    downInterval: optional(check.downinter_ms),
    rise: check.rise,
    fall: check.fall,
    observe: observe(check),
    onMarkedDown: check.on_marked_down,
  };
}

/** Only what the server says otherwise: a field that is there and undefined would hide the pool's. */
function partialCheck(check: NonNullable<CaseServer['check']>): Partial<ActiveCheck> {
  const fields = {
    type: check.type,
    path: check.path,
    interval: optional(check.inter_ms),
    fastInterval: optional(check.fastinter_ms),
    downInterval: optional(check.downinter_ms),
    rise: check.rise,
    fall: check.fall,
    observe: observe(check),
    onMarkedDown: check.on_marked_down,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function observe({ observe }: { readonly observe?: CaseCheck['observe'] }): ActiveCheck['observe'] {
  if (observe === undefined) return undefined;
  return { layer: observe.layer, errorLimit: observe.error_limit, onError: observe.on_error };
}

function optional(ms: number | undefined): Duration | undefined {
  return ms === undefined ? undefined : microseconds(ms);
}
