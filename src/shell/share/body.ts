/** A shared run as the present version of links writes it: one letter a field, and nothing where there is nothing. */
import { MAX_FILE_BYTES } from '../scenario-reader.ts';
import { isRecord } from '../../lib/plain-data.ts';
import { utf8Length } from '../../lib/utf8.ts';
import { MINUTE } from '../../lib/units.ts';
import type { SharedEdits, SharedRun, SharedSource } from './shared-run.ts';

/** The longest run that the format allows. */
const MAX_TIME = 60 * MINUTE;
/** Beyond what anybody makes by hand, and little enough to be read at once. */
const MAX_FAULTS = 1000;
const MAX_OPTIONS = 1000;

export interface Body {
  /** A built-in scenario and the hash of its file, */
  readonly s?: string;
  readonly h?: string;
  /** or a file's name and text. */
  readonly f?: string;
  readonly x?: string;
  readonly e?: SharedEdits;
  /** µs */
  readonly t: number;
  readonly n?: string;
  readonly d?: string;
  readonly m: string;
}

export function bodyOf({ source, edits, time, node, digest, model }: SharedRun): Body {
  return {
    ...(source.type === 'built-in' ? { s: source.slug, h: source.hash } : { f: source.name, x: source.text }),
    ...(edits === undefined ? {} : { e: edits }),
    t: time,
    ...(node === undefined ? {} : { n: node }),
    ...(digest === undefined ? {} : { d: digest }),
    m: model,
  };
}

/** Reads what anybody may have written. */
export function readBody(body: unknown): SharedRun | undefined {
  if (!isRecord(body)) return undefined;
  const { e: edits, t: time, n: node, d: digest, m: model } = body;
  const source = readSource(body);
  const valid =
    source !== undefined &&
    isEdits(edits) &&
    isTime(time) &&
    (node === undefined || matches(node, /^[a-z][a-z0-9-]{0,60}$/u)) &&
    (digest === undefined || matches(digest, /^[0-9a-f]{16}$/u)) &&
    matches(model, /^[\w.-]{1,20}$/u);
  return valid ? { source, edits, time, node, digest, model } : undefined;
}

function readSource({
  s: slug,
  h: hash,
  f: name,
  x: text,
}: Readonly<Record<string, unknown>>): SharedSource | undefined {
  if (matches(slug, /^[a-z0-9-]{1,100}$/u) && matches(hash, /^[0-9a-z]{1,16}$/u))
    return { type: 'built-in', slug, hash };
  if (matches(name, /^.{0,300}$/su) && typeof text === 'string' && utf8Length(text) <= MAX_FILE_BYTES)
    return { type: 'text', name, text };
  return undefined;
}

function isEdits(edits: unknown): edits is SharedEdits | undefined {
  if (edits === undefined) return true;
  if (!isRecord(edits)) return false;
  const { faults, options } = edits;
  const list = faults === undefined || (Array.isArray(faults) && faults.length <= MAX_FAULTS);
  return list && (options === undefined || (isRecord(options) && Object.keys(options).length <= MAX_OPTIONS));
}

function isTime(time: unknown): time is number {
  return typeof time === 'number' && Number.isInteger(time) && time >= 0 && time <= MAX_TIME;
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
