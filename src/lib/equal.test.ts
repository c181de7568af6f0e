import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equal } from './equal.ts';

const anyRecord = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.nat(2), fc.array(fc.nat(2))));

test('two values are equal when all their parts are', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (one, other) => {
      const same =
        JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
      expect(equal(one, other)).toBe(same);
      expect(equal(one, structuredClone(one))).toBe(true);
    }),
  );
});

test('what was equal before and is still there is passed over, what is new is compared', () => {
  const [one, other] = [{ list: [1] }, { list: [1] }];
  expect(equal({ ...one, n: 1 }, { ...other, n: 1 }, [one, other])).toBe(true);
  expect(equal({ ...one, n: 1 }, { ...other, n: 2 }, [one, other])).toBe(false);
  expect(equal({ list: [2] }, other, [one, other])).toBe(false);
});
