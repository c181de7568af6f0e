import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: zookeeper-client` (scenario format, "Defaults"). */
export const zookeeperClientOptions = {
  through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
  servers: {
    type: 'list',
    of: { type: 'reference', kinds: ['zookeeper'], doc: 'A server.' },
    optional: true,
    doc: 'The connect list, where it is not the whole ensemble: it goes nowhere else.',
  },
  sessionTimeout: {
    type: 'duration',
    default: '10s',
    minimum: 1,
    doc: 'The ZooKeeper session timeout it asks for.',
  },
  workload: {
    type: 'choice',
    values: [
      'random', 'naive-election', 'queue-election', 'lock', 'herd-lock', 'read-write-lock', 'semaphore', 'barrier',
      'barrier-keeper', 'double-barrier', 'queue-producer', 'queue-consumer', 'membership', 'registry', 'config-watch',
      'config-writer', 'write', 'read',
    ],
    default: 'random',
    doc: 'What it does: random operations of every sort, or one of the recipes.',
  },
  path: {
    type: 'text',
    default: '/app',
    doc: 'The znode that it works below; whoever is to meet has the same.',
  },
  rate: {
    type: 'rate',
    default: '10/s',
    doc: 'What it begins per second, each instance for itself: random operations, items, values, reads; gaps are exponential.',
  },
  hold: {
    type: 'duration',
    optional: true,
    minimum: 0,
    doc: 'How long it keeps what it got, or works on an item; without it a second, elections and memberships for ever.',
  },
  rest: { type: 'duration', default: '1s', minimum: 0, doc: 'How long it waits before it begins again.' },
  sync: {
    type: 'flag',
    default: false,
    doc: 'A reader asks for a sync before each read, which brings its server up to date with the leader.',
  },
  reads: { type: 'share', default: '80%', doc: 'The share of turns at a read/write lock that only read.' },
  size: {
    type: 'integer',
    default: 2,
    minimum: 1,
    maximum: 1000,
    doc: 'How many may hold a semaphore, or make up a double barrier.',
  },
  fencing: {
    type: 'choice',
    values: ['session', 'none'],
    default: 'session',
    doc: 'session: a holder stops by its own clock when it cannot be certain of its session; none: it goes on until told.',
  },
  careless: {
    type: 'flag',
    default: false,
    doc: 'Takes a lost answer for a failure, as careless programs do, and begins anew.',
  },
} as const; // prettier-ignore

export type ZookeeperClientOptions = OptionsOf<typeof zookeeperClientOptions>;
