import type { Duration, SimTime } from '../../lib/units.ts';

/** After a start everything takes `by` times as long, less and less for the length of `time`. */
export interface WarmUp {
  readonly time: Duration;
  readonly by: number;
}

/** How many times as long everything takes at a server that started at `startedAt`. */
export function coldness({ time, by }: WarmUp, startedAt: SimTime, now: SimTime): number {
  const left = startedAt + time - now;
  return left <= 0 ? 1 : 1 + ((by - 1) * left) / time;
}
