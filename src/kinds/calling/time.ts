import { exponential, logNormal, naturalLog, NORMAL_P99 } from '../../lib/numeric.ts';
import type { OptionsOf } from '../../lib/options.ts';
import type { RandomStream } from '../../lib/prng.ts';
import type { Duration } from '../../lib/units.ts';

/** How long something takes: always the same, or drawn anew each time. */
export type Time =
  | { readonly form: 'constant'; readonly time: Duration }
  | { readonly form: 'log-normal'; readonly median: Duration; readonly sigma: number }
  | { readonly form: 'exponential'; readonly mean: Duration };

/** A time as an option: `2s`, `{ median: 30ms, p99: 200ms }` or `{ mean: 2s, distribution: exponential }`. */
export const TIME_FORMS = [
  { type: 'duration', minimum: 0, doc: 'Always the same.' },
  {
    type: 'record',
    doc: 'Log-normal.',
    fields: {
      median: { type: 'duration', minimum: 1, doc: 'Half of them take at most this.' },
      p99: { type: 'duration', minimum: 1, doc: '99 of 100 take at most this; the median at least.' },
    },
  },
  {
    type: 'record',
    doc: 'A distribution by its mean.',
    fields: {
      mean: { type: 'duration', minimum: 1, doc: 'The mean.' },
      distribution: { type: 'choice', values: ['exponential'], default: 'exponential', doc: 'Its form.' },
    },
  },
] as const;

export type WrittenTime = OptionsOf<{
  readonly time: { readonly type: 'either'; readonly of: typeof TIME_FORMS; readonly doc: string };
}>['time'];

/** The time that an option stands for; a 99th percentile below the median counts as the median. */
export function timeOf(option: WrittenTime): Time {
  if (typeof option === 'number') return { form: 'constant', time: option };
  if ('mean' in option) return { form: 'exponential', mean: option.mean };
  const { median, p99 } = option;
  return { form: 'log-normal', median, sigma: naturalLog(Math.max(1, p99 / median)) / NORMAL_P99 };
}

/** One of them (µs). */
export function drawTime(of: Time, stream: RandomStream): Duration {
  switch (of.form) {
    case 'constant':
      return of.time;
    case 'log-normal':
      return logNormal(stream, of.median, of.sigma);
    case 'exponential':
      return exponential(stream, of.mean);
  }
}
