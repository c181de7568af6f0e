/** That servers deliver the same transactions in the same order, and that none is lost. */
import type { Invariant, MemberView, Violation } from '../../kernel/kind.ts';
import { AppendLog } from '../../lib/append-log.ts';
import { counterOf, epochOf, type Transaction, zxidText } from './protocol.ts';
import {
  additions, deliveredAt, deliveredCount, deliveries, type Delivery, delivers, historyStart, holds, isCovered,
  runningServers, sameTransaction, servingEpoch, voters, waitsForDisk, writes,
} from './server-view.ts'; // prettier-ignore
import type { ServerState } from './state.ts';
import { transactionAt } from './storage.ts';

/** What any server has ever known to be committed, from the first transaction on. */
type History = AppendLog<Transaction>;

function violationAt(node: string, { transaction }: Delivery, reason: string): Violation {
  return { node, reason: `${zxidText(transaction.zxid)} ${reason}`, data: { zxid: transaction.zxid } };
}

/** An invariant that remembers nothing and judges every transaction that a step delivered. */
function ofDeliveries(
  name: string,
  judge: (delivery: Delivery, server: ServerState, others: readonly ServerState[]) => string | undefined,
): Invariant<ServerState> {
  return {
    name,
    initial: undefined,
    concerns: delivers,
    check: (memory, { step, members }) => {
      const { node, after } = step;
      if (after === undefined) return { memory, violation: undefined };
      const others = runningServers(members).flatMap((one) => (one.name === node ? [] : [one.server]));
      for (const delivery of deliveries(step)) {
        const reason = judge(delivery, after, others);
        if (reason !== undefined) return { memory, violation: violationAt(node, delivery, reason) };
      }
      return { memory, violation: undefined };
    },
  };
}

/** PrefixConsistency of Zab.tla: of two servers' committed transactions one is the beginning of the other. */
const prefixConsistency: Invariant<ServerState, History> = {
  name: 'prefix-consistency',
  initial: AppendLog.empty(),
  concerns: delivers,
  check: (memory, { step }) => {
    let history = memory;
    for (const delivery of deliveries(step)) {
      const known = history.at(delivery.place);
      if (known === undefined) history = extended(history, delivery);
      else if (!sameTransaction(known, delivery.transaction)) {
        const reason = 'is not what others committed';
        return { memory: history, violation: violationAt(step.node, delivery, reason) };
      }
    }
    return { memory: history, violation: undefined };
  },
};

/** Places follow one another; what only a snapshot holds was committed by somebody before it was taken. */
function extended(history: History, { place, transaction }: Delivery): History {
  return place === history.length ? history.append(transaction) : history;
}

/** Agreement of Zab.tla: if one server delivered a and another b, the one delivered b or the other a. */
const agreement = ofDeliveries('agreement', ({ place, transaction: { zxid } }, _server, others) => {
  const lacks = (other: ServerState): boolean =>
    deliveredCount(other) > place && !isCovered(other, zxid) && deliveredAt(other, zxid) === undefined;
  return others.some(lacks) ? 'is missing where others delivered another' : undefined;
});

/** TotalOrder of Zab.tla: two transactions are delivered in the same order by all who deliver both. */
const totalOrder = ofDeliveries('total-order', ({ place, transaction, previous }, server, others) => {
  for (const other of others) {
    const there = deliveredAt(other, transaction.zxid);
    if (there === undefined) continue;
    const before = transactionAt(other, there - 1);
    if (before?.zxid === previous?.zxid || there === historyStart(other) || place === historyStart(server))
      continue;
    const late = previous !== undefined && (deliveredAt(other, previous.zxid) ?? Infinity) > there;
    const early = before !== undefined && (deliveredAt(server, before.zxid) ?? Infinity) > place;
    if (late || early) return 'was delivered in another order elsewhere';
  }
  return undefined;
});

/** GlobalPrimaryOrder of Zab.tla: of two transactions delivered, the one of the older epoch comes first. */
const globalPrimaryOrder = ofDeliveries('global-primary-order', ({ transaction, previous }) =>
  epochOf(transaction.zxid) < epochOf(previous?.zxid ?? 0) ? 'came after a newer epoch' : undefined,
);

/** In every history zxids grow by one, and begin at 1 in each epoch. */
const zxidsContiguous: Invariant<ServerState> = {
  name: 'zxids-contiguous',
  initial: undefined,
  concerns: writes,
  check: (memory, { step }) => {
    const start = step.after === undefined ? 0 : historyStart(step.after);
    const gap = additions(step).find(
      ({ place, transaction, previous }) => (start === 0 || place > start) && !follows(transaction, previous),
    );
    const violation =
      gap && violationAt(step.node, gap, `does not follow ${zxidText(gap.previous?.zxid ?? 0)}`);
    return { memory, violation };
  },
};

function follows({ zxid }: Transaction, previous: Transaction | undefined): boolean {
  if (previous === undefined || epochOf(zxid) > epochOf(previous.zxid)) return counterOf(zxid) === 1;
  return zxid === previous.zxid + 1;
}

/**
 * What was committed once is in the log of every leader that is established later. A deposed leader that has not
 * noticed yet is no later one.
 */
const committedNeverLost: Invariant<ServerState, History> = {
  name: 'committed-never-lost',
  initial: AppendLog.empty(),
  concerns: (before, after) => delivers(before, after) || servingEpoch(before) !== servingEpoch(after),
  check: (memory, { step }) => {
    const { node, after } = step;
    const last = memory.last();
    const epoch = servingEpoch(after);
    if (
      after !== undefined &&
      epoch !== undefined &&
      epoch !== servingEpoch(step.before) &&
      last !== undefined
    ) {
      const held = isCovered(after, last.zxid) ? last : transactionAt(after, memory.length - 1);
      if (epoch >= epochOf(last.zxid) && (held === undefined || !sameTransaction(held, last))) {
        const reason = `leads without ${zxidText(last.zxid)}`;
        return { memory, violation: { node, reason, data: { zxid: last.zxid } } };
      }
    }
    return { memory: deliveries(step).reduce(extended, memory), violation: undefined };
  },
};

/**
 * Two quorums intersect because each commit rests on one: when a transaction is first committed, the disks of more
 * than half of the voters hold it; with forceSync off, those of their operating systems.
 */
const committedByQuorum: Invariant<ServerState, number> = {
  name: 'committed-by-quorum',
  initial: 0,
  concerns: delivers,
  check: (count, { step, members }) => {
    const { node, after } = step;
    if (after === undefined) return { memory: count, violation: undefined };
    for (const delivery of deliveries(step)) {
      if (delivery.place < count || !lacksQuorum(delivery, after, members)) continue;
      return { memory: count, violation: violationAt(node, delivery, 'is on the disks of no quorum') };
    }
    return { memory: Math.max(count, deliveredCount(after)), violation: undefined };
  },
};

function lacksQuorum(
  { transaction: { zxid } }: Delivery,
  server: ServerState,
  members: readonly MemberView[],
): boolean {
  const names = voters(server);
  let disks = 0;
  for (const { name, synced, durable } of members)
    if (names.includes(name) && holds(waitsForDisk(server) ? synced : durable, zxid)) disks++;
  return disks <= names.length >> 1;
}

export const historyInvariants: readonly Invariant[] = [
  prefixConsistency,
  agreement,
  totalOrder,
  globalPrimaryOrder,
  zxidsContiguous,
  committedNeverLost,
  committedByQuorum,
];
