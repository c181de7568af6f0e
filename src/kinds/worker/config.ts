import type { OptionsOf } from '../../lib/options.ts';
import { callOptions } from '../calling/options.ts';
import { databaseOption, retryWritesOption } from '../calling/primary.ts';
import { targetsOption } from '../calling/targets.ts';

/** Options of `kind: worker`. */
export const workerOptions = {
  targets: { ...targetsOption(['api-server', 'service', 'load-balancer']), optional: true },
  database: {
    ...databaseOption,
    doc: 'In place of targets: tasks go to databases, writes to the primary it last learned, reads to all it knows in turn.',
  },
  retryWrites: retryWritesOption,
  rate: {
    type: 'rate',
    live: true,
    default: '10/s',
    doc: 'Tasks per second of each instance; gaps are exponential.',
  },
  writes: { type: 'share', live: true, default: '0%', doc: 'The share of tasks that write.' },
  idempotencyKeys: {
    type: 'flag',
    default: false,
    doc: 'Whether its writes carry a key by which a database does none of them twice, however often it is sent.',
  },
  leader: {
    type: 'record',
    optional: true,
    doc: 'A periodic job that one of the workers with the same path does: they elect it.',
    fields: {
      through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
      path: { type: 'text', default: '/leader', doc: 'The znode of the election.' },
      every: {
        type: 'duration',
        default: '5s',
        minimum: 1,
        doc: 'The job is one call, made so long after the election and then as often as this.',
      },
    },
  },
  queue: {
    type: 'record',
    optional: true,
    doc: 'A work queue: each item that it takes is a task, one after the other.',
    fields: {
      through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
      path: { type: 'text', default: '/queue', doc: 'The znode of the queue.' },
    },
  },
  ...callOptions,
} as const;

export type WorkerOptions = OptionsOf<typeof workerOptions>;
