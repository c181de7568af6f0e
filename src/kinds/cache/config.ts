import type { OptionsOf } from '../../lib/options.ts';
import { sessionTimeoutOption } from '../calling/options.ts';
import { registerOption } from '../calling/targets.ts';
import type { RegistryConfig } from '../calling/registry.ts';

/** Options of `kind: cache`. */
export const cacheOptions = {
  register: { ...registerOption, optional: false, doc: 'The group that it joins, as an ephemeral znode.' },
  size: {
    type: 'integer',
    default: 1000,
    minimum: 1,
    maximum: 100_000,
    doc: 'How many values it keeps; the one that was not used for longest goes first.',
  },
  sessionTimeout: sessionTimeoutOption,
} as const;

export type CacheOptions = OptionsOf<typeof cacheOptions>;

export interface CacheConfig {
  readonly registry: RegistryConfig;
  readonly size: number;
}
