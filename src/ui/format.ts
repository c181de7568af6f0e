/**
 * Times and numbers as people read them. Times are microseconds. The units are words of the screen's language, which
 * the app sets before anything is shown.
 */
import { defined } from '../lib/assert.ts';
import { hundredthsOf } from '../lib/share.ts';

/** What a number is followed by, and what stands between its thousands. */
export interface Units {
  readonly minutes: (number: string) => string;
  readonly seconds: (number: string) => string;
  readonly milliseconds: (number: string) => string;
  readonly microseconds: (number: string) => string;
  readonly percent: (number: string) => string;
  readonly thousands: string;
  /** As they are read aloud. */
  readonly spoken: {
    readonly seconds: (number: string) => string;
    readonly milliseconds: (number: string) => string;
    readonly microseconds: (number: string) => string;
  };
}

let given: Units | undefined;

/** Once, before anything is shown. */
export function setUnits(units: Units): void {
  given = units;
}

function units(): Units {
  return defined(given, 'the units of the language');
}

/** `20.034`: seconds with a fixed number of decimals, without a unit. */
export function clock(us: number, decimals = 3): string {
  return (Math.round(us) / 1e6).toFixed(decimals);
}

/** `12`, `20.03`, `20.034`: seconds with the fewest decimals that keep the millisecond. */
export function shortClock(us: number): string {
  return String(Number((us / 1e6).toFixed(3)));
}

/** `20.034 s`: seconds with a fixed number of decimals. */
export function seconds(us: number, decimals = 3): string {
  return units().seconds(clock(us, decimals));
}

/** `8.0 s`, `31 ms`, `500 µs`: a length of time in the unit that suits it. */
export function duration(us: number): string {
  const length = Math.abs(us);
  if (length >= 60e6) return units().minutes((us / 60e6).toFixed(1));
  if (length >= 999_500) return units().seconds((us / 1e6).toFixed(1));
  if (length >= 10e3) return units().milliseconds(String(Math.round(us / 1e3)));
  if (length >= 1e3) return units().milliseconds(String(Number((us / 1e3).toFixed(1))));
  return units().microseconds(String(Math.round(us)));
}

/** `0.8 s`: a length of time to the tenth of a second, always as wide. */
export function tenths(us: number): string {
  return units().seconds((us / 1e6).toFixed(1));
}

/** `+8.000 s`, `+26 ms`: like `duration`, but long ones keep their milliseconds. */
export function delta(us: number): string {
  return `+${us >= 1e6 ? seconds(us) : duration(us)}`;
}

/** `60 s`, `40 ms`, `2.5 s`, `100 µs`: a length of time in three digits at most. */
export function span(us: number): string {
  const digits = (value: number): string => String(Number(value.toPrecision(3)));
  if (us >= 999_500) return units().seconds(digits(us / 1e6));
  if (us >= 999.5) return units().milliseconds(digits(us / 1e3));
  return units().microseconds(digits(us));
}

/** `9.03 s`: a length of time to the hundredth of a second. */
export function hundredths(us: number): string {
  return us >= 1e6 ? units().seconds(String(Number((us / 1e6).toFixed(2)))) : span(us);
}

/** `20.034`: seconds as precisely as a window of `width` µs shows them. */
export function clockWithin(us: number, width: number): string {
  return clock(us, width >= 20_000 ? 3 : width >= 2_000 ? 4 : 6);
}

/** `8.0 seconds`: a length of time read aloud. */
export function spokenDuration(us: number): string {
  const length = Math.abs(us);
  if (length >= 1e6) return spokenSeconds(us);
  if (length >= 1e3) return units().spoken.milliseconds(String(Math.round(us / 1e3)));
  return units().spoken.microseconds(String(Math.round(us)));
}

/** `7.4 seconds`: a length of time in seconds, read aloud. */
export function spokenSeconds(us: number): string {
  return units().spoken.seconds((us / 1e6).toFixed(1));
}

/** `8 s`, `0.5 ms`: a length of time as it is written in scenarios. */
export function writtenDuration(us: number): string {
  return us >= 1e6
    ? units().seconds(String(Number((us / 1e6).toFixed(3))))
    : units().milliseconds(String(Number((us / 1e3).toFixed(3))));
}

/** `6 402`. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/gu, units().thousands);
}

/** `95.99 %`: to the hundredth, as reports and limits have it; cut off, so that it never passes a limit above it. */
export function exactPercent(share: number): string {
  return units().percent(hundredthsOf(share));
}

/** `97.4 %`; never rounded up to a hundred. */
export function percent(share: number): string {
  const value = Math.floor(share * 1000) / 10;
  return units().percent(Number.isInteger(value) ? String(value) : value.toFixed(1));
}
