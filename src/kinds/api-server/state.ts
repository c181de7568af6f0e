import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import type { ZookeeperClient } from '../zookeeper/client-library.ts';

export interface ApiServerConfig {
  readonly address: string;
  readonly serviceTime: Duration;
  /** Undefined: it answers by itself. */
  readonly database: { readonly group: string; readonly members: readonly string[] } | undefined;
  /** The primary by configuration, where nobody elects one. */
  readonly fixedPrimary: string | undefined;
  readonly zookeeper: { readonly servers: readonly string[]; readonly sessionTimeout: Duration } | undefined;
  /** The path that it registers under. */
  readonly registry: string | undefined;
}

export interface DatabaseLink {
  readonly name: string;
  readonly connection: ConnectionId | undefined;
  readonly open: boolean;
}

/** A request that is being worked on. */
export interface ServedRequest {
  readonly id: number;
  readonly client: ConnectionId;
  readonly clientId: number;
  readonly write: boolean;
  /** The identity of a write: the client that began it and its number there. */
  readonly origin: string;
  readonly request: number;
  /** The database that was asked. */
  readonly asked: number | undefined;
}

export interface ApiServerState {
  readonly config: ApiServerConfig;
  readonly zookeeper: ZookeeperClient | undefined;
  readonly registered: boolean;
  readonly primary: string | undefined;
  readonly databases: readonly DatabaseLink[];
  readonly turn: number;
  readonly next: number;
  readonly serving: readonly ServedRequest[];
  readonly served: number;
}

export type ApiServer = Draft<ApiServerState>;

export function copyApiServer(s: ApiServerState): ApiServerState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registered: s.registered,
    primary: s.primary,
    databases: s.databases,
    turn: s.turn,
    next: s.next,
    serving: s.serving,
    served: s.served,
  };
}
