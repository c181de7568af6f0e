import { expect, test } from 'vitest';
import { between, eased, GLIDE_MS, WindowGlide } from './window-glide.ts';
import type { TimeWindow } from './stores.ts';

const WHOLE = { from: 0, to: 60_000_000 };
const CLOSE = { from: 20_000_000, to: 20_040_000 };

class HandFrames {
  callback: ((nowMs: number) => void) | undefined;
  reduced = false;
  request(onFrame: (nowMs: number) => void): number {
    this.callback = onFrame;
    return 1;
  }
  cancel(): void {
    this.callback = undefined;
  }
  reducedMotion(): boolean {
    return this.reduced;
  }
  tick(nowMs: number): void {
    const { callback } = this;
    this.callback = undefined;
    callback?.(nowMs);
  }
}

function gliding() {
  const frames = new HandFrames();
  const shown: TimeWindow[] = [];
  return { frames, shown, glide: new WindowGlide(frames, (window) => shown.push(window)) };
}

test('the easing begins and ends where it should, only grows, and is half way early', () => {
  expect([eased(-1), eased(0), eased(1), eased(2)]).toEqual([0, 0, 1, 1]);
  const shares = Array.from({ length: 101 }, (_, index) => eased(index / 100));
  for (const [index, share] of shares.entries()) {
    expect(share).toBeGreaterThanOrEqual(shares[index - 1] ?? 0);
  }
  // In the middle of its parameter the curve is at 0.275, 0.5.
  expect(eased(0.275)).toBeCloseTo(0.5, 5);
});

test('between two windows the length changes by factors, and a place that both share stays', () => {
  const half = between(WHOLE, CLOSE, 0.5);
  expect((half.to - half.from) / 60_000_000).toBeCloseTo(40_000 / (half.to - half.from), 6);
  // 20.0133 s lies at the same share of both.
  const fixed = 20_000_000 / (1 - 40_000 / 60_000_000);
  const place = ({ from, to }: TimeWindow) => (fixed - from) / (to - from);
  expect(place(half)).toBeCloseTo(place(WHOLE), 6);
  const panned = between(CLOSE, { from: 20_010_000, to: 20_050_000 }, 0.5);
  expect(panned.from).toBeCloseTo(20_005_000);
});

test('a glide ends exactly at its goal, after its time', () => {
  const { frames, shown, glide } = gliding();
  glide.start(WHOLE, CLOSE);
  expect(glide.goal).toEqual(CLOSE);
  for (const ms of [1000, 1100, 1300]) frames.tick(ms);
  expect(shown).toHaveLength(3);
  expect(glide.goal).toEqual(CLOSE);
  frames.tick(1000 + GLIDE_MS);
  expect(shown.at(-1)).toEqual(CLOSE);
  expect(glide.goal).toBeUndefined();
  expect(frames.callback).toBeUndefined();
});

test('with reduced motion it is there at once', () => {
  const { frames, shown, glide } = gliding();
  frames.reduced = true;
  glide.start(WHOLE, CLOSE);
  expect(shown).toEqual([CLOSE]);
  expect(frames.callback).toBeUndefined();
});
