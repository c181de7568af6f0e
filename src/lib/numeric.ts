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
