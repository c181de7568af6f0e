import { expect, test } from 'vitest';
import { scrollFor } from './scroll.ts';

test('An entry in the middle of its list stays where it is, and one out of sight comes into it.', () => {
  expect(scrollFor(400, 40, 200, 400)).toBeUndefined();
  expect(scrollFor(900, 40, 200, 400)).toBe(660);
});

test('A list with room for one entry shows the current one.', () => {
  expect(scrollFor(900, 44, 0, 50)).toBe(894);
  expect(scrollFor(900, 44, 894, 50)).toBeUndefined();
  expect(scrollFor(900, 44, 0, 30)).toBe(900);
});
