/** Times and numbers as people read them. Times are microseconds; a thin space that does not break joins units. */
const THIN = '\u202f';

/** `20.034`: seconds with a fixed number of decimals, without a unit. */
export function clock(us: number, decimals = 3): string {
  return (Math.round(us) / 1e6).toFixed(decimals);
}

/** `12`, `20.03`, `20.034`: seconds with the fewest decimals that keep the millisecond. */
export function shortClock(us: number): string {
  return String(Number((us / 1e6).toFixed(3)));
}

/** `8.0 s`, `31 ms`, `500 µs`: a length of time in the unit that suits it. */
export function duration(us: number): string {
  const length = Math.abs(us);
  if (length >= 60e6) return `${(us / 60e6).toFixed(1)}${THIN}min`;
  if (length >= 1e6) return `${(us / 1e6).toFixed(1)}${THIN}s`;
  if (length >= 10e3) return `${Math.round(us / 1e3)}${THIN}ms`;
  if (length >= 1e3) return `${Number((us / 1e3).toFixed(1))}${THIN}ms`;
  return `${Math.round(us)}${THIN}µs`;
}

/** `0.8 s`: a length of time to the tenth of a second, always as wide. */
export function tenths(us: number): string {
  return `${(us / 1e6).toFixed(1)}${THIN}s`;
}

/** `+8.000 s`, `+26 ms`: like `duration`, but long ones keep their milliseconds. */
export function delta(us: number): string {
  return `+${us >= 1e6 ? `${clock(us)}${THIN}s` : duration(us)}`;
}

/** `60 s`, `40 ms`, `2.5 s`, `100 µs`: a length of time in three digits at most. */
export function span(us: number): string {
  const digits = (value: number): string => String(Number(value.toPrecision(3)));
  if (us >= 999_500) return `${digits(us / 1e6)}${THIN}s`;
  if (us >= 999.5) return `${digits(us / 1e3)}${THIN}ms`;
  return `${digits(us)}${THIN}µs`;
}

/** `9.03 s`: a length of time to the hundredth of a second. */
export function hundredths(us: number): string {
  return us >= 1e6 ? `${Number((us / 1e6).toFixed(2))}${THIN}s` : span(us);
}

/** `20.034`: seconds as precisely as a window of `width` µs shows them. */
export function clockWithin(us: number, width: number): string {
  return clock(us, width >= 20_000 ? 3 : width >= 2_000 ? 4 : 6);
}

/** `8.0 seconds`: a length of time read aloud. */
export function spokenDuration(us: number): string {
  const length = Math.abs(us);
  if (length >= 1e6) return `${(us / 1e6).toFixed(1)} seconds`;
  if (length >= 1e3) return `${Math.round(us / 1e3)} milliseconds`;
  return `${Math.round(us)} microseconds`;
}

/** `6 402`. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/gu, THIN);
}

/** `97.4 %`; never rounded up to a hundred. */
export function percent(share: number): string {
  const value = Math.floor(share * 1000) / 10;
  return `${Number.isInteger(value) ? String(value) : value.toFixed(1)}${THIN}%`;
}
