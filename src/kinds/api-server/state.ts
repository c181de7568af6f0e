import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { DatabaseUser, Query } from '../calling/databases.ts';
import type { DatabasePool } from '../calling/primary.ts';
import type { Registered, RegistryConfig } from '../calling/registry.ts';
import type { Time } from '../calling/time.ts';
import type { WarmUp } from './service-time.ts';

export interface ApiServerConfig {
  readonly address: string;
  readonly serviceTime: Time;
  readonly warmUp: WarmUp;
  /** How many requests are worked on at once, and how many may wait; Infinity where there is no limit. */
  readonly concurrency: number;
  readonly queue: number;
  /** How long a write is tried again; 0: it fails at once. */
  readonly retryWrites: Duration;
  readonly readsFrom: 'all' | 'primary';
  readonly health: {
    readonly deep: boolean;
    readonly timeout: Duration;
    readonly throughQueue: boolean;
  };
  /** Undefined: it answers by itself. */
  readonly database: DatabasePool | undefined;
  /** What its writes work on, instead of a database. */
  readonly resource: string | undefined;
  /** Its session, and where it registers with it. */
  readonly registry: RegistryConfig | undefined;
}

/** A request that is being worked on, or waits for it. */
export interface ServedRequest extends Query {
  readonly client: ConnectionId;
  readonly clientId: number;
  /** How long it takes, where the request says so. */
  readonly service: Duration | undefined;
  /** Whether it takes one of the places; a health check that does not wait in the queue does not. */
  readonly placed: boolean;
  /** When its turn at the resource began, which is its place in their order; undefined: it has none. */
  readonly turn: number | undefined;
}

export interface ApiServerState extends Registered, DatabaseUser {
  readonly config: ApiServerConfig;
  readonly startedAt: SimTime;
  readonly next: number;
  /** How many requests it works on at once: what its configuration znode says, or else its options. */
  readonly limit: number;
  /** By id, as are those that wait: in the order in which they came. */
  readonly serving: SortedMap<number, ServedRequest>;
  /** How many places are taken. */
  readonly busy: number;
  readonly waiting: SortedMap<number, ServedRequest>;
  readonly served: number;
  /** How many were turned away because the queue was full. */
  readonly rejected: number;
  /** Its connection to the resource. */
  readonly resource: ConnectionId | undefined;
}

export type ApiServer = Draft<ApiServerState>;

export function copyApiServer(s: ApiServerState): ApiServerState {
  return {
    config: s.config,
    startedAt: s.startedAt,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    configuration: s.configuration,
    primary: s.primary,
    token: s.token,
    databases: s.databases,
    turn: s.turn,
    queries: s.queries,
    next: s.next,
    limit: s.limit,
    serving: s.serving,
    busy: s.busy,
    waiting: s.waiting,
    served: s.served,
    rejected: s.rejected,
    resource: s.resource,
  };
}
