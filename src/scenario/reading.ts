/** Readers of located YAML: each checks one shape, records a problem where it does not fit, and returns undefined. */
import { parseDuration, type QuantityError } from '../lib/quantities.ts';
import type { Result } from '../lib/result.ts';
import { formatDuration } from '../lib/quantities.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import type { Located, LocatedEntry, LocatedList, LocatedRecord } from './positions.ts';
import { joinWords, reject, rejectUnknown, shorten, type Report } from './problem.ts';

/** A record all of whose keys are among `keys`; unknown keys are problems, the record is returned all the same. */
export function readRecord(
  report: Report,
  value: Located,
  what: string,
  keys: readonly string[],
): LocatedRecord | undefined {
  const record = readMapping(report, value, what);
  if (record === undefined) return undefined;
  for (const { key, at } of record.entries.values()) {
    if (!keys.includes(key)) rejectUnknown(report, at, key, `a key of ${what}`, keys);
  }
  return record;
}

/** A record with any keys. */
export function readMapping(report: Report, value: Located, what: string): LocatedRecord | undefined {
  if (value.type === 'record') return value;
  return reject(report, value, `${what} is written as { key: value }, not as ${describe(value)}`);
}

/** A list, of at most `most` items. */
export function readList(
  report: Report,
  value: Located,
  what: string,
  most = Number.MAX_SAFE_INTEGER,
): LocatedList | undefined {
  if (value.type === 'list') {
    const { length } = value.items;
    if (length <= most) return value;
    return reject(report, value, `${what} holds ${length} items; there may be at most ${most}`);
  }
  return reject(report, value, `${what} is a list, not ${describe(value)}`);
}

/** A text of at most `longest` characters. */
export function readText(report: Report, value: Located, what: string, longest: number): string | undefined {
  if (value.type === 'scalar') {
    if (typeof value.value === 'string') {
      const { length } = value.value;
      if (length <= longest) return value.value;
      return reject(report, value, `${what} is ${length} characters long; it may be at most ${longest}`);
    }
    if (value.value !== undefined) {
      const hint = `"${shorten(value.text)}"`;
      return reject(report, value, `${what} is a text; put it in quotes: ${hint}`, hint);
    }
  }
  return reject(report, value, `${what} is a text, not ${describe(value)}`);
}

export function readFlag(report: Report, value: Located, what: string): boolean | undefined {
  if (value.type === 'scalar' && typeof value.value === 'boolean') return value.value;
  return reject(report, value, `${what} is true or false, not ${describe(value)}`);
}

export function readInteger(
  report: Report,
  value: Located,
  what: string,
  minimum: number,
  maximum: number,
): number | undefined {
  const number = value.type === 'scalar' ? value.value : undefined;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    return reject(report, value, `${what} is a whole number, not ${describe(value)}`);
  }
  if (number < minimum || number > maximum) {
    const range =
      maximum === Number.MAX_SAFE_INTEGER ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
    return reject(report, value, `${what} must be ${range}, not ${shorten(String(number))}`);
  }
  return number;
}

export function readQuantity(
  report: Report,
  value: Located,
  what: string,
  parse: (text: string) => Result<number, QuantityError>,
): number | undefined {
  if (value.type !== 'scalar' || value.value === undefined) {
    return reject(report, value, `${what} is a quantity with its unit, not ${describe(value)}`);
  }
  const parsed = parse(value.text);
  if (parsed.ok) return parsed.value;
  return reject(report, value, `${what}: ${parsed.error.message}`, parsed.error.hint);
}

export function readDuration(report: Report, value: Located, what: string): Duration | undefined {
  return readQuantity(report, value, what, parseDuration);
}

/** A duration above 0. */
export function readLength(report: Report, value: Located, what: string): Duration | undefined {
  const length = readDuration(report, value, what);
  if (length === 0) return reject(report, value, `${what} must be longer than 0s`);
  return length;
}

/** A point in time, not after the end of the run. */
export function readTime(report: Report, value: Located, what: string, end: Duration): SimTime | undefined {
  const time = readDuration(report, value, what);
  if (time === undefined || time <= end) return time;
  const when = formatDuration(time);
  return reject(
    report,
    value,
    `${what}: ${when} is after the end of the run (duration ${formatDuration(end)})`,
  );
}

/** `[from, to]`, ends included. */
export function readSpan(
  report: Report,
  value: Located,
  what: string,
  end: Duration,
): readonly [SimTime, SimTime] | undefined {
  const list = value.type === 'list' ? value : undefined;
  const [first, second, third] = list?.items ?? [];
  if (first === undefined || second === undefined || third !== undefined) {
    return reject(report, value, `${what} takes two times, such as [17s, 24s]`);
  }
  const from = readTime(report, first, what, end);
  const to = readTime(report, second, what, end);
  if (from === undefined || to === undefined) return undefined;
  if (from > to) return reject(report, value, `${what} ends before it begins`);
  return [from, to];
}

/** One word of a fixed list. */
export function readWord<const Word extends string>(
  report: Report,
  value: Located,
  what: string,
  words: readonly Word[],
): Word | undefined {
  const word = words.find((candidate) => value.type === 'scalar' && candidate === value.text);
  if (word !== undefined) return word;
  if (value.type !== 'scalar' || value.value === undefined) {
    return reject(report, value, `${what} is ${joinWords(words, 'or')}, not ${describe(value)}`);
  }
  return rejectUnknown(report, value, value.text, `a value of ${what}`, words);
}

/** The entry of a key that must be there; where it is missing, `what` is said to need it, at `owner`. */
export function requireEntry(
  report: Report,
  record: LocatedRecord,
  key: string,
  what: string,
): LocatedEntry | undefined {
  return record.entries.get(key) ?? reject(report, record, `${what} needs ${key}`);
}

export function describe(value: Located): string {
  if (value.type === 'list') return 'a list';
  if (value.type === 'record') return 'a record';
  if (value.value === undefined) return 'nothing';
  return shorten(value.text) === '' ? 'an empty text' : shorten(value.text);
}

/** As plain data, for what is kept as written. */
export type Plain =
  string | number | boolean | undefined | readonly Plain[] | { readonly [key: string]: Plain };

export function toPlain(value: Located): Plain {
  if (value.type === 'scalar') return value.value;
  if (value.type === 'list') return value.items.map(toPlain);
  return Object.fromEntries([...value.entries.values()].map((entry) => [entry.key, toPlain(entry.value)]));
}

/** In the file's own words on one line, as YAML in flow style without the outermost braces. */
export function inline(value: Located): string {
  if (value.type !== 'record') return inlineNested(value);
  return [...value.entries.values()].map((entry) => `${entry.key}: ${inlineNested(entry.value)}`).join(', ');
}

function inlineNested(value: Located): string {
  if (value.type === 'scalar') return shorten(value.text);
  if (value.type === 'list') return `[${value.items.map(inlineNested).join(', ')}]`;
  return `{ ${inline(value)} }`;
}
