import type { OptionsOf } from '../../lib/options.ts';
import { callOptions } from '../calling/options.ts';
import { targetsOption } from '../calling/targets.ts';

/** Options of `kind: worker`. */
export const workerOptions = {
  targets: targetsOption(['api-server', 'service', 'load-balancer']),
  rate: {
    type: 'rate',
    live: true,
    default: '10/s',
    doc: 'Tasks per second of each instance; gaps are exponential.',
  },
  writes: { type: 'share', live: true, default: '0%', doc: 'The share of tasks that write.' },
  ...callOptions,
} as const;

export type WorkerOptions = OptionsOf<typeof workerOptions>;
