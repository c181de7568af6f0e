/**
 * Where in a scenario an offset of its text is, also while the text makes no sense yet: the word at the offset is
 * replaced by a mark, the YAML library reads what it can, and the mark is looked for in what it read.
 */
import { parseDocument } from 'yaml';
import { isRecord, type PlainRecord } from '../lib/plain-data.ts';

export interface TextPlace {
  /** The word at the offset, and where it stands; empty where there is none. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** Keys and indices that lead to the word; for a key those of its record. */
  readonly path: readonly (string | number)[];
  readonly role: 'key' | 'value';
  /** What stands under the word, where it is a key. */
  readonly under: unknown;
  /** It stands alone in its line: there a value may also begin a record. */
  readonly alone: boolean;
  /** What follows the word, up to the end of the line. */
  readonly rest: string;
  /** The whole file without the word, as far as it can be read. */
  readonly content: PlainRecord;
}

/** Of the private use area, which YAML allows and nobody writes. */
const MARK = '\uE000';
const WORD_BEFORE = /[A-Za-z0-9/_][\w./%-]*$/u;
const WORD_AFTER = /^[\w./%-]*/u;
const WORD_HERE = /^[A-Za-z0-9/_][\w./%-]*/u;
const ALONE_BEFORE = /^\s*(?:-\s+)*$/u;
/** The whole text is read at each key: of long ones that would be felt. */
const MAX_LENGTH = 300_000;

export function placeAt(text: string, offset: number): TextPlace | undefined {
  if (text.length > MAX_LENGTH || text.includes(MARK)) return undefined;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const end = lineEnd === -1 ? text.length : lineEnd;
  const before = WORD_BEFORE.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const after = (before === '' ? WORD_HERE : WORD_AFTER).exec(text.slice(offset, end))?.[0] ?? '';
  const [from, to] = [offset - before.length, offset + after.length];
  const rest = text.slice(to, end);
  const alone = ALONE_BEFORE.test(text.slice(lineStart, from)) && rest.trim() === '';
  // Without the colon a word above another key would be read as the beginning of that key.
  const content = read(`${text.slice(0, from)}${MARK}${alone ? ':' : ''}${text.slice(to)}`);
  const found = content === undefined ? undefined : find(content, []);
  if (content === undefined || found === undefined) return undefined;
  return { word: `${before}${after}`, from, to, rest, alone, content, ...found };
}

/** What stands at a path; undefined where there is nothing. */
export function valueAt(content: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    content,
  );
}

/** The keys of a record, without the one that is being written. */
export function keysOf(record: unknown): readonly string[] {
  return isRecord(record) ? Object.keys(record).filter((key) => key !== MARK) : [];
}

/** Whether it is the word that is being written. */
export function isMark(value: unknown): boolean {
  return value === MARK;
}

/** Undefined where the library gives up: aliases without an anchor, or the end of its stack. */
function read(text: string): PlainRecord | undefined {
  try {
    const content: unknown = parseDocument(text, {
      version: '1.2', schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent',
    }).toJS(); // prettier-ignore
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

type Found = Pick<TextPlace, 'path' | 'role' | 'under'>;

function find(value: unknown, path: readonly (string | number)[]): Found | undefined {
  if (isMark(value)) return { path, role: 'value', under: undefined };
  if (Array.isArray(value)) return firstOf(value.entries(), path);
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, MARK)) return { path, role: 'key', under: value[MARK] };
  return firstOf(Object.entries(value), path);
}

function firstOf(
  entries: Iterable<readonly [string | number, unknown]>,
  path: readonly (string | number)[],
): Found | undefined {
  for (const [key, value] of entries) {
    const found = find(value, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
