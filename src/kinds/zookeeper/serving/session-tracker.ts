import type { Context } from '../../../kernel/kind.ts';
import type { Duration, SimTime } from '../../../lib/units.ts';
import { hasKey, lookUp, type SortedMap, withEntry, withoutKey } from '../../../lib/sorted-map.ts';
import { hasBug } from '../planted-bugs.ts';
import type { Change, ErrorCode, SessionId, WriteRequest } from '../protocol.ts';
import type { Server, ServerConfig, TrackedSession } from '../state.ts';
import { findSession } from '../data/tree.ts';
import type { Session } from '../data/session.ts';

type TrackedSessions = SortedMap<SessionId, TrackedSession>;

/** The requested timeout within minSessionTimeout and maxSessionTimeout, which are 2 and 20 ticks unless set. */
export function negotiate(requested: Duration, config: ServerConfig): Duration {
  const { tickTime, minSessionTimeout = 2 * tickTime, maxSessionTimeout = 20 * tickTime } = config;
  return Math.min(Math.max(requested, minSessionTimeout), maxSessionTimeout);
}

/** E = (⌊(t + T) / tick⌋ + 1) · tick (ExpiryQueue.roundToNextInterval): the next tick after t + T. */
export function expiryOf(touchedAt: SimTime, timeout: Duration, config: ServerConfig): SimTime {
  return nextTick(touchedAt + timeout, config);
}

/** The first multiple of a tick after `time`. */
export function nextTick(time: SimTime, { tickTime }: ServerConfig): SimTime {
  return (Math.floor(time / tickTime) + 1) * tickTime;
}

/** A new leader gives every known session a full timeout. */
export function trackAll(sessions: readonly Session[], config: ServerConfig, now: SimTime): TrackedSessions {
  let all: TrackedSessions;
  for (const { id, timeout } of sessions) {
    const since = hasBug({ config }, 'expires-after-election') ? now - timeout : now;
    all = withEntry(all, id, tracked(id, timeout, 0, config, since));
  }
  return all;
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

/**
 * A session is tracked from the moment its creation is proposed, and dropped when its end is. One that no server has
 * claimed since the election belongs to the first that makes a request for it (SessionTrackerImpl.checkSession).
 */
export function trackCreated(
  sessions: TrackedSessions,
  change: Change,
  request: WriteRequest,
  config: ServerConfig,
  now: SimTime,
): TrackedSessions {
  const owner = request.origin.server;
  if (change.type === 'create-session') {
    const { session, timeout } = change;
    return withEntry(sessions, session, tracked(session, timeout, owner, config, now));
  }
  if (change.type === 'close-session') return withoutKey(sessions, change.session);
  const session = lookUp(sessions, request.session);
  if (session?.owner !== 0 || owner === 0) return sessions;
  return withEntry(sessions, session.id, { ...session, owner });
}

/** Whether a request of a session may be made through `server` (SessionTrackerImpl.checkSession). */
export function sessionError(session: TrackedSession | undefined, server: number): ErrorCode | undefined {
  if (session === undefined || session.closing) return 'SESSIONEXPIRED';
  return session.owner !== 0 && session.owner !== server ? 'SESSIONMOVED' : undefined;
}

/** Something was heard of a session: at the leader, now. Unknown and closing ones cannot be revived: false. */
export function touch(s: Server, ctx: Context, id: SessionId): boolean {
  const { leadership } = s;
  const session = lookUp(leadership?.sessions, id);
  if (leadership === undefined || session === undefined || session.closing) return false;
  const expiresAt = expiryOf(ctx.now, session.timeout, s.config);
  const touched = { ...session, expiresAt, touchedAt: ctx.now };
  leadership.sessions = withEntry(leadership.sessions, id, touched);
  return true;
}

/** A learner notes whom it has heard of; the leader learns it with the next ping (LearnerSessionTracker). */
export function noteTouch(s: Server, session: SessionId): void {
  const { following } = s;
  if (following === undefined) return;
  const { touches } = following;
  if (!hasKey(touches, session)) s.following = { ...following, touches: withEntry(touches, session, true) };
}

/**
 * A client came back with its session, through `owner`: the session is touched and belongs there now
 * (Leader.revalidateSession). Returns its timeout, or 0 if it is gone.
 */
export function attach(s: Server, ctx: Context, id: SessionId, owner: number, timeout: Duration): Duration {
  const { leadership } = s;
  const session = lookUp(leadership?.sessions, id);
  if (leadership === undefined || session === undefined || session.closing)
    return hasBug(s, 'revives-sessions') ? timeout : 0;
  if (session.owner !== 0 && session.owner !== owner) {
    const to = s.config.servers[owner - 1] ?? '';
    const about = findSession(leadership.prepared, id)?.client ?? ctx.self;
    ctx.milestone({ type: 'session-moved', about, data: { session: id, to } });
  }
  leadership.sessions = withEntry(leadership.sessions, id, { ...session, owner, timeout });
  touch(s, ctx, id);
  return timeout;
}
