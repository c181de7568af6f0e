import fc from 'fast-check';
import { expect, test } from 'vitest';
import { around, fitted, kept, panned, pinched, resized, showing, zoomed } from './time-window.ts';

const DURATION = 60_000_000;
const time = fc.double({ min: 0, max: DURATION, noNaN: true });
const window = fc
  .tuple(time, fc.double({ min: 100, max: DURATION, noNaN: true }))
  .map(([from, span]) => fitted({ from, to: from + span }, DURATION));
const factor = fc.double({ min: 0.01, max: 100, noNaN: true });

/** Rounding of doubles, as a share of the span. */
const NEAR = 1e-6;

function within({ from, to }: { from: number; to: number }): boolean {
  return from >= 0 && to <= DURATION && from < to;
}

test('every change stays within the run and keeps its ends in order', () => {
  fc.assert(
    fc.property(window, window, factor, time, (one, other, by, at) => {
      const share = (at / DURATION) * 0.8;
      const results = [
        zoomed(one, by, at, DURATION),
        panned(one, at - other.from, DURATION),
        showing(one, at, DURATION),
        around(other.from, other.to, DURATION),
        resized(one, 'from', at, DURATION),
        resized(one, 'to', at, DURATION),
        pinched(one, [share, share + 0.1], [share / 2, share + 0.2], DURATION),
        fitted({ from: -at, to: at * 2 + 1 }, DURATION),
      ];
      expect(results.every(within)).toBe(true);
    }),
  );
});

test('the time under the pointer stays under it, unless an end of the run is met', () => {
  fc.assert(
    fc.property(window, factor, fc.double({ min: 0, max: 1, noNaN: true }), (before, by, share) => {
      const at = before.from + share * (before.to - before.from);
      const after = zoomed(before, by, at, DURATION);
      if (after.from === 0 || after.to === DURATION) return;
      expect(Math.abs((at - after.from) / (after.to - after.from) - share)).toBeLessThan(NEAR * 100);
    }),
  );
});

test('zooming in and out by the same factor gives back the window', () => {
  fc.assert(
    fc.property(window, fc.double({ min: 0.05, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (before, by, share) => {
      if ((before.to - before.from) * by < 100) return;
      const at = before.from + share * (before.to - before.from);
      const back = zoomed(zoomed(before, by, at, DURATION), 1 / by, at, DURATION);
      expect(Math.abs(back.from - before.from)).toBeLessThan(NEAR * DURATION);
      expect(Math.abs(back.to - before.to)).toBeLessThan(NEAR * DURATION);
    }),
  ); // prettier-ignore
});

test('a time that is shown stands in the window, which turns only if it has to', () => {
  fc.assert(
    fc.property(window, time, (before, at) => {
      const after = showing(before, at, DURATION);
      expect(after.from <= at && at <= after.to).toBe(true);
      if (before.from <= at && at <= before.to) expect(after).toBe(before);
    }),
  );
});

test('two fingers keep their times', () => {
  const after = pinched({ from: 20e6, to: 30e6 }, [0.4, 0.6], [0.2, 0.8], DURATION);
  expect(after.from + 0.2 * (after.to - after.from)).toBeCloseTo(24e6);
  expect(after.from + 0.8 * (after.to - after.from)).toBeCloseTo(26e6);
});

test('the whole run is no window', () => {
  expect(kept(zoomed({ from: 10, to: 500 }, 1e9, 20, DURATION), DURATION)).toBeUndefined();
  expect(kept({ from: 10, to: 500 }, DURATION)).toEqual({ from: 10, to: 500 });
});
