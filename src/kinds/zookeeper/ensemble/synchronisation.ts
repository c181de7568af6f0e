import type { Context } from '../../../kernel/kind.ts';
import { valuesOf } from '../../../lib/sorted-map.ts';
import { reportApplied } from '../serving/apply.ts';
import { updateElectionVote } from './election.ts';
import { findLearner, sendTo, updateEstablishment, updateLearner, withVoter } from './leadership.ts';
import { hasBug } from '../planted-bugs.ts';
import { epochOf, isFirstOfEpoch, type Zxid, zxidOf } from '../protocol.ts';
import { nextTick, trackAll } from '../serving/session-tracker.ts';
import { isQuorum, type Learner, type Server } from '../state.ts';
import { committedLogStart, loggedCount, transactionAt } from './storage.ts';

/** How a learner is brought up to date: the committed transactions from `from` on follow. */
export type Plan =
  { readonly type: 'diff' | 'trunc'; readonly zxid: Zxid; readonly from: number } | { readonly type: 'snap' };

const SNAP: Plan = { type: 'snap' };

/** What the decision is made of: the leader's tree, its log, and the part of it that is in memory. */
export type History = Pick<Server, 'disk' | 'applied' | 'tree'> & {
  /** Index of the first transaction of the committedLog. */
  readonly start: number;
  readonly syncFromLog: boolean;
};

/** DIFF, TRUNC or SNAP for a learner whose last zxid is `peer` (LearnerHandler.syncFollower, in its order). */
export function planSync(history: History, peer: Zxid): Plan {
  const { applied, start } = history;
  const processed = history.tree.zxid;
  const max = start < applied ? zxidAt(history, applied - 1) : processed;
  const min = start < applied ? zxidAt(history, start) : processed;
  if (processed === peer) return { type: 'diff', zxid: peer, from: applied };
  if (peer > max && !isFirstOfEpoch(peer)) return { type: 'trunc', zxid: max, from: applied };
  if (min <= peer && peer <= max) return walk(history, start, peer, max);
  if (peer < min && history.syncFromLog) return walkLog(history, peer, max);
  return SNAP;
}

/** Where the learner's last zxid stands among the transactions from `start` on (queueCommittedProposals). */
function walk(history: History, start: number, peer: Zxid, max: Zxid): Plan {
  const { applied } = history;
  let index = start;
  while (index < applied && zxidAt(history, index) < peer) index++;
  const diff: Plan = { type: 'diff', zxid: max, from: index };
  if (index === applied) return isFirstOfEpoch(peer) ? diff : SNAP;
  const found = zxidAt(history, index);
  if (found === peer) return { ...diff, from: index + 1 };
  if (isFirstOfEpoch(peer)) return diff;
  if (epochOf(found) !== epochOf(peer) || index === start) return SNAP;
  return { type: 'trunc', zxid: zxidAt(history, index - 1), from: index };
}

/** The same with the log on disk, which must reach back to what the learner has. */
function walkLog(history: History, peer: Zxid, max: Zxid): Plan {
  const { base } = history.disk;
  const first = transactionAt(history, base.count)?.zxid;
  return first === undefined || first > peer ? SNAP : walk(history, base.count, peer, max);
}

function zxidAt(history: History, index: number): Zxid {
  return transactionAt(history, index)?.zxid ?? 0;
}

/** Brings a learner up to date; from then on it gets every proposal (LearnerHandler.run, Leader.startForwarding). */
export function synchronise(s: Server, ctx: Context, learner: Learner): void {
  const { disk, applied, tree, config } = s;
  const start = committedLogStart(s);
  const plan = planSync({ disk, applied, tree, start, syncFromLog: config.syncFromLog }, learner.lastZxid);
  if (plan.type === 'snap') {
    sendTo(ctx, learner, { type: 'snap', zxid: tree.zxid, count: applied, tree });
  } else {
    sendTo(ctx, learner, { type: plan.type, zxid: plan.zxid });
    sendCommitted(s, ctx, learner, plan.from);
  }
  if (!learner.observer && !hasBug(s, 'forgets-outstanding')) sendOutstanding(s, ctx, learner);
  sendTo(ctx, learner, { type: 'new-leader', epoch: s.disk.currentEpoch });
  updateLearner(s, learner.connection, { phase: 'synced' });
}

