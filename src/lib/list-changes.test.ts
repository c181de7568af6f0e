import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listChanges } from './list-changes.ts';

test('what came and what went, whatever the order', () => {
  expect(listChanges(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual({ come: ['x'], gone: ['b'] });
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'));
  fc.assert(
    fc.property(names, names, (before, after) => {
      expect(listChanges(before, after)).toEqual({
        come: after.filter((name) => !before.includes(name)),
        gone: before.filter((name) => !after.includes(name)),
      });
    }),
  );
});
