import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: zookeeper`; names are those of zoo.cfg. */
export const zookeeperOptions = {
  tickTime: { type: 'duration', default: '2s', minimum: 1_000, doc: 'The basic unit of ZooKeeper time.' },
  initLimit: {
    type: 'integer',
    default: 10,
    minimum: 1,
    maximum: 1000,
    doc: 'Ticks to connect and synchronise.',
  },
  syncLimit: {
    type: 'integer',
    default: 5,
    minimum: 1,
    maximum: 1000,
    doc: 'Ticks a follower may lag behind.',
  },
  diskSync: { type: 'duration', default: '2ms', minimum: 0, doc: 'The time of one disk sync.' },
  extendedTypes: { type: 'flag', default: false, doc: 'Whether znodes may have a time to live.' },
  containerCheckInterval: {
    type: 'duration',
    default: '60s',
    minimum: 1_000,
    doc: 'How often the leader looks for empty containers and znodes whose time is up.',
  },
} as const;

export type ZookeeperOptions = OptionsOf<typeof zookeeperOptions>;
