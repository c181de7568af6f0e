import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { Duration, SimTime } from '../../lib/units.ts';

export interface Backoff {
  readonly first: Duration;
  readonly most: Duration;
  readonly jitter: boolean;
}

export interface ClientConfig {
  readonly targets: readonly string[];
  /** The mean gap between requests. */
  readonly gap: Duration;
  readonly writes: number;
  readonly timeout: Duration;
  readonly retries: number;
  /** Undefined: the next attempt follows at once. */
  readonly backoff: Backoff | undefined;
  /** What a request adds to the retries that may be made, in millionths; undefined: there is no limit. */
  readonly retryShare: number | undefined;
  /** Its own IPv4 address, and how many it sends from. */
  readonly address: number;
  readonly sources: number;
  readonly paths: number;
  /** Whether its writes say that they are not to be done twice. */
  readonly idempotencyKeys: boolean;
}

/** A request that is not finished. */
export interface OpenRequest {
  readonly request: number;
  readonly kind: 'read' | 'write';
  readonly path: string;
  readonly source: number;
  /** When its first attempt was sent, and when the present one. */
  readonly sentAt: SimTime;
  readonly triedAt: SimTime;
  /** Which attempt it is, from 0. */
  readonly attempt: number;
  /** Which target the current attempt went to; −1 while it waits for the next one. */
  readonly target: number;
}

/** How one kind of request has been going. */
export interface Service {
  readonly failing: boolean;
  readonly degraded: boolean;
}

export interface ClientState {
  readonly config: ClientConfig;
  /** A connection to each target, while it holds. */
  readonly connections: readonly (ConnectionId | undefined)[];
  readonly turn: number;
  readonly next: number;
  readonly open: SortedMap<number, OpenRequest>;
  /** How many retries may be made now, in millionths, where they have a limit. */
  readonly retriesLeft: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly reads: Service;
  readonly writes: Service;
}

export type Client = Draft<ClientState>;

export function copyClient(s: ClientState): ClientState {
  return {
    config: s.config,
    connections: s.connections,
    turn: s.turn,
    next: s.next,
    open: s.open,
    retriesLeft: s.retriesLeft,
    succeeded: s.succeeded,
    failed: s.failed,
    reads: s.reads,
    writes: s.writes,
  };
}
