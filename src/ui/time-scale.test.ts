import { expect, test } from 'vitest';
import { clipped, fineStep, tickLabel, timeScale } from './time-scale.ts';

test('labels have as many decimals as their steps need', () => {
  expect(tickLabel(10_000_000, 10_000_000)).toBe('10\u202fs');
  expect(tickLabel(20_500_000, 500_000)).toBe('20.5\u202fs');
  expect(tickLabel(20_010_000, 10_000)).toBe('20.010');
  expect(tickLabel(20_000_500, 100)).toBe('20.0005');
  expect(tickLabel(20_000_510, 10)).toBe('20.00051');
});

test('neighbouring labels always differ, from the whole run down to 100 µs', () => {
  for (let span = 60_000_000; span >= 100; span /= 3) {
    const labels = timeScale({ from: 20_000_000 - span / 3, to: 20_000_000 + span }, 1300)
      .ticks.map((tick) => tick.label)
      .filter((label) => label !== '');
    expect(labels.length).toBeGreaterThan(1);
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test('what is outside the window has no width', () => {
  const scale = timeScale({ from: 1000, to: 2000 }, 100);
  expect(clipped(scale, 0, 500)).toBeUndefined();
  expect(clipped(scale, 0, 1500)).toEqual({ x: 0, width: 50 });
  expect(clipped(scale, 1900, 1e9)).toEqual({ x: 90, width: 10 });
});

test('a whole minute moves by a tenth of a second', () => {
  expect(fineStep({ from: 0, to: 60_000_000 })).toBe(100_000);
  expect(fineStep({ from: 0, to: 100 })).toBe(1);
});
