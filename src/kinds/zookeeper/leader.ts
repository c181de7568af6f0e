import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { apply, reportApplied } from './apply.ts';
import { resign } from './role.ts';
import {
  countUpTo, durableImage, isQuorum, lastLogged, type Leadership, type Learner, type Server,
} from './state.ts'; // prettier-ignore
import { answerSync } from './commit-processor.ts';
import { prepare } from './prepare.ts';
import { EMPTY_TREE, findSession } from './tree.ts';
import {
  epochOf, type Origin, type QuorumMessage, type SessionId, type Transaction, type WriteRequest, type Zxid, zxidOf,
} from './protocol.ts'; // prettier-ignore
import { attach, nextTick, touch, trackAll, trackCreated } from './session-tracker.ts';

/** Takes up leadership: waits for a quorum of followers to name the new epoch (Leader.lead). */
export function startLeading(s: Server, ctx: Context): void {
  s.leadership = {
    phase: 'discovery',
    epoch: 0,
    learners: [],
    ready: false,
    counter: 0,
    prepared: EMPTY_TREE,
    proposals: [],
    sessions: undefined,
    expiryTick: 0,
    since: ctx.now,
  };
  ctx.startTimer('init-limit', s.config.initLimit * s.config.tickTime);
  proposeEpoch(s, ctx);
}

function update(s: Server, change: Partial<Leadership>): void {
  if (s.leadership !== undefined) s.leadership = { ...s.leadership, ...change };
}

function updateLearner(s: Server, connection: ConnectionId, change: Partial<Learner>): void {
  const learners = s.leadership?.learners ?? [];
  update(s, {
    learners: learners.map((one) => (one.connection === connection ? { ...one, ...change } : one)),
  });
}

/** Chooses the new epoch as soon as a quorum, itself included, has said which it accepted (getEpochToPropose). */
function proposeEpoch(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'discovery' || leadership.epoch !== 0) return;
  if (!isQuorum(leadership.learners.length + 1, s.config)) return;
  const accepted = leadership.learners.map((learner) => learner.acceptedEpoch);
  const epoch = 1 + Math.max(s.acceptedEpoch, ...accepted);
  s.acceptedEpoch = epoch;
  update(s, { epoch });
  ctx.write(durableImage(s), 'accepted-epoch', epoch, s.config.diskSync);
}

/** The accepted epoch is on disk: followers may hear of it. */
export function epochAccepted(s: Server, ctx: Context): void {
  for (const learner of s.leadership?.learners ?? []) {
    ctx.send(learner.connection, { type: 'leader-info', epoch: s.acceptedEpoch } satisfies QuorumMessage);
  }
  enoughEpochAcks(s, ctx);
}

function enoughEpochAcks(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'discovery' || leadership.epoch === 0) return;
  const acks = leadership.learners.filter((learner) => learner.phase === 'epoch' && learner.countsForEpoch);
  if (!isQuorum(acks.length + 1, s.config)) return;
  s.currentEpoch = leadership.epoch;
  update(s, { phase: 'synchronisation' });
  ctx.write(durableImage(s), 'current-epoch', leadership.epoch, s.config.diskSync);
  for (const learner of leadership.learners) if (learner.phase === 'epoch') synchronise(s, ctx, learner);
}

/** Its own epoch is on disk: its acknowledgement of NEWLEADER. */
export function epochCurrent(s: Server, ctx: Context): void {
  update(s, { ready: true });
  enoughNewLeaderAcks(s, ctx);
}

/**
 * Sends a learner the part of the history that it lacks, after cutting off what it has too much
 * (LearnerHandler.syncFollower; the log is complete, so neither SNAP nor the committedLog window is needed).
 */
function synchronise(s: Server, ctx: Context, learner: Learner): void {
  const known = countUpTo(s.log, learner.lastZxid);
  const common = s.log.at(known - 1)?.zxid ?? 0;
  const committed =
    s.leadership?.phase === 'broadcast' ? (s.log.at(s.applied - 1)?.zxid ?? 0) : lastLogged(s.log);
  ctx.send(learner.connection, {
    type: common === learner.lastZxid ? 'diff' : 'trunc',
    after: common,
    transactions: s.log.slice(known),
    committed,
  } satisfies QuorumMessage);
  ctx.send(learner.connection, { type: 'new-leader', epoch: s.currentEpoch } satisfies QuorumMessage);
  updateLearner(s, learner.connection, { phase: 'synced' });
}

