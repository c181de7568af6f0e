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
  minSessionTimeout: {
    type: 'duration',
    optional: true,
    minimum: 1_000,
    doc: 'The shortest session timeout that is granted; two ticks unless set.',
  },
  maxSessionTimeout: {
    type: 'duration',
    optional: true,
    minimum: 1_000,
    doc: 'The longest session timeout that is granted; twenty ticks unless set.',
  },
  diskSync: { type: 'duration', default: '2ms', minimum: 0, doc: 'The time of one disk sync.' },
} as const;

export type ZookeeperOptions = OptionsOf<typeof zookeeperOptions>;
