import type { Context } from '../../../kernel/kind.ts';
import { MILLISECOND } from '../../../lib/units.ts';
import { dialAll, haveDelivered, sendVote } from './peer-connections.ts';
import { hasBug } from '../planted-bugs.ts';
import type { Notification, Vote } from '../protocol.ts';
import { isQuorum, isVoter, type Server, voterCount, type Voting } from '../state.ts';

/** How long a quorum waits for a better vote, and the first wait for votes (FastLeaderElection.finalizeWait). */
const FINALIZE_WAIT = 200 * MILLISECOND;
const PATIENCE_MAX = 60_000 * MILLISECOND;

/** What an observer votes for: less than any server (Long.MIN_VALUE in the real protocol). */
const NOBODY: Vote = { leader: -1, zxid: -1, peerEpoch: -1 };

/** Whether vote a beats vote b (totalOrderPredicate). */
export function isBetter(a: Vote, b: Vote): boolean {
  if (a.peerEpoch !== b.peerEpoch) return a.peerEpoch > b.peerEpoch;
  if (a.zxid !== b.zxid) return a.zxid > b.zxid;
  return a.leader > b.leader;
}

function isSame(a: Vote, b: Vote): boolean {
  return a.leader === b.leader && a.zxid === b.zxid && a.peerEpoch === b.peerEpoch;
}

/** Changes what a server has of elections. */
export function updateVoting(s: Server, change: Partial<Voting>): void {
  s.voting = { ...s.voting, ...change };
}

/** Begins to look for a leader: a new round, a vote for itself (lookForLeader). */
export function startElection(s: Server, ctx: Context): void {
  const zxid = hasBug(s, 'votes-without-zxid') || hasBug(s, 'elects-anybody') ? 0 : s.tree.zxid;
  const own = isVoter(s.config, s.config.sid)
    ? { leader: s.config.sid, zxid, peerEpoch: s.disk.currentEpoch }
    : NOBODY;
  updateVoting(s, {
    round: s.voting.round + 1,
    election: { proposal: own, own, received: [], settled: [], patience: FINALIZE_WAIT, finalizing: false },
  });
  ctx.startTimer('election', FINALIZE_WAIT);
  tellAll(s, ctx);
}

export function stopElection(s: Server, ctx: Context): void {
  updateVoting(s, { election: undefined });
  ctx.cancelTimer('election');
}

function notification(s: Server, vote: Vote): Notification {
  return { type: 'vote', sid: s.config.sid, vote, round: s.voting.round, state: s.role };
}

/** Sends the proposal to every voter, itself included (sendNotifications). */
function tellAll(s: Server, ctx: Context): void {
  const { election } = s.voting;
  if (election === undefined) return;
  const message = notification(s, election.proposal);
  for (let sid = 1; sid <= voterCount(s.config); sid++) {
    if (sid !== s.config.sid) sendVote(s, ctx, sid, message);
  }
  if (isVoter(s.config, s.config.sid)) count(s, ctx, message);
}

/** A vote arrives (WorkerReceiver). Returns the vote that won once the election is decided. */
export function receiveVote(s: Server, ctx: Context, n: Notification): Vote | undefined {
  const { election } = s.voting;
  const looking = n.state === 'looking';
  if (!isVoter(s.config, n.sid)) {
    sendVote(s, ctx, n.sid, notification(s, s.voting.vote));
    return undefined;
  }
  if (s.role !== 'looking') {
    if (looking) sendVote(s, ctx, n.sid, notification(s, s.voting.vote));
    return undefined;
  }
  if (election === undefined) return undefined;
  if (looking && n.round < s.voting.round) sendVote(s, ctx, n.sid, notification(s, election.proposal));
  return weigh(s, ctx, n);
}

/** One turn of the loop of lookForLeader; each notification starts the wait for the next. */
function weigh(s: Server, ctx: Context, n: Notification): Vote | undefined {
  const { election } = s.voting;
  if (election === undefined) return undefined;
  if (election.finalizing) {
    if (!isBetter(n.vote, election.proposal)) {
      ctx.startTimer('election', FINALIZE_WAIT);
      return undefined;
    }
    updateVoting(s, { election: { ...election, finalizing: false } });
  }
  const winner = weighByState(s, ctx, n);
  if (winner !== undefined) return winner;
  ctx.startTimer('election', s.voting.election?.finalizing === true ? FINALIZE_WAIT : election.patience);
  return undefined;
}

