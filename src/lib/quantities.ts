/**
 * Quantities as scenarios write them: a decimal number and a unit without a space (`1.5s`, `90/s`, `20%`, `10x`,
 * `4KiB`). Each kind has a parser to its base unit and a formatter that the parser reads back to the same value.
 * Decimals are shifted in the text, never multiplied, so that `99.9%` is 0.999 and not 0.9990000000000001.
 */
import { nearest } from './nearest.ts';
import { failure, success, type Result } from './result.ts';
import { MILLISECOND, MINUTE, SECOND, type Duration } from './units.ts';

/** Why a text is not a quantity: a sentence without a full stop, and what was probably meant. */
export interface QuantityError {
  readonly message: string;
  readonly hint?: string;
}

type Parsed = Result<number, QuantityError>;

interface Unit {
  readonly symbol: string;
  /** The value of one, as `factor` times ten to the power of `exponent` base units. */
  readonly factor: number;
  readonly exponent: number;
}

interface Measure {
  /** With its article, for sentences. */
  readonly noun: string;
  readonly example: string;
  readonly units: readonly Unit[];
  /** Base units are whole: the value is rounded to the nearest. */
  readonly whole: boolean;
  /** What people write instead of a unit, and what they mean by it. */
  readonly spellings: Readonly<Record<string, string>>;
}

const DURATION: Measure = {
  noun: 'a duration',
  example: '2s',
  whole: true,
  units: [
    { symbol: 'us', factor: 1, exponent: 0 },
    { symbol: 'ms', factor: 1, exponent: 3 },
    { symbol: 's', factor: 1, exponent: 6 },
    { symbol: 'm', factor: 60, exponent: 6 },
    { symbol: 'h', factor: 3600, exponent: 6 },
  ],
  spellings: {
    µs: 'us',
    μs: 'us',
    usec: 'us',
    msec: 'ms',
    sec: 's',
    secs: 's',
    second: 's',
    seconds: 's',
    min: 'm',
    mins: 'm',
    minute: 'm',
    minutes: 'm',
    hour: 'h',
    hours: 'h',
    hr: 'h',
  },
};

const RATE: Measure = {
  noun: 'a rate',
  example: '90/s',
  whole: false,
  units: [{ symbol: '/s', factor: 1, exponent: 0 }],
  spellings: {
    '/sec': '/s',
    '/second': '/s',
    rps: '/s',
    'req/s': '/s',
    'requests/s': '/s',
    qps: '/s',
    Hz: '/s',
  },
};

const SHARE: Measure = {
  noun: 'a share',
  example: '20%',
  whole: false,
  units: [{ symbol: '%', factor: 1, exponent: -2 }],
  spellings: { percent: '%', pct: '%' },
};

const FACTOR: Measure = {
  noun: 'a factor',
  example: '10x',
  whole: false,
  units: [{ symbol: 'x', factor: 1, exponent: 0 }],
  spellings: { X: 'x', '×': 'x', times: 'x' },
};

const SIZE: Measure = {
  noun: 'a size',
  example: '4KiB',
  whole: true,
  units: [
    { symbol: 'B', factor: 1, exponent: 0 },
    { symbol: 'KiB', factor: 1024, exponent: 0 },
    { symbol: 'MiB', factor: 1024 * 1024, exponent: 0 },
  ],
  spellings: { b: 'B', K: 'KiB', KB: 'KiB', kB: 'KiB', kb: 'KiB', M: 'MiB', MB: 'MiB', mb: 'MiB' },
};

/** Patterns of the written forms, for JSON Schema and forms. */
export const QUANTITY_PATTERNS = {
  duration: '^[0-9]+(\\.[0-9]+)?(us|ms|s|m|h)$',
  rate: '^[0-9]+(\\.[0-9]+)?/s$',
  share: '^[0-9]+(\\.[0-9]+)?%$',
  factor: '^[0-9]+(\\.[0-9]+)?x$',
  size: '^[0-9]+(\\.[0-9]+)?(B|KiB|MiB)$',
} as const;

/** `500us`, `2ms`, `1.5s`, `3m`, `1h`, `0s` to whole microseconds. */
export function parseDuration(text: string): Result<Duration, QuantityError> {
  return parseQuantity(text, DURATION);
}

/** `90/s` to requests per second. */
export function parseRate(text: string): Parsed {
  return parseQuantity(text, RATE);
}

/** `20%` to 0.2; refuses more than 100%. */
export function parseShare(text: string): Parsed {
  const parsed = parseQuantity(text, SHARE);
  if (parsed.ok && parsed.value > 1) return failure({ message: `${text} is more than 100%` });
  return parsed;
}

