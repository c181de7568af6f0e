import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { MILLISECOND } from '../../lib/units.ts';
import { ELECTION_PORT, type Notification, type Vote } from './protocol.ts';
import { type Election, isQuorum, lastLogged, type PeerLink, type Server, serverName } from './state.ts';

/** How long a quorum waits for a better vote, and the first wait for votes (FastLeaderElection.finalizeWait). */
const FINALIZE_WAIT = 200 * MILLISECOND;
const PATIENCE_MAX = 60_000 * MILLISECOND;

/** Whether vote a beats vote b (totalOrderPredicate). */
export function isBetter(a: Vote, b: Vote): boolean {
  if (a.peerEpoch !== b.peerEpoch) return a.peerEpoch > b.peerEpoch;
  if (a.zxid !== b.zxid) return a.zxid > b.zxid;
  return a.leader > b.leader;
}

function isSame(a: Vote, b: Vote): boolean {
  return a.leader === b.leader && a.zxid === b.zxid && a.peerEpoch === b.peerEpoch;
}

function ownVote(s: Server): Vote {
  return { leader: s.config.sid, zxid: lastLogged(s.log), peerEpoch: s.currentEpoch };
}

/** Begins to look for a leader: a new round, a vote for itself (lookForLeader). */
export function startElection(s: Server, ctx: Context): void {
  s.round++;
  s.vote = ownVote(s);
  s.election = { proposal: s.vote, received: [], settled: [], patience: FINALIZE_WAIT, finalizing: false };
  tellAll(s, ctx);
  ctx.startTimer('election', FINALIZE_WAIT);
  if (s.config.servers.length === 1) count(s, ctx, notification(s));
}

export function stopElection(s: Server, ctx: Context): void {
  s.election = undefined;
  ctx.cancelTimer('election');
}

function notification(s: Server): Notification {
  const vote = s.election?.proposal ?? s.vote;
  return { type: 'vote', sid: s.config.sid, vote, round: s.round, state: s.role };
}

/** Sends the proposal to every server and counts it at home. */
function tellAll(s: Server, ctx: Context): void {
  const message = notification(s);
  for (let sid = 1; sid <= s.config.servers.length; sid++) {
    if (sid !== s.config.sid) tell(s, ctx, sid, message);
  }
  const { election } = s;
  if (election === undefined) return;
  s.election = { ...election, received: withVote(election.received, message) };
}

/** Sends to one peer, dialling first where needed; of several waiting votes only the newest is kept (QuorumCnxManager). */
function tell(s: Server, ctx: Context, sid: number, message: Notification): void {
  const link = s.peers.find((peer) => peer.sid === sid);
  if (link?.connection !== undefined) {
    if (link.open) ctx.send(link.connection, message);
    else setLink(s, { ...link, waiting: message });
    return;
  }
  const connection = ctx.connect(serverName(s.config, sid), ELECTION_PORT);
  setLink(s, { sid, connection, open: false, waiting: message });
}

function setLink(s: Server, link: PeerLink): void {
  s.peers = [...s.peers.filter((peer) => peer.sid !== link.sid), link].sort((a, b) => a.sid - b.sid);
}

/** A dialled election connection stands. */
export function peerConnected(s: Server, ctx: Context, connection: ConnectionId): boolean {
  const link = s.peers.find((peer) => peer.connection === connection);
  if (link === undefined) return false;
  if (link.waiting !== undefined) ctx.send(connection, link.waiting);
  setLink(s, { sid: link.sid, connection, open: true, waiting: undefined });
  return true;
}

export function peerClosed(s: Server, connection: ConnectionId): boolean {
  const link = s.peers.find((peer) => peer.connection === connection);
  if (link === undefined) return false;
  s.peers = s.peers.filter((peer) => peer !== link);
  return true;
}

