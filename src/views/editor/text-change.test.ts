import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeBetween } from './text-change.ts';

test('the change makes the one text the other', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const { from, to, insert } = changeBetween(before, after) ?? { from: 0, to: 0, insert: '' };
      expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
    }),
  );
});

test('what two texts share is left alone', () => {
  expect(changeBetween('at: 12s', 'at: 14s')).toEqual({ from: 5, to: 6, insert: '4' });
  expect(changeBetween('same', 'same')).toBeUndefined();
});
