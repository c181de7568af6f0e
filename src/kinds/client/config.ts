import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: client` (scenario format, "Defaults"). */
export const clientOptions = {
  target: {
    type: 'reference',
    kinds: ['load-balancer', 'api-server'],
    doc: 'Where requests go: a node, or a group whose instances are taken in turn.',
  },
  rate: { type: 'rate', default: '10/s', doc: 'Requests per second of each instance; gaps are exponential.' },
  writes: { type: 'share', default: '0%', doc: 'The share of requests that write.' },
  timeout: { type: 'duration', default: '2s', minimum: 1, doc: 'How long an attempt waits for its answer.' },
  retries: {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 100,
    doc: 'Further attempts after a failed one.',
  },
} as const;

export type ClientOptions = OptionsOf<typeof clientOptions>;
