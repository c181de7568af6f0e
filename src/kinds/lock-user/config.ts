import type { OptionsOf } from '../../lib/options.ts';
import { sessionTimeoutOption } from '../calling/options.ts';
import { TIME_FORMS } from '../calling/time.ts';

/** Options of `kind: lock-user`. */
export const lockUserOptions = {
  through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble that keeps the lock.' },
  path: {
    type: 'text',
    default: '/lock',
    doc: 'The znode of the lock; whoever is to exclude another has the same.',
  },
  resource: { type: 'reference', kinds: ['resource'], doc: 'What the lock protects: a holder works on it.' },
  lock: {
    type: 'choice',
    values: ['fair', 'herd', 'read-write'],
    default: 'fair',
    doc: 'fair: each waits for the one before it; herd: a release wakes all; read-write: readers share.',
  },
  reads: {
    type: 'share',
    live: true,
    default: '50%',
    doc: 'The share of turns that only read, where lock is read-write.',
  },
  hold: {
    type: 'either',
    live: true,
    of: TIME_FORMS,
    default: '1s',
    doc: 'How long a turn lasts: a time, { median, p99 } or { mean, distribution: exponential }.',
  },
  workEvery: {
    type: 'duration',
    default: '200ms',
    minimum: 1,
    doc: 'A holder works on the resource at once and then as often as this.',
  },
  pauseBetween: {
    type: 'either',
    live: true,
    of: TIME_FORMS,
    default: '1s',
    doc: 'What it waits after a turn before it comes again.',
  },
  fencing: {
    type: 'choice',
    values: ['token', 'none'],
    default: 'token',
    doc: 'token: each access shows the czxid of the own lock znode, and the resource refuses lower ones; none: it shows nothing.',
  },
  sessionTimeout: sessionTimeoutOption,
} as const;

export type LockUserOptions = OptionsOf<typeof lockUserOptions>;
