import type { Duration } from '../../lib/units.ts';
import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: operator`. */
export const operatorOptions = {
  through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble that they work on.' },
  sessionTimeout: {
    type: 'duration',
    default: '30s',
    minimum: 1,
    doc: 'The session timeout that their client asks for (30s: zkCli.sh).',
  },
} as const;

export type OperatorOptions = OptionsOf<typeof operatorOptions>;

export interface OperatorConfig {
  readonly servers: readonly string[];
  readonly sessionTimeout: Duration;
}
