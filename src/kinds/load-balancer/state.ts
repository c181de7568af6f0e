import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { SimTime } from '../../lib/units.ts';
import type { HttpRequest } from '../api-server/protocol.ts';
import type { Registered } from '../calling/registry.ts';
import type { LoadBalancerConfig } from './config.ts';
import type { Loads } from './loads.ts';

/** Whether it works, as far as the load balancer knows (HAProxy's operational states). */
export type Operation = 'stopped' | 'starting' | 'running' | 'stopping';

/** What its administrator wants of it; absent: it is not there yet, or not any more. */
export type Administration = 'ready' | 'drain' | 'maint' | 'absent';

export const NOT_CHECKED = 'not checked';
export const PASSED = 'passed';

/** A check of one kind: HAProxy's counter runs from 0 to rise + fall − 1, and it is up from `rise` on. */
export interface CheckState {
  readonly health: number;
  /** The connection of the check that is under way. */
  readonly connection: ConnectionId | undefined;
  readonly connected: boolean;
  readonly begun: SimTime;
  /** When the next check is due. */
  readonly due: SimTime;
  /** The last result: `passed`, or what went wrong; NOT_CHECKED before the first. */
  readonly last: string;
  /** The last result in HAProxy's words: L7OK, L4CON ... */
  readonly code: string;
}

/** What a load balancer thinks of one server. Replaced by checks, not by requests that went well. */
export interface ServerHealth {
  readonly operation: Operation;
  readonly administration: Administration;
  /** When `operation` or `administration` last changed. */
  readonly since: SimTime;
  readonly check: CheckState;
  readonly agent: CheckState | undefined;
  /** Bad answers in a row that were observed. */
  readonly errors: number;
  /** nginx's peer: failures, and in whole seconds of the clock when it last failed and was last given a chance. */
  readonly fails: number;
  readonly failedAt: number;
  readonly triedAt: number;
  /** Envoy's outlier detection: ejected until the first sweep after then; how many times in a row. */
  readonly ejectedUntil: SimTime | undefined;
  readonly ejections: number;
}

/** One server of the pool. */
export interface ServerState {
  readonly index: number;
  readonly name: string;
  readonly address: string;
  readonly backup: boolean;
  /** As configured, or set since. */
  readonly weight: number;
  /** HAProxy's effective weight, in sixteenths. */
  readonly effectiveWeight: number;
  /** May be chosen for new requests. */
  readonly usable: boolean;
  /** 0: no limit. */
  readonly maxConnections: number;
  readonly health: ServerHealth;
}

export type Phase = 'queued' | 'pausing' | 'connecting' | 'waiting';

/** One attempt of a request at a server, and how it ended; `(none)` if there was no server to try (nginx). */
export interface Attempt {
  readonly server: string;
  readonly result: string;
}

/** A request that is not answered yet. */
export interface ProxiedRequest {
  readonly id: number;
  readonly client: ConnectionId;
  readonly message: HttpRequest;
  readonly begun: SimTime;
  readonly phase: Phase;
  /** The server it was last given to; undefined while it waits for any. */
  readonly server: number | undefined;
  /** It holds a slot there. */
  readonly seated: boolean;
  readonly connection: ConnectionId | undefined;
  /** Where it stands in a queue. */
  readonly ticket: number;
  /** The servers of earlier attempts. */
  readonly tried: readonly number[];
  readonly retries: number;
  /** Attempts that are left (nginx). */
  readonly left: number;
  /** nginx has turned to the backup servers. */
  readonly onBackups: boolean;
  readonly redispatched: boolean;
  /** The first trouble since it last had a connection, in HAProxy's two letters. */
  readonly trouble: string;
  /** Kept for the access log only. */
  readonly attempts: readonly Attempt[];
  /** Its client has left. */
  readonly abandoned: boolean;
}

/** Something about a server that concerns requests: it left, takes nothing new, came back, or has a free slot. */
export interface Move {
  readonly index: number;
  readonly type: 'left' | 'drained' | 'came' | 'freed';
}

export interface LoadBalancerState extends Registered {
  readonly config: LoadBalancerConfig;
  readonly servers: readonly ServerState[];
  readonly loads: Loads;
  /** What the algorithm keeps, for the active and for the backup servers. */
  readonly active: unknown;
  readonly backups: unknown;
  /** Requests that are not answered yet, by number. */
  readonly requests: SortedMap<number, ProxiedRequest>;
  /** Connections to servers, with the number of the request that each was opened for. */
  readonly connections: SortedMap<number, number>;
  /** Requests that wait for any server, by ticket. */
  readonly queue: SortedMap<number, number>;
  /** How many active servers, and how many backups, are usable. */
  readonly usable: number;
  readonly usableBackups: number;
  /** Health is ignored, because too few are well (Envoy's panic, ALB's fail-open). */
  readonly panicking: boolean;
  /** Retries that are under way (Envoy's limit). */
  readonly retrying: number;
  /** To be followed before the event is over. */
  readonly moves: readonly Move[];
  readonly next: number;
  readonly ticket: number;
}

export type LoadBalancer = Draft<LoadBalancerState>;

export function copyLoadBalancer(s: LoadBalancerState): LoadBalancerState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    servers: s.servers,
    loads: s.loads,
    active: s.active,
    backups: s.backups,
    requests: s.requests,
    connections: s.connections,
    queue: s.queue,
    usable: s.usable,
    usableBackups: s.usableBackups,
    panicking: s.panicking,
    retrying: s.retrying,
    moves: s.moves,
    next: s.next,
    ticket: s.ticket,
  };
}
