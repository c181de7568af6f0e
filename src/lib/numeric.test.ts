import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponential, naturalLog } from './numeric.ts';
import { RandomStream } from './prng.ts';

test('the logarithm from + − × ÷ agrees with the engine to 1e-14', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (x) => {
      expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThan(1e-14 * Math.max(1, Math.abs(Math.log(x))));
    }),
  );
});

test('exponential draws have their mean', () => {
  const stream = RandomStream.named(1, 'test');
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += exponential(stream, 1000);
  expect(sum / 20_000).toBeGreaterThan(970);
  expect(sum / 20_000).toBeLessThan(1030);
});

test('a stream depends on its seed and its name, and a copy goes on alike', () => {
  const draws = (seed: number, name: string): readonly number[] => {
    const stream = RandomStream.named(seed, name);
    return Array.from({ length: 5 }, () => stream.next());
  };
  expect(draws(1, 'a')).toEqual(draws(1, 'a'));
  expect(draws(1, 'a')).not.toEqual(draws(2, 'a'));
  expect(draws(1, 'a')).not.toEqual(draws(1, 'b'));
  const stream = RandomStream.named(3, 'c');
  stream.next();
  const copy = stream.copy();
  expect(copy.next()).toBe(stream.next());
});

test('below() stays below its bound and reaches every value', () => {
  const stream = RandomStream.named(1, 'below');
  const seen = new Set(Array.from({ length: 500 }, () => stream.below(7)));
  expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
