import type { Context } from '../../kernel/kind.ts';
import { propose } from './leader.ts';
import type { Server } from './state.ts';

/** Each tick the sessions whose bucket is due are closed, by a transaction like any other (SessionTrackerImpl.run). */
export function sessionTick(s: Server, ctx: Context): void {
  const { leadership } = s;
  if (leadership?.phase !== 'broadcast') return;
  const due = leadership.sessions.filter((session) => !session.closing && session.expiresAt <= ctx.now);
  for (const { id } of due) {
    const sessions = (s.leadership?.sessions ?? []).map((one) =>
      one.id === id ? { ...one, closing: true } : one,
    );
    if (s.leadership !== undefined) s.leadership = { ...s.leadership, sessions };
    propose(s, ctx, {
      session: id,
      origin: { server: 0, connection: 0, xid: 0 },
      operation: { op: 'close' },
    });
  }
  ctx.startTimer('session-tick', s.config.tickTime);
}
