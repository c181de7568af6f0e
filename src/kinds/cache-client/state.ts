import type { ConnectionId, Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { Registered } from '../calling/registry.ts';
import type { CacheClientConfig } from './config.ts';
import type { Placement } from './placement.ts';

/** A value that it wants. */
export interface Lookup {
  readonly key: number;
  /** The cache that is asked for it; empty if none is known. */
  readonly member: string;
}

export interface CacheClientState extends Registered {
  readonly config: CacheClientConfig;
  readonly placement: Placement;
  /** Its connections by the cache, and the other way round. */
  readonly links: SortedMap<string, ConnectionId>;
  readonly linked: SortedMap<number, string>;
  /** By number: what a cache is asked for, and what is being made. */
  readonly asked: SortedMap<number, Lookup>;
  readonly loading: SortedMap<number, Lookup>;
  readonly next: number;
  readonly hits: number;
  readonly misses: number;
}

export type CacheClient = Draft<CacheClientState>;

export function copyCacheClient(s: CacheClientState): CacheClientState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    placement: s.placement,
    links: s.links,
    linked: s.linked,
    asked: s.asked,
    loading: s.loading,
    next: s.next,
    hits: s.hits,
    misses: s.misses,
  };
}
