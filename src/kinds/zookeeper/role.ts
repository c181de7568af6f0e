import type { Context, MilestoneNote } from '../../kernel/kind.ts';
import { valuesOf } from '../../lib/sorted-map.ts';
import { startElection } from './election.ts';
import type { Server } from './state.ts';
import { applyChange } from './tree.ts';

/**
 * Leaves whatever role it had and looks for a leader (QuorumPeer.run): clients are cut off, and all that is logged
 * goes into the tree, committed or not, because that is what the vote speaks for.
 */
export function lookForLeader(
  s: Server,
  ctx: Context,
  reason: string,
  silence?: MilestoneNote['silence'],
): void {
  const { leadership, following } = s;
  for (const { connection } of valuesOf(s.clients)) ctx.close(connection);
  for (const { connection } of leadership?.learners ?? []) ctx.close(connection);
  if (following?.connection !== undefined) ctx.close(following.connection);
  for (const timer of ['init-limit', 'leader-ping', 'session-tick', 'leader-silence', 'redial'])
    ctx.cancelTimer(timer);
  s.clients = undefined;
  s.watches = [];
  s.serving = false;
  s.leadership = undefined;
  s.following = undefined;
  s.role = 'looking';
  s.reason = reason;
  fastForward(s);
  ctx.milestone({ type: 'looking', reason, ...(silence === undefined ? {} : { silence }) });
  startElection(s, ctx);
}

function fastForward(s: Server): void {
  for (const { zxid, change } of s.log.slice(s.applied)) s.tree = applyChange(s.tree, zxid, change).tree;
  s.applied = s.log.length;
}

/** A leader gives up by itself. */
export function resign(s: Server, ctx: Context, reason: string, silence?: MilestoneNote['silence']): void {
  if (s.leadership?.phase === 'broadcast') {
    const data = { epoch: s.leadership.epoch };
    ctx.milestone({
      type: 'leader-stepped-down',
      reason,
      data,
      ...(silence === undefined ? {} : { silence }),
    });
  }
  lookForLeader(s, ctx, reason, silence);
}
