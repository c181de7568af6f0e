/**
 * The part of a run that the timeline shows, and how it changes. Times are µs and need not be whole: at the closest
 * zoom a µs is many pixels wide, and the time under the pointer must not jump.
 */
import type { Duration, SimTime } from '../lib/units.ts';
import type { TimeWindow } from './stores.ts';

/** The closest look. */
const MIN_SPAN: Duration = 100;
/** A cluster that is zoomed to gets this much room before and after it, as shares of its length. */
const BEFORE = 0.1;
const AFTER = 0.3;
/** A cursor that has left the window comes in again this far from the edge that it came over. */
const MARGIN = 0.1;

/** The window as it can be shown: within the run, and neither too close nor too wide. */
export function fitted(window: TimeWindow | undefined, duration: Duration): TimeWindow {
  if (window === undefined || duration <= 0) return { from: 0, to: Math.max(duration, 1) };
  const span = Math.min(duration, Math.max(Math.min(MIN_SPAN, duration), window.to - window.from));
  const from = Math.min(duration - span, Math.max(0, window.from));
  return { from, to: Math.min(duration, from + span) };
}

/** What to keep of a window: nothing where it is the whole run. */
export function kept(window: TimeWindow, duration: Duration): TimeWindow | undefined {
  return window.from <= 0 && window.to >= duration ? undefined : window;
}

/** Shows `factor` times as much time; `about` stays where it is on the screen, unless an end of the run is met. */
export function zoomed(window: TimeWindow, factor: number, about: SimTime, duration: Duration): TimeWindow {
  const before = window.to - window.from;
  const span = Math.min(duration, Math.max(Math.min(MIN_SPAN, duration), before * factor));
  const from = about - ((about - window.from) / before) * span;
  return fitted({ from, to: from + span }, duration);
}

/** As wide as before, `by` µs later. */
export function panned(window: TimeWindow, by: Duration, duration: Duration): TimeWindow {
  return fitted({ from: window.from + by, to: window.to + by }, duration);
}

/** Turned as little as a page is turned, so that `time` is in view. */
export function showing(window: TimeWindow, time: SimTime, duration: Duration): TimeWindow {
  if (time >= window.from && time <= window.to) return window;
  const span = window.to - window.from;
  const from = time > window.to ? time - span * MARGIN : time - span * (1 - MARGIN);
  return fitted({ from, to: from + span }, duration);
}

/** With room around what lies between two times. */
export function around(from: SimTime, to: SimTime, duration: Duration): TimeWindow {
  const length = Math.max(to - from, MIN_SPAN);
  return fitted({ from: from - length * BEFORE, to: to + length * AFTER }, duration);
}

/** One end moved, never past the other. */
export function resized(
  window: TimeWindow,
  end: 'from' | 'to',
  time: SimTime,
  duration: Duration,
): TimeWindow {
  const least = Math.min(MIN_SPAN, duration);
  return end === 'from'
    ? { from: Math.min(window.to - least, Math.max(0, time)), to: window.to }
    : { from: window.from, to: Math.max(window.from + least, Math.min(duration, time)) };
}

/** The window under two fingers that were at the shares `before` of its width and are now at `after`. */
export function pinched(
  window: TimeWindow,
  before: readonly [number, number],
  after: readonly [number, number],
  duration: Duration,
): TimeWindow {
  const old = window.to - window.from;
  const closest = 0.02;
  const span = (old * Math.max(closest, before[1] - before[0])) / Math.max(closest, after[1] - after[0]);
  const from = window.from + before[0] * old - after[0] * span;
  return fitted({ from, to: from + span }, duration);
}
