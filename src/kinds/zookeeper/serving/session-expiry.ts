import type { Context } from '../../../kernel/kind.ts';
import { valuesOf, withEntry } from '../../../lib/sorted-map.ts';
import { propose } from '../ensemble/leader.ts';
import type { Server, TrackedSession } from '../state.ts';

/**
 * At each tick the sessions of its bucket are closed, by a transaction like any other (SessionTrackerImpl.run). A
 * leader that slept through ticks takes their buckets one by one, oldest first: what its sockets hold is read between.
 */
export function sessionTick(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast') return;
  const { expiryTick } = leadership;
  const due = valuesOf(leadership.sessions).filter((one) => !one.closing && one.expiresAt <= expiryTick);
  for (const session of due) close(s, ctx, session);
  if (s.leadership === undefined) return;
  const next = expiryTick + s.config.tickTime;
  s.leadership.expiryTick = next;
  ctx.startTimer('session-tick', Math.max(0, next - ctx.now));
}

function close(s: Server, ctx: Context, session: TrackedSession): void {
  const { leadership } = s;
  if (leadership === undefined) return;
  leadership.sessions = withEntry(leadership.sessions, session.id, { ...session, closing: true });
  const origin = { server: 0, connection: 0, xid: 0 };
  propose(s, ctx, { session: session.id, origin, operation: { op: 'close' } });
}
