import type { RandomStream } from './prng.ts';

const LN2 = 0.6931471805599453;

/**
 * The natural logarithm of x > 0 from + − × ÷ alone, because engines may differ in the last bits of their own:
 * x = m·2ᵏ with m in [√½, √2), then the series of artanh((m−1)/(m+1)). Agrees with IEEE logs to about 2·10⁻¹⁵.
 */
export function naturalLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa >= 1.4142135623730951) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < 0.7071067811865476) {
    mantissa *= 2;
    exponent--;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let term = ratio;
  let sum = 0;
  for (let odd = 1; odd <= 23; odd += 2) {
    sum += term / odd;
    term *= square;
  }
  return 2 * sum + exponent * LN2;
}

/** A draw from the exponential distribution with the given mean, rounded to an integer of at least 1. */
export function exponential(stream: RandomStream, mean: number): number {
  return Math.max(1, Math.round(-naturalLog(stream.unit()) * mean));
}

/** e to the power of x from + − × ÷ alone: x = k·ln 2 + r with |r| at most ½·ln 2, then the series in r. */
export function naturalExp(x: number): number {
  const doublings = Math.round(x / LN2);
  const rest = x - doublings * LN2;
  let term = 1;
  let sum = 1;
  for (let power = 1; power <= 16; power++) {
    term *= rest / power;
    sum += term;
  }
  for (let i = 0; i < doublings; i++) sum *= 2;
  for (let i = 0; i > doublings; i--) sum /= 2;
  return sum;
}

/** A draw from the standard normal distribution (Marsaglia's polar method; square roots are exact in every engine). */
function standardNormal(stream: RandomStream): number {
  for (;;) {
    const x = 2 * stream.unit() - 1;
    const y = 2 * stream.unit() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * naturalLog(square)) / square);
  }
}

/** How many standard deviations above the mean the 99th percentile of a normal distribution lies. */
export const NORMAL_P99 = 2.3263478740408408;

/** A draw from the log-normal distribution: ln of it has mean ln(median) and deviation `sigma`. A whole number, at least 1. */
export function logNormal(stream: RandomStream, median: number, sigma: number): number {
  return Math.max(1, Math.round(median * naturalExp(sigma * standardNormal(stream))));
}
