import type { Context } from '../../kernel/kind.ts';
import { exponential, logNormal, naturalLog, NORMAL_P99 } from '../../lib/numeric.ts';
import type { Duration, SimTime } from '../../lib/units.ts';
import type { ApiServerOptions } from './config.ts';

/** How long a request takes, by itself. */
export type ServiceTime =
  | { readonly form: 'constant'; readonly time: Duration }
  | { readonly form: 'log-normal'; readonly median: Duration; readonly sigma: number }
  | { readonly form: 'exponential'; readonly mean: Duration };

/** After a start everything takes `by` times as long, less and less for the length of `time`. */
export interface WarmUp {
  readonly time: Duration;
  readonly by: number;
}

/** The distribution that an option stands for; a 99th percentile below the median counts as the median. */
export function serviceTimeOf(option: ApiServerOptions['serviceTime']): ServiceTime {
  if (typeof option === 'number') return { form: 'constant', time: option };
  if ('mean' in option) return { form: 'exponential', mean: option.mean };
  const { median, p99 } = option;
  return { form: 'log-normal', median, sigma: naturalLog(Math.max(1, p99 / median)) / NORMAL_P99 };
}

/** The work of one request (µs). */
export function drawServiceTime(of: ServiceTime, ctx: Context): Duration {
  switch (of.form) {
    case 'constant':
      return of.time;
    case 'log-normal':
      return logNormal(ctx.random('service'), of.median, of.sigma);
    case 'exponential':
      return exponential(ctx.random('service'), of.mean);
  }
}

/** How many times as long everything takes at a server that started at `startedAt`. */
export function coldness({ time, by }: WarmUp, startedAt: SimTime, now: SimTime): number {
  const left = startedAt + time - now;
  return left <= 0 ? 1 : 1 + ((by - 1) * left) / time;
}
