/**
 * How a load balancer chooses a server. Rules for whoever uses an algorithm:
 *
 * - A pool is one tier. Active and backup servers have a state each (HAProxy's two groups, nginx' two lists of peers), and the
 *   pool of a tier says of servers of the other tier that they are not usable and weigh nothing. HAProxy without `allbackups`
 *   takes the first usable backup without asking an algorithm.
 * - Servers are known by their place in the configuration, from 0. A pool may grow; a server that left is not usable.
 * - `changed` after every single change of what servers are usable or weigh (a check, the command line, slow start). nginx'
 *   algorithms ask at each pick, so that only a grown pool concerns them.
 * - `loaded` after `served` of a server changed: after a pick, when a request was answered. Not when one joins or leaves its queue.
 * - `failed` is nginx': an attempt failed, the peer's effective weight goes down by weight / max_fails.
 */

/** The servers of a tier, as they are at this moment. Answers are wanted without copying the pool. */
export interface Pool {
  readonly size: number;
  /** `host:port` as configured: what nginx hashes into its ring, and Envoy. */
  address(index: number): string;
  /** As configured or set since; 0 for a server of another tier. */
  weight(index: number): number;
  /** HAProxy's: in sixteenths of a weight, so 16 × weight but for slow start and the agent. */
  effectiveWeight(index: number): number;
  /** HAProxy: up and effective weight above 0. nginx: not `down`, and not given up for `fail_timeout`. */
  usable(index: number): boolean;
  /** It would not serve another request at once: `maxconn` are served, or some wait in its own queue. nginx: `max_conns`. */
  full(index: number): boolean;
  /** Its queue is full, too: served and queued reach `maxconn` + `maxqueue` (lb_fwlc.c). */
  saturated(index: number): boolean;
  /** Served and waiting in its own queue. */
  inflight(index: number): number;
  served(index: number): number;
}

/** What of a request an algorithm may look at. */
export interface BalancedRequest {
  /** The client's IPv4 address as an unsigned 32-bit integer. */
  readonly source: number;
  /** Path and query. */
  readonly path: string;
}

export interface Pick<State> {
  readonly state: State;
  /** undefined: every server is full, tried or not usable. */
  readonly index: number | undefined;
}

/** States are immutable plain data, so that they may be part of a recorded state. */
export interface Algorithm<State = unknown> {
  start(pool: Pool): State;
  changed(state: State, pool: Pool): State;
  /**
   * Chooses a server. `tried` are those of this request's earlier attempts, in their order. HAProxy avoids the last of them
   * while there is another one (so give it only on redispatch), nginx all of them. `random` draws an unsigned 32-bit integer.
   */
  pick(
    state: State,
    pool: Pool,
    request: BalancedRequest,
    tried: readonly number[],
    random: () => number,
  ): Pick<State>;
  loaded?(state: State, pool: Pool, index: number): State;
  failed?(state: State, pool: Pool, index: number, penalty: number): State;
}

export type Product = 'haproxy' | 'nginx' | 'aws-alb' | 'envoy';
