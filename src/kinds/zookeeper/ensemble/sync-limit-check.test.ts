import { expect, test } from 'vitest';
import type { SyncLimitCheck } from '../state.ts';
import { isInTime, NOTHING_SENT, unacknowledgedWith, unacknowledgedWithout } from './sync-limit-check.ts';

const sent = (zxid: number) => ({ zxid, sentAt: 10 * zxid });

test('a learner is in time while its oldest unacknowledged proposal is, but only two are remembered', () => {
  const start: SyncLimitCheck = NOTHING_SENT;
  const three = [1, 2, 3].reduce((check, zxid) => unacknowledgedWith(check, sent(zxid)), start);
  expect([start, three, three].map((check, index) => isInTime(check, [99, 14, 15][index] ?? 0, 5))).toEqual([
    true,
    true,
    false,
  ]);
  const first = unacknowledgedWithout(three, 1, sent(3));
  expect(first).toMatchObject({ zxid: 3, sentAt: 30 });
  expect(unacknowledgedWithout(first, 2, sent(3))).toEqual(first);
  expect(unacknowledgedWithout(first, 3, sent(3))).toMatchObject({ zxid: 0, sentAt: -1 });
});

test('the newest proposal does not wait twice if it was acknowledged before an older one', () => {
  const two = [1, 2].reduce((check, zxid) => unacknowledgedWith(check, sent(zxid)), NOTHING_SENT);
  const newest = unacknowledgedWithout(two, 2, sent(2));
  expect(newest).toMatchObject({ zxid: 1, sentAt: 10 });
  expect(unacknowledgedWithout(newest, 1, sent(2)).sentAt).toBe(-1);
});
