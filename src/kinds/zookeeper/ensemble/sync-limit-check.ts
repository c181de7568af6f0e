import type { Duration, SimTime } from '../../../lib/units.ts';
import type { Zxid } from '../protocol.ts';
import type { SyncLimitCheck } from '../state.ts';

/** A proposal was sent (LearnerHandler.SyncLimitCheck.updateProposal): the first and the newest are remembered. */
export function unacknowledgedWith(check: SyncLimitCheck, zxid: Zxid, now: SimTime): SyncLimitCheck {
  if (check.sentAt === -1) return { ...check, zxid, sentAt: now };
  return { ...check, nextZxid: zxid, nextSentAt: now };
}

/** An acknowledgement came (updateAck): after the first it waits for the one that was the newest then. */
export function unacknowledgedWithout(check: SyncLimitCheck, zxid: Zxid): SyncLimitCheck {
  const { nextZxid, nextSentAt } = check;
  if (check.zxid === zxid) return { zxid: nextZxid, sentAt: nextSentAt, nextZxid: 0, nextSentAt: -1 };
  return nextZxid === zxid ? { ...check, nextZxid: 0, nextSentAt: -1 } : check;
}

/** Whether the learner acknowledges in time (check). */
export function isInTime(check: SyncLimitCheck, now: SimTime, limit: Duration): boolean {
  return check.sentAt === -1 || now - check.sentAt < limit;
}
