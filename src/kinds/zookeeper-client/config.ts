import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: zookeeper-client` (scenario format, "Defaults"). */
export const zookeeperClientOptions = {
  through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
  sessionTimeout: {
    type: 'duration',
    default: '10s',
    minimum: 1,
    doc: 'The ZooKeeper session timeout it asks for.',
  },
  workload: {
    type: 'choice',
    values: ['random'],
    default: 'random',
    doc: 'What it does: random operations of every sort, or one of the recipes.',
  },
  rate: {
    type: 'rate',
    default: '10/s',
    doc: 'Operations per second of each instance; gaps are exponential.',
  },
  path: {
    type: 'text',
    default: '/app',
    doc: 'The znode that it works below; all clients of a group share it.',
  },
} as const;

export type ZookeeperClientOptions = OptionsOf<typeof zookeeperClientOptions>;
