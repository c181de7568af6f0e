import type { Context } from '../../../kernel/kind.ts';
import { keysOf } from '../../../lib/sorted-map.ts';
import {
  acceptEpoch, acceptLeader, applyCommitted, beginSync, collect, collectCommit, logProposal, sendToLeader,
  updateFollowing, upToDate,
} from './learner.ts'; // prettier-ignore
import type { WriteRequest } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { answerSync } from '../serving/commit-processor.ts';
import { grantSession } from '../serving/replies.ts';
import { lookForLeader } from './role.ts';
import { type Following, type Server, serverName } from '../state.ts';

/** A packet from the leader (Follower.followLeader, Observer.observeLeader). */
export function receiveFromLeader(s: Server, ctx: Context, message: QuorumMessage): void {
  const { following } = s;
  if (following === undefined) return;
  s.leaderHeardAt = ctx.now;
  if (following.phase === 'broadcast') receiveBroadcast(s, ctx, message);
  else receiveSync(s, ctx, message);
}

/** Until UPTODATE (Learner.registerWithLeader, syncWithLeader); pings are not answered yet. */
function receiveSync(s: Server, ctx: Context, message: QuorumMessage): void {
  switch (message.type) {
    case 'leader-info':
      acceptEpoch(s, ctx, message.epoch);
      return;
    case 'diff':
    case 'trunc':
    case 'snap':
      beginSync(s, ctx, message);
      return;
    case 'proposal':
      collect(s, message.transaction);
      return;
    case 'commit':
      collectCommit(s, message.zxid);
      return;
    case 'inform':
      collect(s, message.transaction);
      collectCommit(s, message.transaction.zxid);
      return;
    case 'new-leader':
      acceptLeader(s, ctx);
      return;
    case 'up-to-date':
      upToDate(s, ctx);
      return;
    default:
      return;
  }
}

/** From UPTODATE on (Follower.processPacket, Observer.processPacket). */
function receiveBroadcast(s: Server, ctx: Context, message: QuorumMessage): void {
  switch (message.type) {
    case 'proposal':
      logProposal(s, ctx, message.transaction);
      return;
    case 'commit':
      applyCommitted(s, ctx, message.zxid);
      return;
    case 'inform':
      logProposal(s, ctx, message.transaction);
      applyCommitted(s, ctx, message.transaction.zxid);
      return;
    case 'leader-ping':
      sendToLeader(s, ctx, { type: 'follower-ping', touches: keysOf(s.following?.touches) });
      updateFollowing(s, { touches: undefined });
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

/** The read timeout of the leader's socket: initLimit ticks before NEWLEADER, syncLimit ticks from then on. */
export function leaderSilence(s: Server, ctx: Context): void {
  const { following } = s;
  if (following === undefined) return;
  const ticks = following.newLeader ? s.config.syncLimit : s.config.initLimit;
  const left = s.leaderHeardAt + ticks * s.config.tickTime - ctx.now;
  if (left > 0) ctx.startTimer('leader-silence', left);
  else lookForLeader(s, ctx, silenceReason(following), silenceOf(s, following));
}

function silenceReason({ phase }: Following): string {
  return phase === 'connecting' ? 'the leader cannot be reached' : 'the leader is silent';
}

function silenceOf(s: Server, { leader }: Following): { readonly of: string; readonly since: number } {
  return { of: serverName(s.config, leader), since: s.leaderHeardAt };
}

export function forward(s: Server, ctx: Context, request: WriteRequest): void {
  sendToLeader(s, ctx, { type: 'forward', request });
}

export function askLeader(
  s: Server,
  ctx: Context,
  message: Extract<QuorumMessage, { type: 'revalidate' | 'sync' }>,
): void {
  sendToLeader(s, ctx, message);
}
