import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: api-server` (scenario format, "Defaults"). */
export const apiServerOptions = {
  database: {
    type: 'reference',
    kinds: ['database'],
    optional: true,
    doc: 'The databases behind it: writes go to the primary it last learned, reads to all it knows in turn.',
  },
  register: {
    type: 'record',
    optional: true,
    doc: 'Where it registers itself as an ephemeral znode.',
    fields: {
      in: { type: 'text', doc: 'The path of the registry, such as /services/api.' },
      through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
    },
  },
  serviceTime: { type: 'duration', default: '5ms', minimum: 0, doc: 'The work that each request takes.' },
  sessionTimeout: {
    type: 'duration',
    default: '10s',
    minimum: 1,
    doc: 'The ZooKeeper session timeout it asks for.',
  },
} as const;

export type ApiServerOptions = OptionsOf<typeof apiServerOptions>;
