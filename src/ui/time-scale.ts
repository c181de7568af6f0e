import { scaleLinear } from 'd3-scale';

/** Maps times (µs) to pixels and back. The only place of the timeline that knows d3. */
export interface TimeScale {
  readonly width: number;
  readonly duration: number;
  readonly toX: (us: number) => number;
  /** Clamped to the run. */
  readonly toTime: (x: number) => number;
  /** Round times, about one each 90 px, with smaller ones between. */
  readonly ticks: readonly { readonly time: number; readonly x: number; readonly major: boolean }[];
}

export function timeScale(duration: number, width: number): TimeScale {
  const scale = scaleLinear([0, duration], [0, width]).clamp(true);
  const majorCount = Math.max(2, Math.floor(width / 150));
  const seconds = scaleLinear([0, duration / 1e6], [0, width]);
  const major = new Set(seconds.ticks(majorCount));
  const minor = seconds.ticks(majorCount * 5);
  return {
    width,
    duration,
    toX: (us) => scale(us),
    toTime: (x) => Math.round(scale.invert(x)),
    ticks: minor.map((tick) => ({ time: tick * 1e6, x: seconds(tick), major: major.has(tick) })),
  };
}
