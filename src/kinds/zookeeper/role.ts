import type { Context, MilestoneNote } from '../../kernel/kind.ts';
import { startElection } from './election.ts';
import type { Server } from './state.ts';
import { applyTransaction } from './tree.ts';
import { NO_WATCHES } from './watch-table.ts';

/** The timers that a role sets, and that end with it. */
const ROLE_TIMERS: readonly string[] = [
  'init-limit', 'leader-ping', 'session-tick', 'leader-silence', 'redial', 'container-tick', 'container-reap',
]; // prettier-ignore

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
  for (const { connection } of s.clients) ctx.close(connection);
  for (const { connection } of leadership?.learners ?? []) ctx.close(connection);
  if (following?.connection !== undefined) ctx.close(following.connection);
  for (const timer of ROLE_TIMERS) ctx.cancelTimer(timer);
  s.clients = [];
  s.watches = NO_WATCHES;
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
  for (const transaction of s.log.slice(s.applied)) s.tree = applyTransaction(s.tree, transaction).tree;
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
