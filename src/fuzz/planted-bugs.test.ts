/**
 * Whether fuzzing would find what it is for: servers with a bug each, planted around the model. Each is found within
 * the stated number of runs.
 */
import { expect, test } from 'vitest';
import { kinds } from '../kinds/index.ts';
import type { Transaction } from '../kinds/zookeeper/protocol.ts';
import type { QuorumMessage } from '../kinds/zookeeper/quorum-protocol.ts';
import type { ServerConfig, ServerDurable, ServerState } from '../kinds/zookeeper/state.ts';
import type { KindDefinition, NodeEvent } from '../kernel/kind.ts';
import { defined } from '../lib/assert.ts';
import { seedOf } from './campaign.ts';
import { drawPlan } from './draw-plan.ts';
import { tryPlan } from './trial.ts';

type Zookeeper = KindDefinition<unknown, ServerConfig, ServerState, ServerDurable>;

const sound = defined(kinds.find(({ kind }) => kind === 'zookeeper'), 'kind zookeeper') as Zookeeper; // prettier-ignore

/** Servers that take some packets for others; undefined: they never got it. */
function mishearing(hear: (message: QuorumMessage) => QuorumMessage | undefined): Partial<Zookeeper> {
  return {
    handle: (state, event, ctx) => {
      const heard = misheard(event, hear);
      if (heard !== undefined) sound.handle(state, heard, ctx);
    },
  };
}

function misheard(event: NodeEvent, hear: Parameters<typeof mishearing>[0]): NodeEvent | undefined {
  if (event.type !== 'message') return event;
  const message = hear(event.message as QuorumMessage);
  return message && { ...event, message };
}

function withoutEphemerals(transaction: Transaction): Transaction {
  const { change } = transaction;
  return change.type === 'close-session'
    ? { ...transaction, change: { ...change, ephemerals: [] } }
    : transaction;
}

const BUGS: Readonly<Record<string, Partial<Zookeeper>>> = {
  'forgets its epochs with its process': {
    start: (config, durable, ctx) =>
      sound.start(config, durable && { ...durable, acceptedEpoch: 0, currentEpoch: 0 }, ctx),
  },
  'forgets its log with its process': {
    start: (config, durable, ctx) => {
      if (durable === undefined) return sound.start(config, durable, ctx);
      const { base, snapshot, acceptedEpoch, currentEpoch, log } = durable;
      const less = log.truncate(log.length >> 1);
      return sound.start(config, { base, snapshot, acceptedEpoch, currentEpoch, log: less }, ctx);
    },
  },
  'keeps what it should cut off': mishearing((message) =>
    message.type === 'trunc' ? { type: 'diff', zxid: message.zxid } : message,
  ),
  'keeps the ephemerals of sessions that ended': mishearing((message) =>
    message.type === 'proposal'
      ? { type: 'proposal', transaction: withoutEphemerals(message.transaction) }
      : message,
  ),
  'serves before it is up to date': mishearing((message) =>
    message.type === 'new-leader' ? { type: 'up-to-date' } : message,
  ),
};

test.each(Object.entries(BUGS))(
  'a server that %s is found within 40 runs',
  (_, bug) => {
    const buggy = kinds.map((kind) => (kind.kind === 'zookeeper' ? { ...sound, ...bug } : kind));
    const found = Array.from({ length: 40 }, (__, run) => seedOf(1, run)).some(
      (seed) => tryPlan(drawPlan(seed, sound.options), buggy).failure !== undefined,
    );
    expect(found).toBe(true);
  },
  300_000,
);
