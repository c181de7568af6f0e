import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import { MILLISECOND } from '../../../lib/units.ts';
import { apply } from '../serving/apply.ts';
import { updateElectionVote } from './election.ts';
import { hasBug } from '../planted-bugs.ts';
import { QUORUM_PORT, type Transaction, type Zxid, zxidText } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { lookForLeader } from './role.ts';
import { type Following, isVoter, type Server, serverName } from '../state.ts';
import {
  adoptSnapshot,
  appendToLog,
  eraseHistory,
  loggedCount,
  logTransaction,
  replay,
  takeSnapshot,
  transactionAt,
  truncateLog,
  updateSnapshots,
  writeAcceptedEpoch,
  writeCurrentEpoch,
} from './storage.ts';

/** Learner.connectToLeader: five attempts, 100 ms apart. */
const ATTEMPTS_MAX = 5;
const REDIAL: number = 100 * MILLISECOND;

export function startFollowing(s: Server, ctx: Context, leader: number): void {
  s.following = {
    leader,
    connection: undefined,
    attempts: 0,
    phase: 'connecting',
    mode: undefined,
    newLeader: false,
    packets: AppendLog.empty(),
    taken: 0,
    unacknowledged: [],
    acknowledged: 0,
    committed: 0,
    touches: undefined,
  };
  s.leaderHeardAt = ctx.now;
  ctx.startTimer('leader-silence', s.config.initLimit * s.config.tickTime);
  dialLeader(s, ctx);
}

export function updateFollowing(s: Server, change: Partial<Following>): void {
  if (s.following !== undefined) s.following = { ...s.following, ...change };
}

export function sendToLeader(s: Server, ctx: Context, message: QuorumMessage): void {
  if (s.following?.connection !== undefined) ctx.send(s.following.connection, message);
}

export function dialLeader(s: Server, ctx: Context): void {
  const { following } = s;
  if (following === undefined) return;
  const connection = ctx.connect(serverName(s.config, following.leader), QUORUM_PORT);
  updateFollowing(s, { connection, attempts: following.attempts + 1 });
}

export function leaderConnected(s: Server, ctx: Context, connection: ConnectionId): boolean {
  if (s.following?.connection !== connection) return false;
  s.leaderHeardAt = ctx.now;
  updateFollowing(s, { phase: 'discovery' });
  const { sid } = s.config;
  const type = isVoter(s.config, sid) ? 'follower-info' : 'observer-info';
  sendToLeader(s, ctx, { type, sid, acceptedEpoch: s.disk.acceptedEpoch });
  return true;
}

/** The leader is not there yet, or not any more. */
export function leaderClosed(s: Server, ctx: Context, connection: ConnectionId): boolean {
  const { following } = s;
  if (following?.connection !== connection) return false;
  const early = following.phase === 'connecting' || following.phase === 'discovery';
  if (early && following.attempts < ATTEMPTS_MAX) {
    updateFollowing(s, { connection: undefined, phase: 'connecting' });
    ctx.startTimer('redial', REDIAL);
  } else {
    lookForLeader(s, ctx, 'the leader is gone');
  }
  return true;
}

/**
 * LEADERINFO: the new epoch is on disk before it is acknowledged (Learner.registerWithLeader). The leader was there,
 * so that a connection lost from now on is not dialled again.
 */
export function acceptEpoch(s: Server, ctx: Context, epoch: number): void {
  updateFollowing(s, { attempts: ATTEMPTS_MAX });
  const { acceptedEpoch } = s.disk;
  if (epoch < acceptedEpoch) {
    lookForLeader(s, ctx, 'the leader has an older epoch');
  } else if (epoch === acceptedEpoch) {
    sendToLeader(s, ctx, { type: 'ack-epoch', lastZxid: lastZxid(s), currentEpoch: -1 });
  } else {
    writeAcceptedEpoch(s, ctx, epoch);
  }
}

/** The accepted epoch is on disk. */
export function epochAcceptedByLearner(s: Server, ctx: Context): void {
  if (s.following?.phase !== 'discovery') return;
  sendToLeader(s, ctx, { type: 'ack-epoch', lastZxid: lastZxid(s), currentEpoch: s.disk.currentEpoch });
}

/** One that could not truncate says that it has nothing. A leader that has nothing either answers with DIFF. */
function lastZxid(s: Server): Zxid {
  return s.snapshots.needed ? 0 : s.tree.zxid;
}

/** DIFF keeps the history, TRUNC cuts off what the leader does not have, SNAP replaces it (Learner.syncWithLeader). */
export function beginSync(
  s: Server,
  ctx: Context,
  message: Extract<QuorumMessage, { type: 'diff' | 'trunc' | 'snap' }>,
): void {
  updateFollowing(s, { phase: 'synchronisation', mode: message.type });
  if (message.type === 'snap') {
    s.tree = message.tree;
    s.applied = message.count;
    updateSnapshots(s, { needed: false });
  } else if (s.snapshots.needed) {
    eraseHistory(s);
  } else if (message.type === 'trunc') {
    truncate(s, ctx, message.zxid);
  }
}

/** What the leader does not have goes: nobody was told that it was done. */
function truncate(s: Server, ctx: Context, zxid: Zxid): void {
  const [from, logged] = [lastZxid(s), loggedCount(s)];
  if (!truncateLog(s, zxid)) {
    updateSnapshots(s, { needed: true });
    lookForLeader(s, ctx, 'its snapshot is newer than the history of the leader');
    return;
  }
  const lost = logged - loggedCount(s);
  if (lost === 0) return;
  const reason = 'its leader does not have them';
  ctx.milestone({ type: 'log-rewound', reason, data: { from: zxidText(from), to: zxidText(zxid), lost } });
}

