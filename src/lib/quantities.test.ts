import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration, formatFactor, formatRate, formatShare, formatSize, parseDuration, parseFactor, parseRate, parseShare,
  parseSize, QUANTITY_PATTERNS, type QuantityError,
} from './quantities.ts'; // prettier-ignore
import type { Result } from './result.ts';

function valueOf(result: Result<number, QuantityError>): number | string {
  return result.ok ? result.value : result.error.message;
}

describe('durations', () => {
  it.each([
    ['500us', 500],
    ['2ms', 2_000],
    ['1.5s', 1_500_000],
    ['3m', 180_000_000],
    ['1h', 3_600_000_000],
    ['0s', 0],
    ['0.1ms', 100],
    ['1.1s', 1_100_000],
    ['33.3333ms', 33_333],
    ['0.5m', 30_000_000],
  ])('%s is %d µs', (text, value) => {
    expect(parseDuration(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['5', '5 has no unit; a duration is written like 5s', '5s'],
    ['0', '0 has no unit; a duration is written like 0s', '0s'],
    ['-5s', '-5s is negative', undefined],
    ['5sec', '5sec is not a duration (units are us, ms, s, m, h); did you mean 5s?', '5s'],
    ['5 s', '5 s is not a duration (units are us, ms, s, m, h); did you mean 5s?', '5s'],
    ['10µs', '10µs is not a duration (units are us, ms, s, m, h); did you mean 10us?', '10us'],
    ['1.5S', '1.5S is not a duration (units are us, ms, s, m, h); did you mean 1.5s?', '1.5s'],
    ['90/s', '90/s is not a duration (units are us, ms, s, m, h); did you mean 90s?', '90s'],
    ['4 fortnights', '4 fortnights is not a duration (units are us, ms, s, m, h)', undefined],
    ['soon', 'soon is not a duration, such as 2s', undefined],
    ['', 'an empty text is not a duration, such as 2s', undefined],
    ['.5s', '.5s is not a duration, such as 2s', undefined],
    ['+1s', '+1s is not a duration (units are us, ms, s, m, h); did you mean 1s?', '1s'],
    ['9999999999h', '9999999999h is too large', undefined],
  ])('%s is refused', (text, message, hint) => {
    const error = hint === undefined ? { message } : { message, hint };
    expect(parseDuration(text)).toEqual({ ok: false, error });
  });

  it.each([
    [0, '0s'],
    [1, '1us'],
    [1_500, '1.5ms'],
    [1_234_567, '1.234567s'],
    [60_000_000, '60s'],
    [120_000_000, '2m'],
    [121_000_000, '121s'],
    [3_600_000_000, '1h'],
  ])('%d µs reads %s', (value, text) => {
    expect(formatDuration(value)).toBe(text);
  });

  it('read back what they write', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 4_000_000_000 }),
        (value) => valueOf(parseDuration(formatDuration(value))) === value,
      ),
    );
  });
});

describe('rates, shares, factors and sizes', () => {
  it('parse to base units without rounding errors', () => {
    expect(valueOf(parseRate('90/s'))).toBe(90);
    expect(valueOf(parseRate('0.5/s'))).toBe(0.5);
    expect(valueOf(parseShare('20%'))).toBe(0.2);
    expect(valueOf(parseShare('99.9%'))).toBe(0.999);
    expect(valueOf(parseFactor('10x'))).toBe(10);
    expect(valueOf(parseSize('4KiB'))).toBe(4096);
    expect(valueOf(parseSize('1.5MiB'))).toBe(1_572_864);
  });

  it('refuse what is not theirs', () => {
    expect(valueOf(parseRate('90'))).toBe('90 has no unit; a rate is written like 90/s');
    expect(valueOf(parseRate('90rps'))).toBe('90rps is not a rate (its unit is /s); did you mean 90/s?');
    expect(valueOf(parseShare('120%'))).toBe('120% is more than 100%');
    expect(valueOf(parseShare('0.2'))).toBe('0.2 has no unit; a share is written like 0.2%');
    expect(valueOf(parseFactor('0x'))).toBe('0x is not above 0x');
    expect(valueOf(parseSize('4KB'))).toBe('4KB is not a size (units are B, KiB, MiB); did you mean 4KiB?');
  });

  it('read back what they write', () => {
    const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(fc.property(positive, (value) => valueOf(parseRate(formatRate(value))) === value));
    fc.assert(fc.property(positive, (value) => valueOf(parseFactor(formatFactor(value))) === value));
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        (value) => valueOf(parseShare(formatShare(value))) === value,
      ),
    );
    fc.assert(fc.property(fc.nat(), (value) => valueOf(parseSize(formatSize(value))) === value));
  });

  it('match the patterns of the JSON Schema exactly when the parser reads them', () => {
    const pattern = new RegExp(QUANTITY_PATTERNS.duration, 'u');
    const text = fc.tuple(
      fc.constantFrom('1', '2.5', '-1', '', '.5'),
      fc.constantFrom('s', 'ms', 'x', '', ' s', 'h'),
    );
    fc.assert(
      fc.property(text, ([digits, unit]) => parseDuration(digits + unit).ok === pattern.test(digits + unit)),
    );
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const parse of [parseDuration, parseRate, parseShare, parseFactor, parseSize]) parse(text);
      }),
    );
  });
});
