import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { MILLISECOND } from '../../lib/units.ts';
import { keysOf } from '../../lib/sorted-map.ts';
import { apply } from './apply.ts';
import {
  QUORUM_PORT,
  type QuorumMessage,
  type Transaction,
  type WriteRequest,
  type Zxid,
} from './protocol.ts';
import { answerSync } from './commit-processor.ts';
import { grantSession } from './replies.ts';
import { lookForLeader } from './role.ts';
import {
  countUpTo, durableImage, type Following, lastLogged, replayLog, type Server, serverName,
} from './state.ts'; // prettier-ignore

/** Learner.connectToLeader: five attempts, 100 ms apart. */
const ATTEMPTS_MAX = 5;
const REDIAL: number = 100 * MILLISECOND;

export function startFollowing(s: Server, ctx: Context, leader: number): void {
  s.following = {
    leader,
    connection: undefined,
    attempts: 0,
    phase: 'connecting',
    heardAt: ctx.now,
    committed: 0,
    touches: undefined,
  };
  ctx.startTimer('init-limit', s.config.initLimit * s.config.tickTime);
  dialLeader(s, ctx);
}

function update(s: Server, change: Partial<Following>): void {
  if (s.following !== undefined) s.following = { ...s.following, ...change };
}

export function dialLeader(s: Server, ctx: Context): void {
  const { following } = s;
  if (following === undefined) return;
  const connection = ctx.connect(serverName(s.config, following.leader), QUORUM_PORT);
  update(s, { connection, attempts: following.attempts + 1 });
}

export function leaderConnected(s: Server, ctx: Context, connection: ConnectionId): boolean {
  if (s.following?.connection !== connection) return false;
  update(s, { phase: 'discovery', heardAt: ctx.now });
  send(s, ctx, { type: 'follower-info', sid: s.config.sid, acceptedEpoch: s.acceptedEpoch });
  return true;
}

/** The leader is not there yet, or not any more. */
export function leaderClosed(s: Server, ctx: Context, connection: ConnectionId): boolean {
  const { following } = s;
  if (following?.connection !== connection) return false;
  const early = following.phase === 'connecting' || following.phase === 'discovery';
  if (early && following.attempts < ATTEMPTS_MAX) {
    update(s, { connection: undefined, phase: 'connecting' });
    ctx.startTimer('redial', REDIAL);
  } else {
    lookForLeader(s, ctx, 'the leader is gone');
  }
  return true;
}

function send(s: Server, ctx: Context, message: QuorumMessage): void {
  if (s.following?.connection !== undefined) ctx.send(s.following.connection, message);
}

/** A packet from the leader (Learner.syncWithLeader, Follower.processPacket). */
export function receiveFromLeader(s: Server, ctx: Context, message: QuorumMessage): void {
  update(s, { heardAt: ctx.now });
  switch (message.type) {
    case 'leader-info':
      acceptEpoch(s, ctx, message.epoch);
      return;
    case 'diff':
    case 'trunc':
      takeHistory(s, message.after, message.transactions, message.committed);
      return;
    case 'new-leader':
      s.currentEpoch = message.epoch;
      update(s, { phase: 'synchronisation' });
      ctx.write(durableImage(s), 'current-epoch', message.epoch, s.config.diskSync);
      return;
    case 'up-to-date':
      update(s, { phase: 'broadcast' });
      s.serving = true;
      ctx.cancelTimer('init-limit');
      ctx.startTimer('leader-silence', s.config.syncLimit * s.config.tickTime);
      applyCommitted(s, ctx);
      return;
    case 'proposal':
      s.log = s.log.append(message.transaction);
      ctx.write(durableImage(s), 'log', message.transaction.zxid, s.config.diskSync);
      return;
    case 'commit':
      update(s, { committed: message.zxid });
      applyCommitted(s, ctx);
      return;
    case 'leader-ping':
      send(s, ctx, { type: 'follower-ping', touches: keysOf(s.following?.touches) });
      update(s, { touches: undefined });
      return;
    case 'revalidated':
      grantSession(s, ctx, message.connection, message.session, message.timeout);
      return;
    case 'synced':
      answerSync(s, ctx, message.origin);
      return;
    default:
      return;
  }
}

function acceptEpoch(s: Server, ctx: Context, epoch: number): void {
  if (epoch < s.acceptedEpoch) {
    lookForLeader(s, ctx, 'the leader has an older epoch');
  } else if (epoch === s.acceptedEpoch) {
    send(s, ctx, { type: 'ack-epoch', lastZxid: lastLogged(s.log), currentEpoch: -1 });
  } else {
    s.acceptedEpoch = epoch;
    ctx.write(durableImage(s), 'accepted-epoch', epoch, s.config.diskSync);
  }
}

/** The accepted epoch is on disk. */
export function epochAcceptedByFollower(s: Server, ctx: Context): void {
  send(s, ctx, { type: 'ack-epoch', lastZxid: lastLogged(s.log), currentEpoch: s.currentEpoch });
}

/** The history and the current epoch are on disk, in this order (3.8.5: ZOOKEEPER-4646). */
export function historyAccepted(s: Server, ctx: Context): void {
  send(s, ctx, { type: 'ack-new-leader', epoch: s.currentEpoch });
}

/** A proposal is on disk. */
export function proposalLogged(s: Server, ctx: Context, zxid: Zxid): void {
  send(s, ctx, { type: 'ack', zxid });
}

/** DIFF keeps the log, TRUNC cuts off what the leader does not have; then come the proposals that were missing. */
function takeHistory(s: Server, after: Zxid, transactions: readonly Transaction[], committed: Zxid): void {
  const kept = countUpTo(s.log, after);
  if (kept < s.log.length) {
    s.log = s.log.truncate(kept);
    s.tree = replayLog(s.log);
    s.applied = kept;
    s.committed = Math.min(s.committed, kept);
  }
  for (const transaction of transactions) s.log = s.log.append(transaction);
  update(s, { committed });
}

/** A follower applies what the leader has committed, in order, once it serves. */
function applyCommitted(s: Server, ctx: Context): void {
  if (s.following?.phase !== 'broadcast') return;
  for (;;) {
    const next = s.log.at(s.applied);
    if (next === undefined || next.zxid > s.following.committed) return;
    apply(s, ctx, next);
  }
}

/** Nothing was heard of the leader for syncLimit ticks? */
export function leaderSilence(s: Server, ctx: Context): void {
  const { following } = s;
  if (following === undefined) return;
  const limit = s.config.syncLimit * s.config.tickTime;
  const left = following.heardAt + limit - ctx.now;
  if (left > 0) ctx.startTimer('leader-silence', left);
  else {
    const of = serverName(s.config, following.leader);
    lookForLeader(s, ctx, 'the leader is silent', { of, since: following.heardAt });
  }
}

export function forward(s: Server, ctx: Context, request: WriteRequest): void {
  send(s, ctx, { type: 'forward', request });
}

export function askLeader(
  s: Server,
  ctx: Context,
  message: Extract<QuorumMessage, { type: 'revalidate' | 'sync' }>,
): void {
  send(s, ctx, message);
}
