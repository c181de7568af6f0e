import type { PacePoint } from '../analysis/outline.ts';
import { countWhile } from '../lib/count-while.ts';
import type { Duration, SimTime } from '../lib/units.ts';

/** Screen time (µs at normal speed) at which the director pace shows `time`. */
export function screenAt(pace: readonly PacePoint[], time: SimTime): Duration {
  return along(pace, 'time', 'screen', time);
}

/** The time of the run (µs, not rounded) that the director pace shows at `screen`. */
export function timeAt(pace: readonly PacePoint[], screen: Duration): SimTime {
  return along(pace, 'screen', 'time', screen);
}

/** Simulated time a unit of screen time at `time`; on a point, that of the stretch after it. */
export function rateAt(pace: readonly PacePoint[], time: SimTime): number {
  const index = stretchAt(pace, 'time', time);
  const [from, to] = [pace[index], pace[index + 1]];
  return from === undefined || to === undefined ? 1 : (to.time - from.time) / (to.screen - from.screen);
}

type Axis = keyof PacePoint;

/** The stretch in which `value` lies on an axis, as the index of its first point; the last one from its end on. */
function stretchAt(pace: readonly PacePoint[], axis: Axis, value: number): number {
  const passed = countWhile(pace, (point) => point[axis] <= value);
  return Math.max(0, Math.min(passed - 1, pace.length - 2));
}

function along(pace: readonly PacePoint[], from: Axis, to: Axis, value: number): number {
  const index = stretchAt(pace, from, value);
  const [start, end] = [pace[index], pace[index + 1]];
  if (start === undefined || end === undefined) return value;
  const share = Math.min(1, Math.max(0, (value - start[from]) / (end[from] - start[from])));
  return start[to] + (end[to] - start[to]) * share;
}
