import { expect, test } from 'vitest';
import { hundredthsOf } from './share.ts';

test('a share is cut off at the hundredth of a percent, and what is exact stays', () => {
  expect(hundredthsOf(0.959_98)).toBe('95.99');
  expect(hundredthsOf(0.999_96)).toBe('99.99');
  expect(hundredthsOf(1)).toBe('100');
  for (let whole = 0; whole <= 10_000; whole++)
    expect(hundredthsOf(whole / 10_000)).toBe(String(whole / 100));
});
