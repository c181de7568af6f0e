import type { ConnectionId, Context, Draft } from '../../../kernel/kind.ts';
import { acknowledgeEpoch, welcome } from './discovery.ts';
import { acknowledge, leaderPing, propose, sync } from './leader.ts';
import { closeLearner, findLearner, sendTo } from './leadership.ts';
import { type SessionId, type Zxid, zxidOf } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { attach, touch } from '../serving/session-tracker.ts';
import type { Leadership, Learner, Server, SyncLimitCheck } from '../state.ts';
import { isInTime, unacknowledgedWithout } from './sync-limit-check.ts';
import { acknowledgeNewLeader } from './synchronisation.ts';

/** A packet from a learner (LearnerHandler.run). */
export function receiveFromLearner(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  message: QuorumMessage,
): void {
  if (message.type === 'follower-info' || message.type === 'observer-info') {
    if (s.leadership === undefined) ctx.close(connection);
    else welcome(s, ctx, connection, message);
    return;
  }
  const { leadership } = s;
  const learner = findLearner(s, connection);
  if (leadership === undefined || learner === undefined) return;
  if (message.type === 'ack') {
    receiveAck(s, ctx, leadership, learner, message.zxid);
    return;
  }
  leadership.learners = heard(s, ctx, leadership, learner, learner.unacknowledged);
  switch (message.type) {
    case 'ack-epoch':
      acknowledgeEpoch(s, ctx, learner, message.lastZxid, message.currentEpoch);
      return;
    case 'ack-new-leader':
      acknowledgeNewLeader(s, ctx, learner);
      return;
    case 'follower-ping':
      for (const session of message.touches) touch(s, ctx, session);
      return;
    case 'forward':
      propose(s, ctx, message.request);
      return;
    case 'revalidate':
      revalidate(s, ctx, learner, message);
      return;
    case 'sync':
      sync(s, ctx, message.origin, connection);
      return;
    default:
      return;
  }
}

function receiveAck(
  s: Server,
  ctx: Context,
  leadership: Draft<Leadership>,
  learner: Learner,
  zxid: Zxid,
): void {
  const { epoch, counter, proposedAt: sentAt } = leadership;
  const newest = { zxid: zxidOf(epoch, counter), sentAt };
  const unacknowledged = unacknowledgedWithout(learner.unacknowledged, zxid, newest);
  leadership.learners = heard(s, ctx, leadership, learner, unacknowledged);
  if (!learner.observer) acknowledge(s, ctx, learner.sid, zxid);
}

/** Every packet of a learner that serves counts it in touch for syncLimit ticks more (tickOfNextAckDeadline). */
function heard(
  s: Server,
  ctx: Context,
  { phase, rounds, learners }: Leadership,
  learner: Learner,
  unacknowledged: SyncLimitCheck,
): readonly Learner[] {
  const serves = learner.phase === 'active' && phase === 'broadcast';
  const fresh: Learner = {
    sid: learner.sid,
    connection: learner.connection,
    observer: learner.observer,
    phase: learner.phase,
    lastZxid: learner.lastZxid,
    heardAt: ctx.now,
    deadline: serves ? (rounds >> 1) + s.config.syncLimit : learner.deadline,
    unacknowledged,
  };
  return learners.with(learners.indexOf(learner), fresh);
}

/** A client came back with its session, to a learner (Leader.revalidateSession). */
function revalidate(
  s: Server,
  ctx: Context,
  learner: Learner,
  message: { readonly session: SessionId; readonly connection: number; readonly timeout: number },
): void {
  const timeout = attach(s, ctx, message.session, learner.sid, message.timeout);
  const { session, connection } = message;
  sendTo(ctx, learner, { type: 'revalidated', session, connection, timeout });
}

/**
 * The read timeout of a learner's socket: initLimit ticks until it has the history, syncLimit ticks then. While the
 * leader waits for a quorum nothing is read, and its own initLimit counts.
 */
export function learnerSilence(s: Server, ctx: Context, connection: ConnectionId): void {
  const { leadership } = s;
  const learner = findLearner(s, connection);
  if (leadership === undefined || learner === undefined) return;
  const ticks = learner.phase === 'active' ? s.config.syncLimit : s.config.initLimit;
  const left = Math.max(learner.heardAt, leadership.since) + ticks * s.config.tickTime - ctx.now;
  if (left > 0) ctx.startTimer('learner-silence', left, connection);
  else closeLearner(s, ctx, connection);
}

/** Pings the learners that have their history; one that does not acknowledge in time is given up (LearnerHandler.ping). */
export function pingLearners(s: Server, ctx: Context): void {
  if (!leaderPing(s, ctx)) return;
  const limit = s.config.syncLimit * s.config.tickTime;
  for (const learner of s.leadership?.learners ?? []) {
    if (learner.phase !== 'synced' && learner.phase !== 'active') continue;
    if (isInTime(learner.unacknowledged, ctx.now, limit)) sendTo(ctx, learner, { type: 'leader-ping' });
    else closeLearner(s, ctx, learner.connection);
  }
}
