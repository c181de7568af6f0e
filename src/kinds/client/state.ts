import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration, SimTime } from '../../lib/units.ts';

export interface ClientConfig {
  readonly targets: readonly string[];
  /** The mean gap between requests. */
  readonly gap: Duration;
  readonly writes: number;
  readonly timeout: Duration;
  readonly retries: number;
}

/** A request that is not finished. */
export interface OpenRequest {
  readonly request: number;
  readonly kind: 'read' | 'write';
  /** When its first attempt was sent. */
  readonly sentAt: SimTime;
  readonly retriesLeft: number;
  /** Which target the current attempt went to. */
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
  readonly open: readonly OpenRequest[];
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
    succeeded: s.succeeded,
    failed: s.failed,
    reads: s.reads,
    writes: s.writes,
  };
}
