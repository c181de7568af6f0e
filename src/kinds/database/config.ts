import type { Directory } from '../../kernel/kind.ts';
import type { OptionsOf } from '../../lib/options.ts';
import { SCRIPT_EVERY } from './protocol.ts';
import type { ElectionConfig, Replication } from './state.ts';

const replicas = {
  type: 'integer',
  default: 1,
  minimum: 1,
  maximum: 100,
  doc: 'How many replicas must confirm a write.',
} as const;

/** Options of `kind: database` (scenario format, "Defaults"). */
export const databaseOptions = {
  replication: {
    type: 'choice',
    values: ['asynchronous', 'semi-synchronous', 'synchronous'],
    default: 'asynchronous',
    doc: 'What an acknowledged write has reached: the disk of the primary, or replicas too.',
  },
  synchronous: {
    type: 'record',
    default: {},
    doc: 'Synchronous replication, as PostgreSQL has it (synchronous_standby_names, synchronous_commit).',
    fields: {
      method: {
        type: 'choice',
        values: ['first', 'any'],
        default: 'first',
        doc: 'first: those that come first in the group, of the ones that stream; any: whoever confirms.',
      },
      number: replicas,
      commit: {
        type: 'choice',
        values: ['remote-write', 'on', 'remote-apply'],
        default: 'on',
        doc: 'What they confirm: that they received a write, have it on disk, or show it to readers.',
      },
    },
  },
  semiSynchronous: {
    type: 'record',
    default: {},
    doc: 'Semi-synchronous replication, as MySQL has it.',
    fields: {
      wait: {
        type: 'choice',
        values: ['after-sync', 'after-commit'],
        default: 'after-sync',
        doc: 'after-commit: others can read a write that no replica has yet.',
      },
      number: replicas,
      timeout: {
        type: 'duration',
        default: '10s',
        minimum: 1,
        doc: 'How long a primary waits for a confirmation before it goes on without any.',
      },
    },
  },
  replayDelay: {
    type: 'duration',
    default: '0s',
    minimum: 0,
    doc: 'How long a replica keeps from readers what it has on disk (recovery_min_apply_delay).',
  },
  election: {
    type: 'either',
    optional: true,
    of: [
      {
        type: 'record',
        doc: 'Through ZooKeeper.',
        fields: {
          through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
          recipe: {
            type: 'choice',
            values: ['queue', 'naive', 'patroni', 'none'],
            default: 'queue',
            doc: 'queue: the first in line; naive: whoever is fastest; patroni: whoever has most; none: a script.',
          },
          sessionTimeout: {
            type: 'duration',
            default: '10s',
            minimum: 1,
            doc: 'The ZooKeeper session timeout it asks for; `ttl` of Patroni.',
          },
          loopWait: {
            type: 'duration',
            default: '10s',
            minimum: 1,
            doc: 'Patroni: the pause between two loops.',
          },
          retryTimeout: {
            type: 'duration',
            default: '10s',
            minimum: 1,
            doc: 'Patroni: how long a primary gets no answer from ZooKeeper before it demotes itself.',
          },
          maximumLag: {
            type: 'integer',
            default: 10_000,
            minimum: 0,
            maximum: 1_000_000_000,
            doc: 'Patroni: how many writes a candidate may lack (maximum_lag_on_failover).',
          },
          watchdog: {
            type: 'flag',
            default: false,
            doc: 'Patroni: resets the machine of a primary whose loop stands still, before its session can end.',
          },
        },
      },
      {
        type: 'record',
        doc: 'Without ZooKeeper: a script on each database.',
        fields: {
          recipe: {
            type: 'choice',
            values: ['none'],
            doc: 'none: who hears of no primary for 3 s, and of nobody before it in the group, promotes itself.',
          },
        },
      },
    ],
    doc: 'How a primary is chosen; without it the first instance is the primary for ever.',
  },
  fencing: {
    type: 'choice',
    values: ['session', 'token', 'none'],
    default: 'session',
    doc: 'session: a primary steps down on its own clock when it cannot keep its session; token: replicas and API servers refuse one that was deposed.',
  },
  diskSync: { type: 'duration', default: '2ms', minimum: 0, doc: 'The time of one disk sync.' },
  promotion: { type: 'duration', default: '20ms', minimum: 0, doc: 'From election to accepting writes.' },
} as const;

export type DatabaseOptions = OptionsOf<typeof databaseOptions>;

/** What a write must have reached, of all that the options say of it. */
export function replicationOf({ replication, synchronous, semiSynchronous }: DatabaseOptions): Replication {
  if (replication === 'synchronous') return { type: replication, ...synchronous };
  if (replication === 'semi-synchronous') return { type: replication, ...semiSynchronous };
  return { type: 'asynchronous' };
}

/** A script asks nobody, and has no session. */
const SCRIPT: ElectionConfig = {
  recipe: 'none',
  servers: [],
  sessionTimeout: 0,
  loopWait: SCRIPT_EVERY,
  retryTimeout: 0,
  maximumLag: 0,
  watchdog: false,
};

export function electionOf({ election }: DatabaseOptions, directory: Directory): ElectionConfig | undefined {
  if (election === undefined || !('through' in election) || election.recipe === 'none') {
    return election === undefined ? undefined : SCRIPT;
  }
  const { through, ...rest } = election;
  return { ...rest, servers: directory.members(through) };
}
