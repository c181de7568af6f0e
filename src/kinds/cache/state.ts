import type { Draft } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';
import type { Registered } from '../calling/registry.ts';
import type { CacheConfig } from './config.ts';

export interface CacheState extends Registered {
  readonly config: CacheConfig;
  /** When each key that it has was last used, counted in uses; and the keys by that. */
  readonly used: SortedMap<number, number>;
  readonly byUse: SortedMap<number, number>;
  readonly uses: number;
  readonly hits: number;
  readonly misses: number;
}

export type Cache = Draft<CacheState>;

export function copyCache(s: CacheState): CacheState {
  return {
    config: s.config,
    zookeeper: s.zookeeper,
    registration: s.registration,
    discovery: s.discovery,
    used: s.used,
    byUse: s.byUse,
    uses: s.uses,
    hits: s.hits,
    misses: s.misses,
  };
}