/** `10x` to 10; refuses 0. */
export function parseFactor(text: string): Parsed {
  const parsed = parseQuantity(text, FACTOR);
  if (parsed.ok && parsed.value === 0) return failure({ message: `${text} is not above 0x` });
  return parsed;
}

/** `4KiB` to whole bytes. */
export function parseSize(text: string): Parsed {
  return parseQuantity(text, SIZE);
}

/** In seconds from 1 s (`60s`, `1.5s`), in whole minutes or hours from 120 s where they fit, else in ms or us. */
export function formatDuration(duration: Duration): string {
  if (duration === 0) return '0s';
  if (duration % (60 * MINUTE) === 0) return `${String(duration / (60 * MINUTE))}h`;
  if (duration >= 2 * MINUTE && duration % MINUTE === 0) return `${String(duration / MINUTE)}m`;
  if (duration >= SECOND) return `${shifted(duration, -6)}s`;
  return duration >= MILLISECOND ? `${shifted(duration, -3)}ms` : `${shifted(duration, 0)}us`;
}

export function formatRate(perSecond: number): string {
  return `${shifted(perSecond, 0)}/s`;
}

export function formatShare(share: number): string {
  return `${shifted(share, 2)}%`;
}

export function formatFactor(factor: number): string {
  return `${shifted(factor, 0)}x`;
}

export function formatSize(bytes: number): string {
  const unit = SIZE.units.findLast(
    (candidate) => bytes >= candidate.factor && bytes % candidate.factor === 0,
  );
  return unit === undefined ? `${String(bytes)}B` : `${String(bytes / unit.factor)}${unit.symbol}`;
}

function parseQuantity(text: string, measure: Measure): Parsed {
  const match = /^([+-]?)([0-9]+(?:\.[0-9]+)?)(.*)$/su.exec(text);
  const [, sign = '', digits = '', symbol = ''] = match ?? [];
  if (match === null)
    return failure({ message: `${quoted(text)} is not ${measure.noun}, such as ${measure.example}` });
  if (sign === '-') return failure({ message: `${quoted(text)} is negative` });
  const unit = measure.units.find((candidate) => candidate.symbol === symbol);
  if (sign !== '' || unit === undefined) return failure(unitError(text, digits, symbol.trim(), measure));
  const value = Number(`${digits}e${String(unit.exponent)}`) * unit.factor;
  if (value > Number.MAX_SAFE_INTEGER) return failure({ message: `${quoted(text)} is too large` });
  return success(measure.whole ? Math.round(value) : value);
}

function unitError(text: string, digits: string, symbol: string, measure: Measure): QuantityError {
  const symbols = measure.units.map((unit) => unit.symbol);
  const units = symbols.length === 1 ? `its unit is ${symbols.join('')}` : `units are ${symbols.join(', ')}`;
  if (symbol === '') {
    const [example = ''] = /[^0-9.].*$/u.exec(measure.example) ?? [];
    const hint = `${digits}${example}`;
    return { message: `${quoted(text)} has no unit; ${measure.noun} is written like ${hint}`, hint };
  }
  const meant = symbols.includes(symbol) ? symbol : meantUnit(symbol, symbols, measure.spellings);
  const problem = `${quoted(text)} is not ${measure.noun} (${units})`;
  if (meant === undefined) return { message: problem };
  return { message: `${problem}; did you mean ${digits}${meant}?`, hint: `${digits}${meant}` };
}

function meantUnit(
  symbol: string,
  symbols: readonly string[],
  spellings: Readonly<Record<string, string>>,
): string | undefined {
  const spelling = Object.entries(spellings).find(([written]) => written === symbol);
  if (spelling !== undefined) return spelling[1];
  const letters = symbol.replaceAll(/[^a-z]/giu, '').toLowerCase();
  return symbols.find((candidate) => candidate.toLowerCase() === letters) ?? nearest(symbol, symbols);
}

/** At most 40 characters of what was written: a file may hold anything. */
function quoted(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  if (line.trim() === '') return 'an empty text';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** The decimal digits of `value` times ten to the power of `places`, without rounding and without an exponent. */
function shifted(value: number, places: number): string {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent) + places;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`;
  const at = Math.max(1, point);
  const padded = digits.padEnd(at, '0');
  const integer = padded.slice(0, at).replace(/^0+(?=[0-9])/u, '');
  const rest = padded.slice(at).replace(/0+$/u, '');
  return rest === '' ? integer : `${integer}.${rest}`;
}
