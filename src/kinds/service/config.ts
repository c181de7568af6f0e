import type { OptionsOf } from '../../lib/options.ts';
import { callOptions } from '../calling/options.ts';
import { registerOption, targetsOption } from '../calling/targets.ts';

/** Options of `kind: service`. */
export const serviceOptions = {
  targets: targetsOption(['api-server', 'service', 'load-balancer']),
  register: registerOption,
  serviceTime: {
    type: 'duration',
    live: true,
    default: '5ms',
    minimum: 0,
    doc: 'Its own work for a request, before it calls the other service.',
  },
  ...callOptions,
  timeout: { ...callOptions.timeout, default: '1s' },
} as const;

export type ServiceOptions = OptionsOf<typeof serviceOptions>;
