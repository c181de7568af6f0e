import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { apply } from '../serving/apply.ts';
import { hasBug } from '../planted-bugs.ts';
import { prepare } from '../data/prepare.ts';
import {
  epochOf, type Origin, type Transaction, type WriteRequest, type Zxid, zxidOf,
} from '../protocol.ts'; // prettier-ignore
import type { QuorumMessage } from '../quorum-protocol.ts';
import { resign } from './role.ts';
import { trackCreated } from '../serving/session-tracker.ts';
import { isQuorum, type Leadership, type Learner, quorumSize, type Server, voterCount } from '../state.ts';
import { logTransaction, loggedCount, transactionAt } from './storage.ts';
import { unacknowledgedWith } from './sync-limit-check.ts';
import { findSession } from '../data/tree.ts';

/** The last counter of an epoch is never given: the leader has a new epoch elected (XidRolloverException). */
const COUNTER_END = 0xffffffff;

function isForwarded({ phase }: Learner): boolean {
  return phase === 'synced' || phase === 'active';
}

/** A write reaches the leader: it is validated, numbered, logged and proposed (PrepRequestProcessor, Leader.propose). */
export function propose(s: Server, ctx: Context, request: WriteRequest): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast') return;
  const counter = leadership.counter + 1;
  if (counter >= COUNTER_END) {
    resign(s, ctx, 'the epoch has no zxid left');
    return;
  }
  const zxid = zxidOf(leadership.epoch, counter);
  const judged = hasBug(s, 'validates-against-applied') ? s.tree : leadership.prepared;
  const { change, prepared } = prepare(judged, leadership.sessions, zxid, request, {
    now: ctx.now,
    applied: s.tree,
    extendedTypes: s.config.extendedTypes,
  });
  const session = findSession(leadership.prepared, request.session) ?? findSession(prepared, request.session);
  const transaction: Transaction = {
    zxid,
    time: ctx.now,
    client: session?.client ?? '',
    change,
    origin: request.origin,
  };
  leadership.counter = counter;
  leadership.proposedAt = ctx.now;
  leadership.prepared = prepared;
  leadership.sessions = trackCreated(leadership.sessions, change, request, s.config, ctx.now);
  leadership.learners = forwardProposal(ctx, leadership.learners, transaction);
  logTransaction(s, ctx, transaction);
  if (!s.config.forceSync) acknowledge(s, ctx, s.config.sid, zxid);
}

function forwardProposal(
  ctx: Context,
  learners: readonly Learner[],
  transaction: Transaction,
): readonly Learner[] {
  const message: QuorumMessage = { type: 'proposal', transaction };
  const sent = { zxid: transaction.zxid, sentAt: ctx.now };
  return learners.map((learner) => {
    if (learner.observer || !isForwarded(learner)) return learner;
    ctx.send(learner.connection, message);
    if (learner.phase !== 'active') return learner;
    const unacknowledged = unacknowledgedWith(learner.unacknowledged, sent);
    return unacknowledged === learner.unacknowledged ? learner : { ...learner, unacknowledged };
  });
}

/** A server has the proposal on disk (Leader.processAck): what a quorum has is committed, in order. */
export function acknowledge(s: Server, ctx: Context, sid: number, zxid: Zxid): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast' || epochOf(zxid) !== leadership.epoch) return;
  leadership.acknowledged = acknowledgedWith(leadership.acknowledged, sid, zxid);
  commitAcknowledged(s, ctx);
}

/** By sid: the last acknowledged proposal, with one more acknowledgement. */
function acknowledgedWith(known: readonly Zxid[], sid: number, zxid: Zxid): readonly Zxid[] {
  const acknowledged = known.slice();
  while (acknowledged.length <= sid) acknowledged.push(0);
  acknowledged[sid] = Math.max(acknowledged[sid] ?? 0, zxid);
  return acknowledged;
}

/** The outstanding proposals are what is logged and not applied; nobody's acknowledgement is mandatory, not even the leader's. */
function commitAcknowledged(s: Server, ctx: Context): void {
  while (s.applied < loggedCount(s)) {
    const { leadership } = s;
    const head = transactionAt(s, s.applied);
    if (leadership === undefined || head === undefined) return;
    const needed = hasBug(s, 'commits-by-any-ack') ? 1 : quorumSize(s.config);
    if (acknowledgements(s, leadership, head.zxid) < needed) return;
    announceCommit(ctx, leadership.learners, head);
    apply(s, ctx, head);
    answerSyncs(s, ctx, head.zxid);
  }
}

function acknowledgements(s: Server, { acknowledged }: Leadership, zxid: Zxid): number {
  let count = 0;
  for (let sid = 1; sid <= voterCount(s.config); sid++) if ((acknowledged[sid] ?? 0) >= zxid) count++;
  return count;
}

/** COMMIT to followers; observers have not seen the proposal and get it whole (Leader.commit, Leader.inform). */
function announceCommit(ctx: Context, learners: readonly Learner[], transaction: Transaction): void {
  const commit: QuorumMessage = { type: 'commit', zxid: transaction.zxid };
  const inform: QuorumMessage = { type: 'inform', transaction };
  for (const learner of learners) {
    if (isForwarded(learner)) ctx.send(learner.connection, learner.observer ? inform : commit);
  }
}

/** SYNC is answered at once if nothing is outstanding, else after the last proposal made so far (Leader.processSync). */
export function sync(s: Server, ctx: Context, origin: Origin, learner: ConnectionId): void {
  const { leadership } = s;
  if (leadership === undefined) return;
  if (s.applied === loggedCount(s)) {
    ctx.send(learner, { type: 'synced', origin } satisfies QuorumMessage);
    return;
  }
  const zxid = zxidOf(leadership.epoch, leadership.counter);
  leadership.syncs = [...leadership.syncs, { zxid, learner, origin }];
}

function answerSyncs(s: Server, ctx: Context, committed: Zxid): void {
  const { leadership } = s;
  if (leadership === undefined || leadership.syncs.length === 0) return;
  const { syncs } = leadership;
  leadership.syncs = syncs.filter(({ zxid }) => zxid > committed);
  for (const { zxid, learner, origin } of syncs) {
    if (zxid <= committed) ctx.send(learner, { type: 'synced', origin } satisfies QuorumMessage);
  }
}

/** Every half tick; every second time a tick has passed: is a quorum still in touch? Then everybody is pinged (Leader.lead's loop). */
export function leaderPing(s: Server, ctx: Context): boolean {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast') return false;
  const rounds = ++leadership.rounds;
  if (rounds % 2 === 0 && !hasQuorum(s, leadership.learners, rounds / 2) && !hasBug(s, 'never-resigns')) {
    resign(s, ctx, 'no quorum of followers', silenceOf(s, leadership, rounds / 2));
    return false;
  }
  ctx.startTimer('leader-ping', s.config.tickTime / 2);
  return true;
}

function hasQuorum(s: Server, learners: readonly Learner[], tick: number): boolean {
  const inTouch = learners.filter((learner) => !learner.observer && tick <= learner.deadline);
  return isQuorum(inTouch.length + 1, s.config);
}

/** The follower whose silence cost it the quorum. */
function silenceOf(
  s: Server,
  { learners, lost }: Leadership,
  tick: number,
): { readonly of: string; readonly since: number } | undefined {
  const silent = learners.find((learner) => !learner.observer && tick > learner.deadline) ?? lost;
  return silent && { of: s.config.servers[silent.sid - 1] ?? '', since: silent.heardAt };
}
