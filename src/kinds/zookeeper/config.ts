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
  observers: {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1000,
    doc: 'How many servers, the last of the group, are observers: they serve clients and neither vote nor acknowledge.',
  },
  snapCount: {
    type: 'integer',
    default: 100_000,
    minimum: 2,
    maximum: 1_000_000_000,
    doc: 'A server takes a snapshot after a random number of transactions between half of this and this.',
  },
  forceSync: {
    type: 'flag',
    default: true,
    doc: 'Whether a server acknowledges only what its disk has synced. Without it a power cut may lose what was acknowledged.',
  },
  strictNewLeader: {
    type: 'flag',
    default: true,
    doc: 'Whether a learner has the history on disk before it accepts the new epoch (from 3.8.5 on), or after it (before).',
  },
  syncFromLog: {
    type: 'flag',
    default: false,
    doc: 'Whether a learner that lags behind 500 transactions gets them from the log on disk (snapshotSizeFactor=0), not a snapshot.',
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
