import { expect, test } from 'vitest';
import { furthest, scrubbed } from './scrub-value.ts';

test.each([
  ['12s', 3, false, '15s'],
  ['1.5s', -2, false, '1.3s'],
  ['12s', 3, true, '12.3s'],
  ['3', 2, true, '5'],
  ['3', -9, false, '0'],
  ['200/s', 2, false, '220/s'],
  ['17%', 1, false, '18%'],
  ['queue', 5, false, 'queue'],
])('%s, %i steps', (text, steps, fine, expected) => {
  expect(scrubbed(text, steps, fine)).toBe(expected);
});

test.each([
  [9, 6, 6],
  [-9, 6, -6],
  [4, 6, 4],
  [1, 0, 0],
])('%i steps where %i fit are %i', (steps, most, expected) => {
  expect(furthest(steps, (to) => Math.abs(to) <= most)).toBe(expected);
});