/** A quorum has the history and the epoch on disk: the leader begins to serve (Leader.startZkServer). */
function enoughNewLeaderAcks(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'synchronisation') return;
  const active = leadership.learners.filter((learner) => learner.phase === 'active');
  if (!isQuorum(active.length + (leadership.ready ? 1 : 0), s.config)) return;
  reportApplied(s, ctx, s.log.slice(s.committed));
  s.committed = s.log.length;
  s.tree = { ...s.tree, zxid: zxidOf(leadership.epoch, 0) };
  s.serving = true;
  update(s, {
    phase: 'broadcast',
    prepared: s.tree,
    sessions: trackAll(s.tree.sessions, s.config, ctx.now),
    expiryTick: nextTick(ctx.now, s.config),
    learners: leadership.learners.map((learner) => ({ ...learner, heardAt: ctx.now })),
    since: ctx.now,
  });
  ctx.cancelTimer('init-limit');
  ctx.startTimer('leader-ping', s.config.tickTime / 2);
  ctx.startTimer('session-tick', s.config.tickTime - (ctx.now % s.config.tickTime));
  ctx.milestone({
    type: 'leader-elected',
    reason: 'a quorum acknowledged the new epoch',
    data: { epoch: leadership.epoch, ensemble: s.config.ensemble },
  });
  for (const learner of active) ctx.send(learner.connection, { type: 'up-to-date' } satisfies QuorumMessage);
}

/** A packet from a learner (LearnerHandler.run). */
export function receiveFromLearner(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  message: QuorumMessage,
): void {
  if (s.leadership === undefined) {
    ctx.close(connection);
    return;
  }
  if (message.type === 'follower-info') {
    welcome(s, ctx, connection, message.sid, message.acceptedEpoch);
    return;
  }
  const learner = s.leadership.learners.find((one) => one.connection === connection);
  if (learner === undefined) return;
  updateLearner(s, connection, { heardAt: ctx.now });
  switch (message.type) {
    case 'ack-epoch':
      acknowledgeEpoch(s, ctx, learner, message.lastZxid, message.currentEpoch);
      return;
    case 'ack-new-leader':
      updateLearner(s, connection, { phase: 'active' });
      if (s.leadership.phase === 'broadcast')
        ctx.send(connection, { type: 'up-to-date' } satisfies QuorumMessage);
      else enoughNewLeaderAcks(s, ctx);
      return;
    case 'ack':
      acknowledge(s, ctx, learner.sid, message.zxid);
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

function welcome(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  sid: number,
  acceptedEpoch: number,
): void {
  const learner: Learner = {
    sid,
    connection,
    phase: 'info',
    acceptedEpoch,
    lastZxid: 0,
    countsForEpoch: false,
    heardAt: ctx.now,
  };
  const others = (s.leadership?.learners ?? []).filter((one) => one.sid !== sid);
  update(s, { learners: [...others, learner].sort((a, b) => a.sid - b.sid) });
  const { leadership } = s;
  if (leadership === undefined) return;
  if (leadership.phase !== 'discovery') {
    ctx.send(connection, { type: 'leader-info', epoch: leadership.epoch } satisfies QuorumMessage);
  } else {
    proposeEpoch(s, ctx);
  }
}

function acknowledgeEpoch(
  s: Server,
  ctx: Context,
  learner: Learner,
  lastZxid: Zxid,
  currentEpoch: number,
): void {
  const ahead =
    currentEpoch > s.currentEpoch || (currentEpoch === s.currentEpoch && lastZxid > lastLogged(s.log));
  if (ahead && s.leadership?.phase === 'discovery') {
    ctx.close(learner.connection);
    dropLearner(s, learner.connection);
    return;
  }
  updateLearner(s, learner.connection, { phase: 'epoch', lastZxid, countsForEpoch: currentEpoch !== -1 });
  if (s.leadership?.phase === 'discovery') enoughEpochAcks(s, ctx);
  else synchronise(s, ctx, { ...learner, lastZxid });
}

export function dropLearner(s: Server, connection: ConnectionId): boolean {
  const learners = s.leadership?.learners ?? [];
  if (!learners.some((learner) => learner.connection === connection)) return false;
  update(s, { learners: learners.filter((learner) => learner.connection !== connection) });
  return true;
}

/** A write reaches the leader: it is validated, numbered, logged and proposed (PrepRequestProcessor, Leader.propose). */
export function propose(s: Server, ctx: Context, request: WriteRequest): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast') return;
  const zxid = zxidOf(leadership.epoch, leadership.counter + 1);
  const { change, prepared } = prepare(leadership.prepared, leadership.sessions, zxid, request);
  const session = findSession(leadership.prepared, request.session) ?? findSession(prepared, request.session);
  const transaction: Transaction = { zxid, client: session?.client ?? '', change, origin: request.origin };
  s.log = s.log.append(transaction);
  update(s, {
    counter: leadership.counter + 1,
    prepared,
    proposals: [...leadership.proposals, { zxid, acks: [], syncs: [] }],
    sessions: trackCreated(leadership.sessions, change, request, s.config, ctx.now),
  });
  for (const learner of leadership.learners) {
    if (learner.phase !== 'synced' && learner.phase !== 'active') continue;
    ctx.send(learner.connection, { type: 'proposal', transaction } satisfies QuorumMessage);
  }
  ctx.write(durableImage(s), 'log', zxid, s.config.diskSync);
}

/** A server has the proposal on disk (Leader.processAck): what a quorum has is committed, in order. */
export function acknowledge(s: Server, ctx: Context, sid: number, zxid: Zxid): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast' || epochOf(zxid) !== leadership.epoch) return;
  const proposals = leadership.proposals.map((proposal) =>
    proposal.zxid <= zxid && !proposal.acks.includes(sid)
      ? { ...proposal, acks: [...proposal.acks, sid] }
      : proposal,
  );
  update(s, { proposals });
  commitAcknowledged(s, ctx);
}

