import type { ActiveCheck, LoadBalancerConfig, PoolServer } from '../../kinds/load-balancer/config.ts';
import { type Duration, SECOND } from '../../lib/units.ts';
import { type Case, type CaseCheck, type CaseServer, checkOf } from './case.ts';
import { microseconds } from './milliseconds.ts';

/** Where the recorded servers listen; nginx's consistent hash depends on it. */
const HOST = '127.0.0.1';
/** Where a server's agent listens. */
const AGENT_PORT = 'agent';
/** `option redispatch` without a number: the last retry goes elsewhere. */
const LAST_RETRY = -1;

/** The configuration of the recorded balancer, in the words of the model. */
export function balancerConfig(balancer: Case['balancer']): LoadBalancerConfig {
  const { model, algorithm, timeouts, redispatch, servers } = balancer;
  const [check] = [checkOf(balancer, {}), ...servers.map((server) => checkOf(balancer, server))].filter(
    (one) => one !== undefined,
  );
  return {
    product: model,
    servers: servers.map((server) => poolServer(server, checkOf(balancer, server))),
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
    check: check === undefined ? undefined : activeCheck(check),
    accessLog: true,
  };
}

function poolServer(server: CaseServer, check: CaseCheck | undefined): PoolServer {
  const { agent } = server;
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
    check: ownCheck(server, check),
  };
}

/** A server of which nothing else is said is checked like the pool. */
function ownCheck({ check: own }: CaseServer, check: CaseCheck | undefined): PoolServer['check'] {
  if (check === undefined) return 'none';
  return own === undefined ? undefined : activeCheck(check);
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

function observe({ observe }: CaseCheck): ActiveCheck['observe'] {
  if (observe === undefined) return undefined;
  return { layer: observe.layer, errorLimit: observe.error_limit, onError: observe.on_error };
}

function optional(ms: number | undefined): Duration | undefined {
  return ms === undefined ? undefined : microseconds(ms);
}