/** A vote arrives (WorkerReceiver, then lookForLeader). Returns the leader once the election is decided. */
export function receiveVote(s: Server, ctx: Context, n: Notification): number | undefined {
  if (s.role !== 'looking') {
    if (n.state === 'looking') tell(s, ctx, n.sid, notification(s));
    return undefined;
  }
  if (n.state === 'looking' && n.round < s.round) {
    tell(s, ctx, n.sid, notification(s));
    return undefined;
  }
  return n.state === 'looking' ? count(s, ctx, n) : countSettled(s, n);
}

/** The vote of a server that is looking too. */
function count(s: Server, ctx: Context, n: Notification): undefined {
  const { election } = s;
  if (election === undefined) return undefined;
  if (election.finalizing) {
    if (n.round <= s.round && !isBetter(n.vote, election.proposal)) {
      ctx.startTimer('election', FINALIZE_WAIT);
      return undefined;
    }
    s.election = { ...election, finalizing: false };
  }
  if (n.round > s.round) {
    s.round = n.round;
    const own = ownVote(s);
    adopt(s, ctx, isBetter(n.vote, own) ? n.vote : own, []);
  } else if (isBetter(n.vote, election.proposal)) {
    adopt(s, ctx, n.vote, election.received);
  }
  const current: Election = s.election ?? election;
  const received = withVote(current.received, n);
  const agreeing = received.filter((vote) => vote.round === s.round && isSame(vote.vote, current.proposal));
  const finalizing = isQuorum(agreeing.length, s.config);
  s.election = { ...current, received, finalizing };
  ctx.startTimer('election', finalizing ? FINALIZE_WAIT : current.patience);
  return undefined;
}

function adopt(s: Server, ctx: Context, proposal: Vote, received: readonly Notification[]): void {
  const { election } = s;
  if (election === undefined) return;
  s.election = { ...election, proposal, received };
  tellAll(s, ctx);
}

/** The vote of a server that already follows or leads: a late joiner accepts the established leader. */
function countSettled(s: Server, n: Notification): number | undefined {
  const { election } = s;
  if (election === undefined) return undefined;
  if (n.round === s.round) {
    const received = withVote(election.received, n);
    s.election = { ...election, received };
    if (isEstablished(s, received, n)) return n.vote.leader;
  }
  const settled = withVote(election.settled, n);
  s.election = { ...election, received: s.election?.received ?? election.received, settled };
  if (!isEstablished(s, settled, n)) return undefined;
  s.round = n.round;
  return n.vote.leader;
}

/** A quorum names the leader, and the leader itself says that it leads (checkLeader). */
function isEstablished(s: Server, votes: readonly Notification[], n: Notification): boolean {
  const agreeing = votes.filter(
    (vote) => vote.vote.leader === n.vote.leader && vote.vote.peerEpoch === n.vote.peerEpoch,
  );
  if (!isQuorum(agreeing.length, s.config)) return false;
  if (n.vote.leader === s.config.sid) return n.round === s.round;
  return votes.some((vote) => vote.sid === n.vote.leader && vote.state === 'leading');
}

function withVote(votes: readonly Notification[], n: Notification): readonly Notification[] {
  return [...votes.filter((vote) => vote.sid !== n.sid), n].sort((a, b) => a.sid - b.sid);
}

/** Nobody has spoken for a while: either a quorum stands by its vote, or the votes are sent again. */
export function electionTimeout(s: Server, ctx: Context): number | undefined {
  const { election } = s;
  if (election === undefined) return undefined;
  if (election.finalizing) return election.proposal.leader;
  const patience = Math.min(2 * election.patience, PATIENCE_MAX);
  s.election = { ...election, patience };
  tellAll(s, ctx);
  ctx.startTimer('election', patience);
  return undefined;
}

/** The vote that is shown to others once a leader is settled. */
export function settleVote(s: Server, leader: number): void {
  const proposal = s.election?.proposal;
  s.vote =
    proposal?.leader === leader
      ? proposal
      : (s.election?.settled.find((n) => n.vote.leader === leader)?.vote ?? { ...s.vote, leader });
}
