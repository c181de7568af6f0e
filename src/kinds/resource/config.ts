import type { OptionsOf } from '../../lib/options.ts';
import type { Duration } from '../../lib/units.ts';

/** Options of `kind: resource`. */
export const resourceOptions = {
  diskSync: { type: 'duration', default: '2ms', minimum: 0, doc: 'The time of one disk sync.' },
} as const;

export type ResourceOptions = OptionsOf<typeof resourceOptions>;

export interface ResourceConfig {
  readonly diskSync: Duration;
}
