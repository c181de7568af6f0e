import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { Duration } from '../../lib/units.ts';
import type { Consumer, ConsumerConfig } from '../calling/consumer.ts';

export interface ServiceConfig extends ConsumerConfig {
  readonly address: string;
  readonly serviceTime: Duration;
}

/** A request that it works on, or has asked the other service for. */
export interface ServedRequest {
  readonly client: ConnectionId;
  readonly clientId: number;
  readonly write: boolean;
  /** The identity of a write: the client that began it and its number there. */
  readonly origin: string;
  readonly request: number;
  readonly path: string;
  readonly once: boolean;
}

export interface ServiceState extends Consumer {
  readonly config: ServiceConfig;
  /** By its own number: those that it works on. By the number of the call: those that it has asked for. */
  readonly working: SortedMap<number, ServedRequest>;
  readonly asking: SortedMap<number, ServedRequest>;
  readonly next: number;
  readonly served: number;
}

export type Service = Draft<ServiceState>;

export function copyService(s: ServiceState): ServiceState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    configuration: s.configuration,
    links: s.links,
    linked: s.linked,
    calls: s.calls,
    turn: s.turn,
    nextCall: s.nextCall,
    instances: s.instances,
    strangers: s.strangers,
    working: s.working,
    asking: s.asking,
    next: s.next,
    served: s.served,
  };
}
