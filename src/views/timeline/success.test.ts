import { expect, test } from 'vitest';
import { sharesOf } from './success.ts';

test('the share is kept over a gap, and ends where nobody asks any more', () => {
  const points = Array.from({ length: 20 }, (_, index) => ({
    time: index,
    requests: index === 2 || index === 4 ? 10 : 0,
    failed: index === 4 ? 5 : 0,
  }));
  const shares = sharesOf(points);
  expect(shares.slice(0, 6)).toEqual([undefined, undefined, 1, 1, 0.5, 0.5]);
  expect(shares[11]).toBe(0.5);
  expect(shares.slice(12).every((share) => share === undefined)).toBe(true);
});