function sendCommitted(s: Server, ctx: Context, learner: Learner, from: number): void {
  for (let index = from; index < s.applied; index++) {
    const transaction = transactionAt(s, index);
    if (transaction === undefined) continue;
    sendTo(ctx, learner, { type: 'proposal', transaction });
    sendTo(ctx, learner, { type: 'commit', zxid: transaction.zxid });
  }
}

function sendOutstanding(s: Server, ctx: Context, learner: Learner): void {
  for (let index = s.applied; index < loggedCount(s); index++) {
    const transaction = transactionAt(s, index);
    if (transaction !== undefined) sendTo(ctx, learner, { type: 'proposal', transaction });
  }
}

/** Its own epoch is on disk: its acknowledgement of NEWLEADER. */
export function epochCurrent(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership === undefined) return;
  const { newLeaderAcks } = leadership.establishment;
  updateEstablishment(s, { ready: true, newLeaderAcks: withVoter(s, newLeaderAcks, s.config.sid) });
  enoughNewLeaderAcks(s, ctx);
}

/** A learner has the leader's history (waitForNewLeaderAck); if the leader serves already, it may serve too. */
export function acknowledgeNewLeader(s: Server, ctx: Context, learner: Learner): void {
  const { leadership } = s;
  if (leadership === undefined || learner.phase !== 'synced') return;
  updateLearner(s, learner.connection, { phase: 'active' });
  ctx.startTimer('learner-silence', s.config.syncLimit * s.config.tickTime, learner.connection);
  if (leadership.phase === 'broadcast') {
    letServe(s, ctx, learner);
    return;
  }
  const { newLeaderAcks } = leadership.establishment;
  updateEstablishment(s, { newLeaderAcks: withVoter(s, newLeaderAcks, learner.sid) });
  enoughNewLeaderAcks(s, ctx);
}

function letServe(s: Server, ctx: Context, { connection }: Learner): void {
  const learner = findLearner(s, connection);
  if (learner !== undefined) sendTo(ctx, learner, { type: 'up-to-date' });
}

/** A quorum has the history and the epoch on disk: the leader begins to serve (Leader.startZkServer). */
function enoughNewLeaderAcks(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'synchronisation') return;
  const { ready, newLeaderAcks } = leadership.establishment;
  if (!ready || (!isQuorum(newLeaderAcks.length, s.config) && !hasBug(s, 'serves-without-quorum'))) return;
  reportCommitted(s, ctx);
  s.tree = { ...s.tree, zxid: zxidOf(leadership.epoch, 0) };
  s.serving = true;
  updateElectionVote(s, leadership.epoch);
  leadership.phase = 'broadcast';
  leadership.prepared = s.tree;
  leadership.sessions = trackAll(valuesOf(s.tree.sessions), s.config, ctx.now);
  leadership.expiryTick = nextTick(ctx.now, s.config);
  leadership.since = ctx.now;
  ctx.cancelTimer('init-limit');
  ctx.startTimer('leader-ping', s.config.tickTime / 2);
  ctx.startTimer('session-tick', s.config.tickTime - (ctx.now % s.config.tickTime));
  ctx.startTimer('container-tick', s.config.containerCheckInterval);
  ctx.milestone({
    type: 'leader-elected',
    reason: 'a quorum acknowledged the new epoch',
    data: { epoch: leadership.epoch, ensemble: s.config.ensemble },
  });
  for (const learner of leadership.learners) if (learner.phase === 'active') letServe(s, ctx, learner);
}

/** What the old leader left behind is committed with the new epoch. */
function reportCommitted(s: Server, ctx: Context): void {
  for (let index = s.committed; index < s.applied; index++) {
    const transaction = transactionAt(s, index);
    if (transaction !== undefined) reportApplied(s, ctx, [transaction]);
  }
  s.committed = s.applied;
}
