/** A window of the timeline on its way to another one, a frame at a time. */
import type { Frames } from './playback.ts';
import type { TimeWindow } from './stores.ts';

/** How long it takes, in ms of the wall clock. */
export const GLIDE_MS = 320;

/** The easing curve `cubic-bezier(.3, 0, .1, 1)` at a share of the time, 0 to 1. */
export function eased(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  const bezier = (one: number, two: number, t: number) =>
    3 * one * t * (1 - t) * (1 - t) + 3 * two * t * t * (1 - t) + t * t * t;
  let [low, high] = [0, 1];
  // Its first coordinate only grows, so that halving finds where it is `share`.
  for (let round = 0; round < 24; round++) {
    const middle = (low + high) / 2;
    if (bezier(0.3, 0.1, middle) < share) low = middle;
    else high = middle;
  }
  return bezier(0, 1, (low + high) / 2);
}

/**
 * The window that lies `share` of the way between two. Its length grows by factors, as it does by a wheel, and what
 * both show at the same place of the screen keeps that place.
 */
export function between(from: TimeWindow, to: TimeWindow, share: number): TimeWindow {
  if (share >= 1) return to;
  const [before, after] = [from.to - from.from, to.to - to.from];
  const length = before * Math.exp(Math.log(after / before) * share);
  const moved = Math.abs(after - before) < before * 1e-6 ? share : (length - before) / (after - before);
  const start = from.from + (to.from - from.from) * moved;
  return { from: start, to: start + length };
}

/** At most one glide runs; a newer one begins where the one before has come to. */
export class WindowGlide {
  private frame: number | undefined;
  private target: TimeWindow | undefined;

  constructor(
    private readonly frames: Frames,
    private readonly show: (window: TimeWindow) => void,
  ) {}

  /** Where the window is going; undefined while it rests. */
  get goal(): TimeWindow | undefined {
    return this.target;
  }

  /** With reduced motion it is there at once. */
  start(from: TimeWindow, to: TimeWindow): void {
    this.stop();
    if (this.frames.reducedMotion()) {
      this.show(to);
      return;
    }
    this.target = to;
    let begunMs: number | undefined;
    const step = (nowMs: number): void => {
      begunMs ??= nowMs;
      const share = (nowMs - begunMs) / GLIDE_MS;
      if (share < 1) this.frame = this.frames.request(step);
      else this.stop();
      this.show(between(from, to, eased(share)));
    };
    this.frame = this.frames.request(step);
  }

  stop(): void {
    if (this.frame !== undefined) this.frames.cancel(this.frame);
    this.frame = undefined;
    this.target = undefined;
  }
}
