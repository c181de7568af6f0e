import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: database` (scenario format, "Defaults"). */
export const databaseOptions = {
  replication: {
    type: 'choice',
    values: ['asynchronous'],
    default: 'asynchronous',
    doc: 'What an acknowledged write has reached.',
  },
  election: {
    type: 'record',
    optional: true,
    doc: 'How a primary is chosen; without it the first instance is the primary for ever.',
    fields: {
      through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
      recipe: { type: 'choice', values: ['queue'], default: 'queue', doc: 'The election recipe.' },
      sessionTimeout: {
        type: 'duration',
        default: '10s',
        minimum: 1,
        doc: 'The ZooKeeper session timeout it asks for.',
      },
    },
  },
  fencing: {
    type: 'choice',
    values: ['session', 'none'],
    default: 'session',
    doc: 'session: a primary steps down on its own clock when it cannot keep its session.',
  },
  diskSync: { type: 'duration', default: '2ms', minimum: 0, doc: 'The time of one disk sync.' },
  promotion: { type: 'duration', default: '20ms', minimum: 0, doc: 'From election to accepting writes.' },
} as const;

export type DatabaseOptions = OptionsOf<typeof databaseOptions>;
