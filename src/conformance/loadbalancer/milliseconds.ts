import { type Duration, MILLISECOND } from '../../lib/units.ts';

/** Cases count in milliseconds. */
export function microseconds(ms: number): Duration {
  return Math.round(ms * MILLISECOND);
}

export function inMilliseconds(duration: Duration): number {
  return duration / MILLISECOND;
}

/** As exact as recordings write their times. */
export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
