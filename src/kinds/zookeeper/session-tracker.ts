import type { Context } from '../../kernel/kind.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { Change, SessionId, WriteRequest } from './protocol.ts';
import type { Server, ServerConfig, TrackedSession } from './state.ts';
import type { Session } from './session.ts';

/** The requested timeout within 2 to 20 ticks (minSessionTimeout, maxSessionTimeout). */
export function negotiate(requested: Duration, config: ServerConfig): Duration {
  return Math.min(Math.max(requested, 2 * config.tickTime), 20 * config.tickTime);
}

/** E = (⌊(t + T) / tick⌋ + 1) · tick (ExpiryQueue.roundToNextInterval): the next tick after t + T. */
export function expiryOf(touchedAt: SimTime, timeout: Duration, config: ServerConfig): SimTime {
  return (Math.floor((touchedAt + timeout) / config.tickTime) + 1) * config.tickTime;
}

/** A new leader gives every known session a full timeout. */
export function trackAll(
  sessions: readonly Session[],
  config: ServerConfig,
  now: SimTime,
): readonly TrackedSession[] {
  return sessions.map(({ id, timeout }) => tracked(id, timeout, 0, config, now));
}

function tracked(
  id: SessionId,
  timeout: Duration,
  owner: number,
  config: ServerConfig,
  now: SimTime,
): TrackedSession {
  return { id, timeout, owner, expiresAt: expiryOf(now, timeout, config), touchedAt: now, closing: false };
}

/** A session is tracked from the moment its creation is proposed, and dropped when its end is. */
export function trackCreated(
  sessions: readonly TrackedSession[],
  change: Change,
  request: WriteRequest,
  config: ServerConfig,
  now: SimTime,
): readonly TrackedSession[] {
  if (change.type === 'create-session') {
    return [...sessions, tracked(change.session, change.timeout, request.origin.server, config, now)];
  }
  if (change.type === 'close-session') return sessions.filter((session) => session.id !== change.session);
  return sessions;
}

/** Something was heard of a session: at the leader, now. Unknown and closing sessions cannot be revived. */
export function touch(s: Server, ctx: Context, id: SessionId): void {
  const { leadership } = s;
  if (leadership === undefined) return;
  const session = leadership.sessions.find((one) => one.id === id);
  if (session === undefined || session.closing) return;
  const expiresAt = expiryOf(ctx.now, session.timeout, s.config);
  const touched = { ...session, expiresAt, touchedAt: ctx.now };
  s.leadership = {
    ...leadership,
    sessions: leadership.sessions.map((one) => (one === session ? touched : one)),
  };
}
