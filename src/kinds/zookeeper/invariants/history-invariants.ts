/** That servers deliver the same transactions in the same order, and that none is lost. */
import type { Invariant, MemberView, Violation } from '../../../kernel/kind.ts';
import { counterOf, epochOf, type Transaction, zxidText } from '../protocol.ts';
import {
  additions, deliveredAt, deliveredCount, deliveries, type Delivery, delivers, extended, type History, historyStart,
  holds, isCovered, isVoting, NO_HISTORY, sameTransaction, servingEpoch, votersOf, waitsForDisk, well, writes,
} from './server-view.ts'; // prettier-ignore
import type { ServerState } from '../state.ts';
import { transactionAt } from '../ensemble/storage.ts';

function violationAt(node: string, { transaction }: Delivery, reason: string): Violation {
  return { node, reason: `${zxidText(transaction.zxid)} ${reason}`, data: { zxid: transaction.zxid } };
}

/** An invariant that remembers nothing and judges every transaction that a step delivered. */
function ofDeliveries(
  name: string,
  judge: (delivery: Delivery, server: ServerState, members: readonly MemberView[]) => string | undefined,
): Invariant<ServerState> {
  return {
    name,
    initial: undefined,
    concerns: delivers,
    check: (memory, { step, members }) => {
      const { node, after } = step;
      if (after === undefined) return undefined;
      for (const delivery of deliveries(step)) {
        const reason = judge(delivery, after, members);
        if (reason !== undefined) return { memory, violation: violationAt(node, delivery, reason) };
      }
      return undefined;
    },
  };
}

/** PrefixConsistency of Zab.tla: of two servers' committed transactions one is the beginning of the other. */
const prefixConsistency: Invariant<ServerState, History> = {
  name: 'prefix-consistency',
  initial: NO_HISTORY,
  concerns: delivers,
  check: (memory, { step }) => {
    const history = extended(memory, step);
    for (const delivery of deliveries(step)) {
      const known = memory.at(delivery.place);
      if (known === undefined || sameTransaction(known, delivery.transaction)) continue;
      const reason = 'is not what others committed';
      return { memory: history, violation: violationAt(step.node, delivery, reason) };
    }
    return well(memory, history);
  },
};

/** Agreement of Zab.tla: if one server delivered a and another b, the one delivered b or the other a. */
const agreement = ofDeliveries('agreement', ({ place, transaction: { zxid } }, server, members) => {
  for (const { state } of members) {
    const other = state as ServerState | undefined;
    if (other === undefined || other === server || deliveredCount(other) <= place) continue;
    if (!isCovered(other, zxid) && deliveredAt(other, zxid, place) === undefined)
      return 'is missing where others delivered another';
  }
  return undefined;
});

/** TotalOrder of Zab.tla: two transactions are delivered in the same order by all who deliver both. */
const totalOrder = ofDeliveries('total-order', ({ place, transaction, previous }, server, members) => {
  for (const { state } of members) {
    const other = state as ServerState | undefined;
    if (other === undefined || other === server) continue;
    const there = deliveredAt(other, transaction.zxid, place);
    if (there === undefined) continue;
    const before = transactionAt(other, there - 1);
    if (before?.zxid === previous?.zxid || there === historyStart(other) || place === historyStart(server))
      continue;
    const late = previous !== undefined && (deliveredAt(other, previous.zxid, there - 1) ?? Infinity) > there;
    const early = before !== undefined && (deliveredAt(server, before.zxid, place - 1) ?? Infinity) > place;
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
    for (const addition of additions(step)) {
      const { place, transaction, previous } = addition;
      if ((start > 0 && place <= start) || follows(transaction, previous)) continue;
      const reason = `does not follow ${zxidText(previous?.zxid ?? 0)}`;
      return { memory, violation: violationAt(step.node, addition, reason) };
    }
    return undefined;
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
  initial: NO_HISTORY,
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
    return well(memory, extended(memory, step));
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
    if (after === undefined) return undefined;
    for (const delivery of deliveries(step)) {
      if (delivery.place < count || !lacksQuorum(delivery, after, members)) continue;
      return { memory: count, violation: violationAt(node, delivery, 'is on the disks of no quorum') };
    }
    return well(count, Math.max(count, deliveredCount(after)));
  },
};

function lacksQuorum(
  { place, transaction: { zxid } }: Delivery,
  server: ServerState,
  members: readonly MemberView[],
): boolean {
  let disks = 0;
  for (const { name, synced, durable } of members)
    if (isVoting(server, name) && holds(waitsForDisk(server) ? synced : durable, zxid, place)) disks++;
  return disks <= votersOf(server) >> 1;
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
