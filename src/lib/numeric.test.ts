import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponential, logNormal, naturalExp, naturalLog, NORMAL_P99 } from './numeric.ts';
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

test('e to the x from + − × ÷ agrees with the engine to 1e-14', () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
      expect(Math.abs(naturalExp(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
    }),
  );
});

test('log-normal draws have their median and their 99th percentile', () => {
  const stream = RandomStream.named(1, 'log-normal');
  const sigma = naturalLog(200 / 30) / NORMAL_P99;
  const draws = Array.from({ length: 20_000 }, () => logNormal(stream, 30_000, sigma)).sort((a, b) => a - b);
  expect((draws[10_000] ?? 0) / 30_000).toBeCloseTo(1, 1);
  expect((draws[19_800] ?? 0) / 200_000).toBeCloseTo(1, 1);
});
