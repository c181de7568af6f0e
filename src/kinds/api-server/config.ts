import type { OptionsOf } from '../../lib/options.ts';
import { sessionTimeoutOption } from '../calling/options.ts';
import { databaseOption, retryWritesOption } from '../calling/primary.ts';
import { configOption, registerOption } from '../calling/targets.ts';

/** Options of `kind: api-server` (scenario format, "Defaults"). */
export const apiServerOptions = {
  database: {
    ...databaseOption,
    doc: 'The databases behind it: writes go to the primary it last learned, reads to all it knows in turn.',
  },
  retryWrites: retryWritesOption,
  readsFrom: {
    type: 'choice',
    values: ['all', 'primary'],
    default: 'all',
    doc: 'Which databases it asks for reads: all that it is connected to, in turn, or their primary alone.',
  },
  resource: {
    type: 'reference',
    kinds: ['resource'],
    optional: true,
    doc: 'What its writes work on: each reads it when its work begins and writes it when it is over. No lock keeps others out.',
  },
  register: registerOption,
  serviceTime: {
    type: 'either',
    live: true,
    of: [
      { type: 'duration', minimum: 0, doc: 'The same for each request.' },
      {
        type: 'record',
        doc: 'Log-normal, as handlers with a database behind them are.',
        fields: {
          median: { type: 'duration', minimum: 1, doc: 'Half of the requests take at most this.' },
          p99: {
            type: 'duration',
            minimum: 1,
            doc: '99 of 100 requests take at most this; the median at least.',
          },
        },
      },
      {
        type: 'record',
        doc: 'A distribution by its mean.',
        fields: {
          mean: { type: 'duration', minimum: 1, doc: 'The mean.' },
          distribution: { type: 'choice', values: ['exponential'], default: 'exponential', doc: 'Its form.' },
        },
      },
    ],
    default: '5ms',
    doc: 'The work that each request takes: a time, { median, p99 } or { mean, distribution: exponential }.',
  },
  concurrency: {
    type: 'integer',
    optional: true,
    minimum: 1,
    maximum: 100_000,
    doc: 'How many requests it works on at once; all that come, if absent.',
  },
  queue: {
    type: 'integer',
    optional: true,
    minimum: 0,
    maximum: 1_000_000,
    doc: 'How many requests may wait for a free place, further ones get 503 at once; any number, if absent.',
  },
  health: {
    type: 'record',
    default: {},
    doc: 'How it answers /health.',
    fields: {
      deep: {
        type: 'choice',
        values: ['database'],
        optional: true,
        doc: 'A deep check: 503 unless the primary of its database answers a read in time.',
      },
      timeout: { type: 'duration', default: '1s', minimum: 1, doc: 'How long a deep check waits.' },
      throughQueue: {
        type: 'flag',
        default: true,
        doc: 'Whether it waits in the queue like any request: application servers have one pool of threads.',
      },
    },
  },
  warmUp: {
    type: 'duration',
    default: '0s',
    minimum: 0,
    doc: 'How long it is slower after a start: caches are empty, code is not compiled.',
  },
  coldBy: {
    type: 'integer',
    default: 5,
    minimum: 1,
    maximum: 1000,
    doc: 'How many times as long requests take right after a start, less and less until it is warm.',
  },
  sessionTimeout: sessionTimeoutOption,
  config: {
    ...configOption,
    doc: 'The znode that holds its configuration: a whole number there is its concurrency.',
  },
} as const;

export type ApiServerOptions = OptionsOf<typeof apiServerOptions>;
