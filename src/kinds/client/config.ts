import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: client` (scenario format, "Defaults"). */
export const clientOptions = {
  target: {
    type: 'reference',
    kinds: ['load-balancer', 'api-server', 'service'],
    doc: 'Where requests go: a node, or a group whose instances are taken in turn.',
  },
  rate: {
    type: 'rate',
    live: true,
    default: '10/s',
    doc: 'Requests per second of each instance; gaps are exponential.',
  },
  writes: { type: 'share', live: true, default: '0%', doc: 'The share of requests that write.' },
  timeout: {
    type: 'duration',
    live: true,
    default: '2s',
    minimum: 1,
    doc: 'How long an attempt waits for its answer.',
  },
  retries: {
    type: 'integer',
    live: true,
    default: 0,
    minimum: 0,
    maximum: 100,
    doc: 'Further attempts after a failed one.',
  },
  backoff: {
    type: 'record',
    optional: true,
    doc: 'Waiting before retries; without it the next attempt follows at once.',
    fields: {
      first: {
        type: 'duration',
        minimum: 1,
        doc: 'Before the first retry; twice as long before each further one.',
      },
      most: { type: 'duration', default: '10s', minimum: 1, doc: 'It grows no longer than this.' },
      jitter: {
        type: 'choice',
        values: ['full', 'none'],
        default: 'full',
        doc: 'full: a time drawn evenly from none to the whole wait; none: all wait alike.',
      },
    },
  },
  retryBudget: {
    type: 'share',
    optional: true,
    doc: 'How many retries there may be for each request, over time; any number, if absent.',
  },
  sources: {
    type: 'integer',
    default: 1,
    minimum: 1,
    maximum: 1_000_000,
    doc: 'From how many IP addresses the requests of an instance come; a single one is its own.',
  },
  paths: {
    type: 'integer',
    default: 1,
    minimum: 1,
    maximum: 1_000_000,
    doc: 'How many paths there are to ask for, each as likely: / alone, or /1 to /n.',
  },
  idempotencyKeys: {
    type: 'flag',
    default: false,
    doc: 'Whether writes carry a key by which a database does none of them twice, however often it is sent.',
  },
} as const;

export type ClientOptions = OptionsOf<typeof clientOptions>;
