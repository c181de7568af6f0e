import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import {
  closeLearner,
  findLearner,
  sendTo,
  updateEstablishment,
  updateLearner,
  withVoter,
} from './leadership.ts';
import { hasBug } from '../planted-bugs.ts';
import type { Zxid } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { isQuorum, type Learner, type Server } from '../state.ts';
import { takeSnapshot, writeAcceptedEpoch, writeCurrentEpoch } from './storage.ts';
import { NOTHING_SENT } from './sync-limit-check.ts';
import { synchronise } from './synchronisation.ts';
import { EMPTY_TREE } from '../data/tree.ts';

/** Takes up leadership: waits for a quorum of followers to name the new epoch (Leader.lead). */
export function startLeading(s: Server, ctx: Context): void {
  takeSnapshot(s, ctx);
  s.leadership = {
    phase: 'discovery',
    epoch: epochAfter(s, s.disk.acceptedEpoch),
    establishment: {
      epochState: 'open',
      startEpoch: s.disk.currentEpoch,
      startZxid: s.tree.zxid,
      connecting: [s.config.sid],
      electing: [],
      newLeaderAcks: [],
      ready: false,
    },
    learners: [],
    counter: 0,
    proposedAt: 0,
    prepared: EMPTY_TREE,
    acknowledged: [],
    syncs: [],
    sessions: undefined,
    expiryTick: 0,
    doomed: [],
    rounds: 0,
    lost: undefined,
    since: ctx.now,
  };
  startInitLimit(s, ctx);
  closeEpoch(s, ctx);
}

function epochAfter(s: Server, accepted: number): number {
  return hasBug(s, 'reuses-epochs') ? Math.max(1, accepted) : accepted + 1;
}

/** Each wait for a quorum takes at most initLimit ticks. */
function startInitLimit(s: Server, ctx: Context): void {
  ctx.startTimer('init-limit', s.config.initLimit * s.config.tickTime);
}

/** FOLLOWERINFO or OBSERVERINFO: the new epoch is higher than any that was accepted (getEpochToPropose). */
export function welcome(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  info: Extract<QuorumMessage, { type: 'follower-info' | 'observer-info' }>,
): void {
  const { sid } = info;
  for (const older of s.leadership?.learners ?? [])
    if (older.sid === sid) closeLearner(s, ctx, older.connection);
  const { leadership } = s;
  if (leadership === undefined) return;
  const learner = newLearner(s, ctx, connection, sid, info.type === 'observer-info');
  leadership.learners = [...leadership.learners, learner].sort((a, b) => a.sid - b.sid);
  ctx.startTimer('learner-silence', s.config.initLimit * s.config.tickTime, connection);
  const { epochState, connecting } = leadership.establishment;
  if (epochState === 'open') {
    leadership.epoch = Math.max(leadership.epoch, epochAfter(s, info.acceptedEpoch));
    updateEstablishment(s, { connecting: withVoter(s, connecting, sid) });
    closeEpoch(s, ctx);
  } else if (epochState === 'announced') {
    sendTo(ctx, learner, { type: 'leader-info', epoch: leadership.epoch });
  }
}

function newLearner(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  sid: number,
  observer: boolean,
): Learner {
  const { initLimit, syncLimit } = s.config;
  return {
    sid,
    connection,
    observer,
    phase: 'info',
    lastZxid: 0,
    heardAt: ctx.now,
    deadline: ((s.leadership?.rounds ?? 0) >> 1) + initLimit + syncLimit,
    unacknowledged: NOTHING_SENT,
  };
}

/** The epoch stands as soon as a quorum, itself included, is connected. It is on disk before anybody hears of it. */
function closeEpoch(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership === undefined || !isQuorum(leadership.establishment.connecting.length, s.config)) return;
  updateEstablishment(s, { epochState: 'chosen', electing: [s.config.sid] });
  startInitLimit(s, ctx);
  writeAcceptedEpoch(s, ctx, leadership.epoch);
}

/** The accepted epoch is on disk: followers may hear of it. */
export function epochAccepted(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.establishment.epochState !== 'chosen') return;
  updateEstablishment(s, { epochState: 'announced' });
  for (const learner of leadership.learners)
    sendTo(ctx, learner, { type: 'leader-info', epoch: leadership.epoch });
  enoughEpochAcks(s, ctx);
}

/** ACKEPOCH: a learner that knows more than this leader must not follow it (waitForEpochAck). */
export function acknowledgeEpoch(
  s: Server,
  ctx: Context,
  learner: Learner,
  lastZxid: Zxid,
  currentEpoch: number,
): void {
  const { leadership } = s;
  if (leadership === undefined || learner.phase !== 'info') return;
  const { startEpoch, startZxid, electing } = leadership.establishment;
  const discovering = leadership.phase === 'discovery';
  const ahead = currentEpoch > startEpoch || (currentEpoch === startEpoch && lastZxid > startZxid);
  if (ahead && discovering && !hasBug(s, 'elects-anybody')) {
    closeLearner(s, ctx, learner.connection);
    return;
  }
  updateLearner(s, learner.connection, { phase: 'epoch', lastZxid });
  if (!discovering) {
    synchroniseNext(s, ctx, learner.connection);
  } else if (currentEpoch !== -1) {
    updateEstablishment(s, { electing: withVoter(s, electing, learner.sid) });
    enoughEpochAcks(s, ctx);
  }
}

function enoughEpochAcks(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'discovery') return;
  if (!isQuorum(leadership.establishment.electing.length, s.config)) return;
  leadership.phase = 'synchronisation';
  startInitLimit(s, ctx);
  writeCurrentEpoch(s, ctx, leadership.epoch);
  for (const { phase, connection } of leadership.learners)
    if (phase === 'epoch') synchroniseNext(s, ctx, connection);
}

function synchroniseNext(s: Server, ctx: Context, connection: ConnectionId): void {
  const learner = findLearner(s, connection);
  if (learner !== undefined) synchronise(s, ctx, learner);
}