function commitAcknowledged(s: Server, ctx: Context): void {
  for (;;) {
    const { leadership } = s;
    const head = leadership?.proposals[0];
    if (leadership === undefined || head === undefined || !isQuorum(head.acks.length, s.config)) return;
    update(s, { proposals: leadership.proposals.slice(1) });
    for (const learner of leadership.learners) {
      if (learner.phase !== 'synced' && learner.phase !== 'active') continue;
      ctx.send(learner.connection, { type: 'commit', zxid: head.zxid } satisfies QuorumMessage);
    }
    const transaction = s.log.at(s.applied);
    if (transaction === undefined) return;
    apply(s, ctx, transaction);
    for (const waiting of head.syncs) answer(s, ctx, waiting.learner, waiting.origin);
  }
}

/** SYNC is answered at once if nothing is outstanding, else after the last proposal made so far (Leader.processSync). */
export function sync(s: Server, ctx: Context, origin: Origin, learner: ConnectionId | undefined): void {
  const { leadership } = s;
  if (leadership === undefined) return;
  const last = leadership.proposals.at(-1);
  if (last === undefined) {
    answer(s, ctx, learner, origin);
    return;
  }
  const syncs = [...last.syncs, { learner, origin }];
  update(s, { proposals: [...leadership.proposals.slice(0, -1), { ...last, syncs }] });
}

function answer(s: Server, ctx: Context, learner: ConnectionId | undefined, origin: Origin): void {
  if (learner === undefined) answerSync(s, ctx, origin);
  else ctx.send(learner, { type: 'synced', origin } satisfies QuorumMessage);
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
  ctx.send(learner.connection, { type: 'revalidated', session, connection, timeout } satisfies QuorumMessage);
}

/** Every half tick: is a quorum still in touch? Then ping everybody (Leader.lead's loop). */
export function leaderPing(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast') return;
  const limit = s.config.syncLimit * s.config.tickTime;
  const silent = leadership.learners.filter((learner) => ctx.now - learner.heardAt > limit);
  for (const learner of silent) {
    ctx.close(learner.connection);
    dropLearner(s, learner.connection);
  }
  const inTouch = (s.leadership?.learners ?? []).filter((learner) => learner.phase === 'active');
  if (!isQuorum(inTouch.length + 1, s.config)) {
    const lost = silent[0];
    const silence = lost && { of: s.config.servers[lost.sid - 1] ?? '', since: lost.heardAt };
    resign(s, ctx, 'no quorum of followers', silence);
    return;
  }
  for (const learner of inTouch)
    ctx.send(learner.connection, { type: 'leader-ping' } satisfies QuorumMessage);
  ctx.startTimer('leader-ping', s.config.tickTime / 2);
}
