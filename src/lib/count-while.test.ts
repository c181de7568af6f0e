import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWhile } from './count-while.ts';

test('counts what a walk from the first on would count', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: -1, max: 21 }),
      (values, limit) => {
        const sorted = [...values].sort((a, b) => a - b);
        expect(countWhile(sorted, (value) => value <= limit)).toBe(
          sorted.filter((value) => value <= limit).length,
        );
      },
    ),
  );
});
