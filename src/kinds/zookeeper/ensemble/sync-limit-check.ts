import type { Duration, SimTime } from '../../../lib/units.ts';
import type { Zxid } from '../protocol.ts';
import type { SyncLimitCheck } from '../state.ts';

/** A proposal of the leader, and when it went out. */
export interface SentProposal {
  readonly zxid: Zxid;
  readonly sentAt: SimTime;
}

export const NOTHING_SENT: SyncLimitCheck = { zxid: 0, sentAt: -1, settled: 0 };

/** A proposal was sent (LearnerHandler.SyncLimitCheck.updateProposal). */
export function unacknowledgedWith(check: SyncLimitCheck, { zxid, sentAt }: SentProposal): SyncLimitCheck {
  return check.sentAt === -1 ? { zxid, sentAt, settled: zxid } : check;
}

/** An acknowledgement came (updateAck): after the oldest it waits for the one that is the newest now. */
export function unacknowledgedWithout(
  check: SyncLimitCheck,
  zxid: Zxid,
  newest: SentProposal,
): SyncLimitCheck {
  const waits = newest.zxid > check.settled;
  if (check.zxid === zxid) {
    return waits ? { ...newest, settled: newest.zxid } : { ...NOTHING_SENT, settled: check.settled };
  }
  return waits && newest.zxid === zxid ? { ...check, settled: zxid } : check;
}

/** Whether the learner acknowledges in time (check). */
export function isInTime(check: SyncLimitCheck, now: SimTime, limit: Duration): boolean {
  return check.sentAt === -1 || now - check.sentAt < limit;
}
