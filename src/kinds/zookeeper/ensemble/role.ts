import type { Context, MilestoneNote } from '../../../kernel/kind.ts';
import { valuesOf } from '../../../lib/sorted-map.ts';
import { MILLISECOND } from '../../../lib/units.ts';
import { startElection } from './election.ts';
import type { Server } from '../state.ts';
import { NO_WATCHES } from '../data/watch-table.ts';
import { fastForward, reload } from './storage.ts';

/** The timers that a role sets, and that end with it. */
const ROLE_TIMERS: readonly string[] = [
  'init-limit', 'leader-ping', 'session-tick', 'leader-silence', 'redial', 'container-tick', 'container-reap',
]; // prettier-ignore

/** zookeeper.observer.electionDelayMs: an observer waits up to this long before it looks again. */
const OBSERVER_DELAY = 200 * MILLISECOND;

/** Leaves whatever role it had and looks for a leader (QuorumPeer.run): clients and other servers are cut off. */
export function lookForLeader(
  s: Server,
  ctx: Context,
  reason: string,
  silence?: MilestoneNote['silence'],
): void {
  const observed = s.role === 'observing';
  leaveRole(s, ctx);
  s.role = 'looking';
  s.reason = reason;
  ctx.milestone({ type: 'looking', reason, ...(silence === undefined ? {} : { silence }) });
  if (observed) ctx.startTimer('observer-delay', ctx.random('observer').below(OBSERVER_DELAY));
  else startElection(s, ctx);
}

function leaveRole(s: Server, ctx: Context): void {
  const { leadership, following } = s;
  for (const { connection } of valuesOf(s.clients)) ctx.close(connection);
  for (const { connection } of leadership?.learners ?? []) {
    ctx.close(connection);
    ctx.cancelTimer('learner-silence', connection);
  }
  if (following?.connection !== undefined) ctx.close(following.connection);
  for (const timer of ROLE_TIMERS) ctx.cancelTimer(timer);
  s.clients = undefined;
  s.watches = NO_WATCHES;
  s.serving = false;
  s.leadership = undefined;
  s.following = undefined;
  // A snapshot that was not kept is gone with the memory; anything else is what the log adds up to.
  if (following?.mode === 'snap' && !following.newLeader) reload(s);
  else fastForward(s);
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
