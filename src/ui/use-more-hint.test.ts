import { expect, test } from 'vitest';
import { moreOf } from './use-more-hint.ts';

test('What scrolls says where it goes on, and a pixel is nothing to go on to.', () => {
  expect(moreOf(0, 1)).toBe('none');
  expect(moreOf(0, 40)).toBe('below');
  expect(moreOf(20, 40)).toBe('both');
  expect(moreOf(39, 40)).toBe('above');
});
