import { ticks } from 'd3-array';
import { seconds } from './format.ts';

export interface Tick {
  /** µs */
  readonly time: number;
  readonly x: number;
  /** Named on a ruler; others are empty. */
  readonly label: string;
}

/** Maps times (µs) to pixels and back, through a window of the run. The only place of the timeline that knows d3. */
export interface TimeScale {
  /** The window that is shown, in µs. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Not clamped: a time outside the window lies outside the width. */
  readonly toX: (us: number) => number;
  /** Clamped to the window; a whole µs. */
  readonly toTime: (x: number) => number;
  readonly ticks: readonly Tick[];
}

/** Room for one name on the ruler. */
const LABEL_EVERY = 150;

export function timeScale({ from, to }: { from: number; to: number }, width: number): TimeScale {
  const perUs = width / (to - from);
  const toX = (us: number) => (us - from) * perUs;
  const majorCount = Math.max(2, Math.floor(width / LABEL_EVERY));
  const major = ticks(from, to, majorCount);
  const step = (major[1] ?? to) - (major[0] ?? from);
  const named = new Set(major);
  return {
    from,
    to,
    width,
    toX,
    toTime: (x) => Math.round(from + Math.min(width, Math.max(0, x)) / perUs),
    ticks: ticks(from, to, majorCount * 5).map((time) => ({
      time,
      x: toX(time),
      label: named.has(time) ? tickLabel(time, step) : '',
    })),
  };
}

/** The part of a stretch of time that is in view, in pixels; undefined where nothing of it is. */
export function clipped(
  { toX, width }: TimeScale,
  from: number,
  to: number,
): { readonly x: number; readonly width: number } | undefined {
  const left = Math.max(0, toX(from));
  const right = Math.min(width, toX(to));
  return right < 0 || left > width || right < left ? undefined : { x: left, width: right - left };
}

/** The finest step of a drag or a key that still moves something visibly: a power of ten, in µs. */
export function fineStep({ from, to }: { from: number; to: number }): number {
  const pixels = 600;
  return Math.max(1, 10 ** Math.floor(Math.log10((to - from) / pixels) + 1e-9));
}

/** `10 s`, `20.5 s`, `20.030`, `20.0005`: as many decimals as steps of `step` µs need, the unit where there is room. */
export function tickLabel(time: number, step: number): string {
  const decimals = Math.max(0, 6 - Math.floor(Math.log10(step) + 1e-9));
  if (decimals <= 1) return seconds(time, decimals);
  return (time / 1e6).toFixed(Math.max(3, decimals));
}
