import { expect, test } from 'vitest';
import { detailWithin } from './boxes.ts';

test('a caption tells what there is room for, and last of all leaves out what is the matter', () => {
  const whole = '1 of 3 up · quorum 2 · epoch 1 · no leader since 12.214 s';
  expect(detailWithin(whole, 1000)).toBe(whole);
  expect(detailWithin(whole, 320)).toBe('1 of 3 up · quorum 2 · no leader since 12.214 s');
  expect(detailWithin(whole, 240)).toBe('1 of 3 up · no leader since 12.214 s');
  expect(detailWithin(whole, 160)).toBe('no leader since 12.214 s');
  expect(detailWithin(whole, 100)).toBe('');
});
