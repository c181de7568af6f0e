import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paceOf } from '../analysis/pace.ts';
import type { MilestoneView } from '../analysis/outline.ts';
import { rateAt, screenAt, timeAt } from './pace.ts';

const END = 60_000_000;

function milestone(type: string, time: number): MilestoneView {
  return { id: `m${String(time)}`, cause: undefined, time, type, node: 'a', reason: '', data: {}, text: '' };
}

const runs = fc
  .uniqueArray(fc.integer({ min: 0, max: END }), { maxLength: 30 })
  .map((times) => times.sort((a, b) => a - b).map((time) => milestone('node-crashed', time)));

test('screen time grows with the time of the run, and each follows from the other', () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: END }), (milestones, time) => {
      const pace = paceOf(milestones, END);
      expect(pace[0]).toEqual({ time: 0, screen: 0 });
      expect(pace.at(-1)?.time).toBe(END);
      for (const [index, point] of pace.entries()) {
        const next = pace[index + 1];
        if (next === undefined) continue;
        expect(next.time).toBeGreaterThan(point.time);
        expect(next.screen).toBeGreaterThan(point.screen);
      }
      expect(timeAt(pace, screenAt(pace, time))).toBeCloseTo(time, 3);
    }),
  );
});

test('the pace is never faster than eight times nor slower than a five hundredth', () => {
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: END - 1 }), (milestones, time) => {
      const rate = rateAt(paceOf(milestones, END), time);
      expect(rate).toBeGreaterThan(0.0019);
      expect(rate).toBeLessThan(8.01);
    }),
  );
});

test('a message of half a millisecond can be followed at a turn, and silence passes quickly', () => {
  const pace = paceOf([milestone('node-crashed', 12e6), milestone('session-expired', 20e6)], END);
  expect(screenAt(pace, 12e6 + 500) - screenAt(pace, 12e6)).toBeGreaterThanOrEqual(240_000);
  expect(rateAt(pace, 16e6)).toBeCloseTo(8);
  expect(screenAt(pace, 20e6) - screenAt(pace, 12e6)).toBeLessThan(8e6);
});

test('everyday milestones do not slow a run down', () => {
  expect(paceOf([milestone('node-started', 2e6)], END)).toEqual(paceOf([], END));
});
