/** Values as YAML text on one line, as people write them: `{ at: 12s, crash: db-1 }`. */
import { parseDocument } from 'yaml';
import { formatDuration, parseDuration } from '../lib/quantities.ts';
import type { Written } from './write.ts';

export type WrittenRecord = Readonly<Record<string, Written>>;
export type Quotes = 'plain' | 'single' | 'double';

/** A value in flow style; `inFlow` where it stands within brackets, and a comma would end it. */
export function flowText(value: Written, inFlow: boolean, quotes: Quotes = 'plain'): string {
  if (isWrittenList(value)) return `[${value.map((one) => flowText(one, true)).join(', ')}]`;
  if (isWrittenRecord(value)) {
    const fields = Object.entries(value).map(([key, field]) => fieldText(key, field, true));
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return typeof value === 'string' ? quotedText(value, inFlow, quotes) : String(value);
}

/** `key: value` */
export function fieldText(key: string, value: Written, inFlow: boolean): string {
  return `${quotedText(key, true, 'plain')}: ${flowText(value, inFlow)}`;
}

export function isWrittenList(value: Written | undefined): value is readonly Written[] {
  return Array.isArray(value);
}

export function isWrittenRecord(value: Written | undefined): value is WrittenRecord {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether two values are the same; a field that is undefined is not there. The order of fields means nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [fieldsOf(one), fieldsOf(other)];
  return left.size === right.size && [...left].every(([key, value]) => isSame(value, right.get(key)));
}

function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  const fields = Object.entries(value) as readonly (readonly [string, unknown])[];
  return new Map(fields.filter(([, field]) => field !== undefined));
}

/**
 * `after` in the unit of `before` where its writer chose one that Ensemble would not have, so that `27100ms` moves
 * to `27200ms`.
 */
export function inUnitOf(before: string, after: string): string {
  const [was, is] = [parseDuration(before), parseDuration(after)];
  if (!was.ok || !is.ok || formatDuration(was.value) === before) return after;
  const unit = /[a-z]+$/u.exec(before)?.[0] ?? '';
  const one = parseDuration(`1${unit}`);
  return one.ok && is.value % one.value === 0 ? `${String(is.value / one.value)}${unit}` : after;
}

const PLAIN_IN_FLOW = /^[A-Za-z0-9_./](?:[A-Za-z0-9_./%+ ()-]*[A-Za-z0-9_./%+()-])?$/u;
const PLAIN_IN_BLOCK = /^[A-Za-z0-9_./](?:[A-Za-z0-9_./%+ ()',;!?-]*[A-Za-z0-9_./%+()',;!?-])?$/u;

/** A text with the quotes of its predecessor, or with those that it needs. JSON's are YAML's double quotes. */
function quotedText(value: string, inFlow: boolean, quotes: Quotes): string {
  if (quotes === 'single' && /^[\x20-\x7e]*$/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const pattern = inFlow ? PLAIN_IN_FLOW : PLAIN_IN_BLOCK;
  return quotes !== 'double' && pattern.test(value) && readsAsText(value) ? value : JSON.stringify(value);
}

/** Not as a number, a boolean or nothing. */
function readsAsText(value: string): boolean {
  const document = parseDocument(value, { version: '1.2', schema: 'core' });
  return document.errors.length === 0 && document.toJS() === value;
}
