import { expect, test } from 'vitest';
import { isInTime, unacknowledgedWith, unacknowledgedWithout } from './sync-limit-check.ts';

test('a learner is in time while its oldest unacknowledged proposal is, but only two are remembered', () => {
  const none = { zxid: 0, sentAt: -1, nextZxid: 0, nextSentAt: -1 };
  const three = [1, 2, 3].reduce((check, zxid) => unacknowledgedWith(check, zxid, 10 * zxid), none);
  expect([isInTime(none, 99, 5), isInTime(three, 14, 5), isInTime(three, 15, 5)]).toEqual([
    true,
    true,
    false,
  ]);
  const first = unacknowledgedWithout(three, 1);
  expect(first).toEqual({ zxid: 3, sentAt: 30, nextZxid: 0, nextSentAt: -1 });
  expect(unacknowledgedWithout(first, 2)).toEqual(first);
  expect(unacknowledgedWithout(first, 3)).toEqual(none);
});
