import type { OptionsOf } from '../../lib/options.ts';
import { callOptions } from '../calling/options.ts';
import { targetsOption } from '../calling/targets.ts';

/** Options of `kind: batch-job`. */
export const batchJobOptions = {
  targets: targetsOption(['api-server', 'service', 'load-balancer']),
  interval: {
    type: 'duration',
    live: true,
    default: '10s',
    minimum: 1,
    doc: 'From one beginning to the next; a run that is not done by then lets the next one pass.',
  },
  calls: {
    type: 'integer',
    live: true,
    default: 20,
    minimum: 1,
    maximum: 100_000,
    doc: 'How many calls a run makes, one after the other.',
  },
  writes: { type: 'share', live: true, default: '0%', doc: 'The share of calls that write.' },
  barrier: {
    type: 'record',
    optional: true,
    doc: 'What its runs wait for.',
    fields: {
      through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
      path: { type: 'text', default: '/batch', doc: 'The barrier stands below it, as the znode barrier.' },
      size: {
        type: 'integer',
        optional: true,
        minimum: 1,
        maximum: 1000,
        doc: 'A double barrier: runs begin when so many are there, and end together.',
      },
    },
  },
  ...callOptions,
} as const;

export type BatchJobOptions = OptionsOf<typeof batchJobOptions>;
