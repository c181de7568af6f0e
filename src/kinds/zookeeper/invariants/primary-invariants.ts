/** That what servers deliver was proposed, and in the order in which primaries proposed it. */
import type { Invariant } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import { counterOf, epochOf, type Transaction, type Zxid, zxidText } from '../protocol.ts';
import {
  additions, deliveredAt, deliveredCount, deliveries, type Delivery, delivers, isCovered,
  sameTransaction, servingEpoch, servingUnder, well, writes,
} from './server-view.ts'; // prettier-ignore
import type { ServerState } from '../state.ts';
import { sharedByStep } from './step-memo.ts';
import { transactionAt } from '../ensemble/storage.ts';

/** What one leader proposed in one epoch; the n-th has the counter n. */
interface Reign {
  readonly source: string;
  readonly epoch: number;
  readonly proposed: AppendLog<Transaction>;
}

/** Every proposal ever made: `proposed` of Zab.tla. */
type Proposals = readonly Reign[];

const NO_PROPOSALS: Proposals = [];

/** Adds what a leader proposed in a step. */
const withProposals = sharedByStep((proposals: Proposals, step): Proposals => {
  const epoch = servingEpoch(step.before);
  if (
    epoch === undefined ||
    epoch !== servingEpoch(step.after) ||
    step.before?.disk.log === step.after?.disk.log
  )
    return proposals;
  let reigns = proposals;
  for (const { transaction } of additions(step))
    if (epochOf(transaction.zxid) === epoch) reigns = withProposal(reigns, step.node, epoch, transaction);
  return reigns;
});

function withProposal(
  proposals: Proposals,
  source: string,
  epoch: number,
  transaction: Transaction,
): Proposals {
  const place = proposals.findIndex((reign) => reign.source === source && reign.epoch === epoch);
  const proposed = (proposals[place]?.proposed ?? AppendLog.empty<Transaction>()).append(transaction);
  const reign = { source, epoch, proposed };
  return place < 0 ? [...proposals, reign] : proposals.with(place, reign);
}

/** The reign in which a transaction was proposed. */
function reignOf(proposals: Proposals, transaction: Transaction): Reign | undefined {
  const epoch = epochOf(transaction.zxid);
  const place = counterOf(transaction.zxid) - 1;
  for (let index = proposals.length - 1; index >= 0; index--) {
    const reign = proposals[index];
    const own = reign?.epoch === epoch ? reign.proposed.at(place) : undefined;
    if (own !== undefined && sameTransaction(own, transaction)) return reign;
  }
  return undefined;
}

/** An invariant that judges each delivery by what was proposed. */
function ofProposals(
  name: string,
  judge: (proposals: Proposals, delivery: Delivery, server: ServerState) => string | undefined,
): Invariant<ServerState, Proposals> {
  return {
    name,
    initial: NO_PROPOSALS,
    concerns: writes,
    check: (memory, { step }) => {
      const proposals = withProposals(memory, step);
      const { node, after } = step;
      if (after === undefined) return well(memory, proposals);
      for (const delivery of deliveries(step)) {
        const reason = judge(proposals, delivery, after);
        if (reason === undefined) continue;
        const { zxid } = delivery.transaction;
        const violation = { node, reason: `${zxidText(zxid)} ${reason}`, data: { zxid } };
        return { memory: proposals, violation };
      }
      return well(memory, proposals);
    },
  };
}

/** Integrity of Zab.tla: only what a primary proposed is ever delivered. */
const integrity = ofProposals('integrity', (proposals, { transaction }) =>
  reignOf(proposals, transaction) === undefined ? 'was proposed by nobody' : undefined,
);

/**
 * LocalPrimaryOrder of Zab.tla, for all pairs: what a primary proposed before a transaction is delivered before it.
 * Each is compared with the proposal just before it; the rest follows by induction.
 */
const localPrimaryOrder = ofProposals(
  'local-primary-order',
  (proposals, { place, transaction, previous }, server) => {
    const earlier = reignOf(proposals, transaction)?.proposed.at(counterOf(transaction.zxid) - 2);
    if (
      counterOf(transaction.zxid) === 1 ||
      earlier === undefined ||
      previous?.zxid === earlier.zxid ||
      isCovered(server, earlier.zxid)
    )
      return undefined;
    const delivered = deliveredAt(server, earlier.zxid, place - 1);
    if (delivered !== undefined && delivered < place) return undefined;
    return `was delivered without ${zxidText(earlier.zxid)}`;
  },
);

/**
 * PrimaryIntegrity of Zab.tla: a leader that broadcasts in epoch e has delivered all that a follower which serves
 * under it delivered of the epochs before e.
 */
const primaryIntegrity: Invariant<ServerState> = {
  name: 'primary-integrity',
  initial: undefined,
  concerns: (before, after) =>
    servingUnder(after) !== undefined &&
    (servingUnder(before) !== servingUnder(after) || delivers(before, after)),
  check: (memory, { step, members }) => {
    const { node, before, after } = step;
    const leader = servingUnder(after);
    const primary = members.find(({ name }) => name === leader);
    const server = primary?.state as ServerState | undefined;
    const epoch = servingEpoch(server);
    if (
      after === undefined ||
      server === undefined ||
      epoch === undefined ||
      after.disk.currentEpoch !== epoch
    )
      return undefined;
    const enters = servingUnder(before) !== leader;
    const missing = undelivered(enters ? everything(after) : deliveries(step), epoch, server);
    if (missing === undefined) return undefined;
    const reason = `leads ${node} without ${zxidText(missing)}`;
    return { memory, violation: { node: leader ?? node, reason, data: { zxid: missing } } };
  },
};

function everything(server: ServerState): readonly Delivery[] {
  return deliveries({ node: '', before: undefined, after: server, event: { type: 'start' } });
}

function undelivered(list: readonly Delivery[], epoch: number, primary: ServerState): Zxid | undefined {
  for (const { place, transaction } of list) {
    if (epochOf(transaction.zxid) >= epoch || isCovered(primary, transaction.zxid)) continue;
    const there = place < deliveredCount(primary) ? transactionAt(primary, place) : undefined;
    if (there?.zxid !== transaction.zxid && deliveredAt(primary, transaction.zxid, place) === undefined)
      return transaction.zxid;
  }
  return undefined;
}

export const primaryInvariants: readonly Invariant[] = [integrity, localPrimaryOrder, primaryIntegrity];
