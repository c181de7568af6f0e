import type { OptionsOf } from '../../lib/options.ts';
import type { Duration } from '../../lib/units.ts';
import { sessionTimeoutOption } from '../calling/options.ts';
import type { RegistryConfig } from '../calling/registry.ts';
import { type Source, targetsOption } from '../calling/targets.ts';

/** Options of `kind: cache-client`. */
export const cacheClientOptions = {
  targets: {
    ...targetsOption(['cache']),
    doc: 'The caches: a list, or { discover: /caches, through: zk }, which follows the group.',
  },
  rate: {
    type: 'rate',
    live: true,
    default: '100/s',
    doc: 'Lookups per second of each instance; gaps are exponential.',
  },
  keys: { type: 'integer', default: 1000, minimum: 1, maximum: 10_000, doc: 'How many keys there are.' },
  popularity: {
    type: 'choice',
    values: ['uniform', 'zipf'],
    default: 'uniform',
    doc: 'How often each key is asked for: all alike, or the n-th one 1/n as often as the first.',
  },
  hashing: {
    type: 'choice',
    values: ['ring', 'modulo'],
    default: 'ring',
    doc: 'Which cache has a key: the next point on a ring of hashes, or the hash modulo the number of caches.',
  },
  loadTime: {
    type: 'duration',
    live: true,
    default: '50ms',
    minimum: 0,
    doc: 'How long it takes to make a value that no cache has.',
  },
  timeout: {
    type: 'duration',
    default: '100ms',
    minimum: 1,
    doc: 'A cache that is silent for so long does not have the value.',
  },
  sessionTimeout: sessionTimeoutOption,
} as const;

export type CacheClientOptions = OptionsOf<typeof cacheClientOptions>;

export interface CacheClientConfig {
  readonly source: Source;
  readonly callees: readonly string[];
  readonly registry: RegistryConfig | undefined;
  /** The mean gap between lookups; 0: none. */
  readonly gap: Duration;
  readonly keys: number;
  readonly popularity: CacheClientOptions['popularity'];
  readonly hashing: CacheClientOptions['hashing'];
  readonly loadTime: Duration;
  readonly timeout: Duration;
}