function weighByState(s: Server, ctx: Context, n: Notification): Vote | undefined {
  if (n.state === 'observing' || !isVoter(s.config, n.vote.leader)) return undefined;
  if (n.state !== 'looking') return countSettled(s, n);
  count(s, ctx, n);
  return undefined;
}

/** The vote of a server that is looking too. */
function count(s: Server, ctx: Context, n: Notification): void {
  const { election } = s.voting;
  if (election === undefined || n.round < s.voting.round) return;
  if (n.round > s.voting.round) {
    const proposal = isBetter(n.vote, election.own) ? n.vote : election.own;
    updateVoting(s, { round: n.round, election: { ...election, proposal, received: [n] } });
    tellAll(s, ctx);
  } else if (isBetter(n.vote, election.proposal)) {
    updateVoting(s, {
      election: { ...election, proposal: n.vote, received: withVote(election.received, n) },
    });
    tellAll(s, ctx);
  } else {
    updateVoting(s, { election: { ...election, received: withVote(election.received, n) } });
  }
  finalize(s);
}

/** Does a quorum vote for the proposal? Then only a better vote can still change it. */
function finalize(s: Server): void {
  const { election } = s.voting;
  if (election === undefined) return;
  const agreeing = election.received.filter(
    ({ vote, round }) => round === s.voting.round && isSame(vote, election.proposal),
  );
  if (isQuorum(agreeing.length, s.config)) updateVoting(s, { election: { ...election, finalizing: true } });
}

/** The vote of a server that follows or leads: a late joiner accepts the established leader (receivedFollowingNotification). */
function countSettled(s: Server, n: Notification): Vote | undefined {
  const { election } = s.voting;
  if (election === undefined) return undefined;
  const received = n.round === s.voting.round ? withVote(election.received, n) : election.received;
  const settled = withVote(election.settled, n);
  updateVoting(s, { election: { ...election, received, settled } });
  if (n.round === s.voting.round && isEstablished(s, received, n, sameLeader)) return n.vote;
  if (!isEstablished(s, settled, n, sameReign)) return undefined;
  updateVoting(s, { round: n.round });
  return n.vote;
}

/** Vote.equals among the votes of this round: those of servers that settled compare by leader alone. */
function sameLeader(n: Notification, other: Notification): boolean {
  if (other.state === 'looking') return n.round === other.round && isSame(n.vote, other.vote);
  return n.vote.leader === other.vote.leader;
}

function sameReign(n: Notification, other: Notification): boolean {
  return n.vote.leader === other.vote.leader && n.vote.peerEpoch === other.vote.peerEpoch;
}

/** A quorum names the leader, and the leader itself says that it leads (checkLeader). */
function isEstablished(
  s: Server,
  votes: readonly Notification[],
  n: Notification,
  agrees: (n: Notification, other: Notification) => boolean,
): boolean {
  if (!isQuorum(votes.filter((other) => agrees(n, other)).length, s.config)) return false;
  if (n.vote.leader === s.config.sid) return n.round === s.voting.round;
  return votes.some((vote) => vote.sid === n.vote.leader && vote.state === 'leading');
}

function withVote(votes: readonly Notification[], n: Notification): readonly Notification[] {
  return [...votes.filter((vote) => vote.sid !== n.sid), n].sort((a, b) => a.sid - b.sid);
}

/** Nobody has spoken for a while: either a quorum stands by its vote, or the votes are sent again. */
export function electionTimeout(s: Server, ctx: Context): Vote | undefined {
  const { election } = s.voting;
  if (election === undefined) return undefined;
  if (election.finalizing) return election.proposal;
  const patience = Math.min(2 * election.patience, PATIENCE_MAX);
  updateVoting(s, { election: { ...election, patience } });
  if (haveDelivered(s)) tellAll(s, ctx);
  else dialAll(s, ctx);
  ctx.startTimer('election', s.voting.election?.finalizing === true ? FINALIZE_WAIT : patience);
  return undefined;
}

/** What newcomers are told from now on names the epoch that the leader has begun (QuorumPeer.updateElectionVote). */
export function updateElectionVote(s: Server, epoch: number): void {
  updateVoting(s, { vote: { ...s.voting.vote, peerEpoch: epoch } });
}
