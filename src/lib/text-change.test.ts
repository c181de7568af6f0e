import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeBetween, withBoth } from './text-change.ts';

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

test('two changes at different places are both there', () => {
  expect(withBoth('crash: db-1\nseed: 42\n', 'crash: db-9\nseed: 42\n', 'crash: db-1\nseed: 7\n')).toBe(
    'crash: db-9\nseed: 7\n',
  );
  expect(withBoth('a', 'a', 'b')).toBe('b');
  expect(withBoth('a', 'b', 'a')).toBe('b');
});

test('two changes of one place are not', () => {
  expect(withBoth('seed: 42', 'seed: 4x', 'seed: 47')).toBeUndefined();
});
