import { type Duration, SECOND } from '../../lib/units.ts';
import type { RegistryConfig } from '../calling/registry.ts';
import type { Source } from '../calling/targets.ts';
import type { Product } from './algorithms/algorithm.ts';
import type { AlgorithmWords } from './algorithms/catalogue.ts';

export type { Product };

/** One server of the pool, in the order of the list; its numeric id is its place + 1. */
export interface PoolServer {
  readonly name: string;
  /** `host:port`; its name unless told. */
  readonly address?: string | undefined;
  /** The group that it is an instance of, if autoscaling may add and remove some. */
  readonly group?: string | undefined;
  /** It is not there yet. */
  readonly later?: boolean | undefined;
  readonly weight: number;
  readonly maxConnections?: number | undefined;
  readonly maxQueue?: number | undefined;
  /** nginx's passive check: this many failures within `failTimeout` disable it for as long. */
  readonly maxFails: number;
  readonly failTimeout: Duration;
  readonly backup: boolean;
  readonly disabled: boolean;
  /** 0: none. */
  readonly slowStart: Duration;
  readonly agent?: { readonly interval: Duration; readonly port: string } | undefined;
  /** What its checks do otherwise than the pool's; `none`: it is not checked. */
  readonly check?: Partial<ActiveCheck> | 'none' | undefined;
}

export interface ActiveCheck {
  readonly type: 'http' | 'tcp';
  readonly path: string;
  readonly interval: Duration;
  /** While it is on its way up or down, or was not checked yet. */
  readonly fastInterval?: Duration | undefined;
  /** While it is down. */
  readonly downInterval?: Duration | undefined;
  readonly rise: number;
  readonly fall: number;
  /** Real answers are judged, too. */
  readonly observe?: Observe | undefined;
  readonly onMarkedDown?: 'shutdown-sessions' | undefined;
  /** What a server is before its first check (HAProxy 3.1 `init-state`); up unless told. */
  readonly initial?: InitialState | undefined;
  /** Of a whole check, connecting and answering, in place of `timeouts.check` and the interval (ALB, Envoy). */
  readonly deadline?: Duration | undefined;
  /** Whether the next check comes an interval after the last one ended, or after it began; `ended` unless told. */
  readonly pace?: 'ended' | 'began' | undefined;
  /** The statuses that pass, ends included; 200 to 399 unless told. */
  readonly expect?: readonly [number, number] | undefined;
  /** One wrong status takes a server down, whatever `fall` is (Envoy). */
  readonly statusIsFatal?: boolean | undefined;
  /** In place of every interval until a first request has come (Envoy). */
  readonly noTrafficInterval?: Duration | undefined;
  /** `http-check disable-on-404`: such a server gets nothing new, but is not down. */
  readonly disableOn404?: boolean | undefined;
}

export type InitialState = 'fully-up' | 'up' | 'down' | 'fully-down';

export interface Observe {
  readonly layer: 'layer4' | 'layer7';
  readonly errorLimit: number;
  readonly onError: 'fastinter' | 'fail-check' | 'sudden-death' | 'mark-down';
}

/** Envoy's outlier detection. */
export interface Outliers {
  readonly consecutive: number;
  readonly interval: Duration;
  readonly baseEjection: Duration;
  readonly maxEjection: Duration;
  /** A share of the pool, 0 to 1; one server may always be ejected. */
  readonly maxEjected: number;
}

/** Envoy's limits, over the whole pool. */
export interface CircuitBreaker {
  readonly connections: number;
  readonly pending: number;
  readonly requests: number;
  readonly retries: number;
}

/** A load balancer as it runs; times in µs. */
export interface LoadBalancerConfig {
  readonly product: Product;
  readonly servers: readonly PoolServer[];
  readonly algorithm: AlgorithmWords;
  readonly timeouts: {
    readonly connect: Duration;
    readonly server: Duration;
    /** As `connect` unless told (HAProxy). */
    readonly queue?: Duration | undefined;
    /** Of a check once connected; unless told, connecting and answering share the interval (HAProxy). */
    readonly check?: Duration | undefined;
  };
  readonly retries: number;
  /** `option redispatch`: 0 off, −1 the last retry, N every Nth. */
  readonly redispatch: number;
  readonly retryOn: readonly string[];
  readonly nextUpstream: readonly string[];
  /** 0 or absent: as many as there are servers. */
  readonly nextUpstreamTries?: number | undefined;
  readonly nextUpstreamTimeout?: Duration | undefined;
  readonly allBackups: boolean;
  readonly abortOnClose: boolean;
  /** Connections to servers are kept for later requests, one request at a time; off unless told. */
  readonly keepAlive?: boolean | undefined;
  readonly check?: ActiveCheck | undefined;
  readonly outliers?: Outliers | undefined;
  /** Below this share of usable servers health is ignored (Envoy's panic, ALB's fail-open at 0+); 0: never. */
  readonly panic?: number | undefined;
  /** With nobody usable all servers are used (ALB). */
  readonly failOpen?: boolean | undefined;
  readonly circuitBreaker?: CircuitBreaker | undefined;
  /** The groups in its pool that autoscaling changes. */
  readonly groups?: readonly string[] | undefined;
  /** Where it discovers its pool, as members of a group that is called like the path. */
  readonly discovery?: { readonly source: Source; readonly registry: RegistryConfig } | undefined;
  /** Whether every request and check is told as an observation. */
  readonly accessLog: boolean;
}

/** What HAProxy uses when nothing is said; the start of every other configuration. */
export const BASE_CONFIG: Omit<LoadBalancerConfig, 'servers'> = {
  product: 'haproxy',
  algorithm: { name: 'roundrobin' },
  timeouts: { connect: 5 * SECOND, server: 30 * SECOND },
  retries: 3,
  redispatch: 0,
  retryOn: ['conn-failure'],
  nextUpstream: ['error', 'timeout'],
  allBackups: false,
  abortOnClose: false,
  accessLog: false,
};