/** A proposal or an INFORM before UPTODATE: it waits. */
export function collect(s: Server, transaction: Transaction): void {
  const { following } = s;
  if (following === undefined) return;
  s.following = { ...following, packets: following.packets.append(transaction) };
}

/** A commit before UPTODATE: after SNAP and TRUNC it goes into the tree at once, until NEWLEADER; else it waits too. */
export function collectCommit(s: Server, zxid: Zxid): void {
  const { following } = s;
  if (following === undefined) return;
  updateFollowing(s, { committed: zxid });
  const head = following.packets.at(following.taken);
  if (following.mode === 'diff' || following.newLeader || head?.zxid !== zxid) return;
  updateFollowing(s, { taken: following.taken + 1 });
  s.tree = replay(s.tree, head);
  s.applied++;
  if (following.mode === 'trunc') appendToLog(s, head);
}

/** NEWLEADER: what the leader sent goes to disk, and the new epoch with it. */
export function acceptLeader(s: Server, ctx: Context): void {
  const { following } = s;
  if (following === undefined) return;
  if (following.mode === 'snap') adoptSnapshot(s);
  else if (following.mode === 'trunc') takeSnapshot(s, ctx);
  updateFollowing(s, { newLeader: true });
  ctx.startTimer('leader-silence', s.config.syncLimit * s.config.tickTime);
  const pending = s.config.strictNewLeader ? logPending(s) : [];
  updateFollowing(s, { unacknowledged: pending });
  if (pending.length > 0 || following.mode === 'snap') {
    ctx.write(s.disk, 'history', s.disk.acceptedEpoch, s.config.diskSync);
  } else {
    historyLogged(s, ctx);
  }
}

/** The proposals so far are in the log; observers log only what they apply. Returns their zxids. */
function logPending(s: Server): readonly Zxid[] {
  const { following } = s;
  if (following === undefined || s.role === 'observing') return [];
  const pending = following.packets.slice(following.taken);
  for (const transaction of pending) appendToLog(s, transaction);
  updateFollowing(s, { taken: following.packets.length });
  return pending.map(({ zxid }) => zxid);
}

/** The history is on disk; then comes the epoch (3.8.5: ZOOKEEPER-4646). */
export function historyLogged(s: Server, ctx: Context): void {
  if (s.following?.newLeader !== true) return;
  writeCurrentEpoch(s, ctx, s.disk.acceptedEpoch);
}

/** The current epoch is on disk: ACK of NEWLEADER. Before 3.8.5 it went out while the proposals were still being logged. */
export function leaderAccepted(s: Server, ctx: Context): void {
  const { following } = s;
  if (following?.newLeader !== true || following.phase !== 'synchronisation') return;
  sendToLeader(s, ctx, { type: 'ack-new-leader', epoch: s.disk.currentEpoch });
  if (!s.config.strictNewLeader && s.role !== 'observing') logCollected(s, ctx);
}

/** UPTODATE: the server begins to serve, then logs and applies what came meanwhile. */
export function upToDate(s: Server, ctx: Context): void {
  const { following } = s;
  if (following?.phase !== 'synchronisation') return;
  sendToLeader(s, ctx, { type: 'ack-new-leader', epoch: s.disk.currentEpoch });
  s.serving = true;
  s.committed = s.applied;
  updateElectionVote(s, s.disk.currentEpoch);
  updateFollowing(s, { phase: 'broadcast', unacknowledged: [] });
  for (const zxid of following.unacknowledged) acknowledgeProposal(s, ctx, zxid);
  logCollected(s, ctx);
  updateFollowing(s, { packets: AppendLog.empty(), taken: 0 });
  applyCommitted(s, ctx, following.committed);
}

function logCollected(s: Server, ctx: Context): void {
  const { following } = s;
  if (following === undefined) return;
  for (const transaction of following.packets.slice(following.taken)) logProposal(s, ctx, transaction);
  updateFollowing(s, { taken: following.packets.length });
}

/** A follower acknowledges what its disk has synced, or, without forceSync, what it has written. */
export function logProposal(s: Server, ctx: Context, transaction: Transaction): void {
  logTransaction(s, ctx, transaction);
  if (!s.config.forceSync || hasBug(s, 'acknowledges-before-sync'))
    acknowledgeProposal(s, ctx, transaction.zxid);
  if (hasBug(s, 'applies-before-commit')) applyCommitted(s, ctx, transaction.zxid);
}

/** Acknowledges in order, and not what it wrote under an earlier leader: that processor was shut down with its role. */
export function acknowledgeProposal(s: Server, ctx: Context, zxid: Zxid): void {
  const { following } = s;
  if (s.role !== 'following' || following === undefined || zxid <= following.acknowledged) return;
  const early = following.newLeader && !s.config.strictNewLeader;
  if (following.phase !== 'broadcast' && !early) return;
  s.following = { ...following, acknowledged: zxid };
  sendToLeader(s, ctx, { type: 'ack', zxid });
}

/** Applies what the leader has committed up to `zxid`, in order, whether or not the own disk has it yet. */
export function applyCommitted(s: Server, ctx: Context, zxid: Zxid): void {
  for (;;) {
    const next = transactionAt(s, s.applied);
    if (next === undefined || next.zxid > zxid) return;
    apply(s, ctx, next);
  }
}
