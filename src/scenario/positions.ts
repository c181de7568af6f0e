/**
 * YAML text as a tree of scalars, lists and records that know their positions. What the format forbids of YAML
 * (anchors, aliases, tags, duplicate keys, several documents, other versions) ends here.
 */
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import { utf8Length } from '../lib/utf8.ts';
import { hiddenCharacter } from './characters.ts';
import { reject, shorten, type Position, type Report } from './problem.ts';
import { mistakeOf } from './yaml-mistakes.ts';

export type Located = LocatedScalar | LocatedList | LocatedRecord;

export interface LocatedScalar extends Position {
  readonly type: 'scalar';
  /** Undefined for an empty value, `~` and `null`. */
  readonly value: string | number | boolean | undefined;
  /** A number or boolean as it is written; of a string, its value. */
  readonly text: string;
}

export interface LocatedList extends Position {
  readonly type: 'list';
  readonly items: readonly Located[];
}

export interface LocatedRecord extends Position {
  readonly type: 'record';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly at: Position;
  readonly value: Located;
}

/** 1 MiB of UTF-8. */
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_DEPTH = 60;
const TOO_DEEP = `the file nests more than ${MAX_DEPTH} levels deep`;
/** Brackets in texts count too before the text is parsed, so this bound is far above. */
const MAX_OPEN_BRACKETS = 300;
const NO_ALIASES = 'aliases are not allowed in a scenario file; a text that begins with * needs quotes';
const BYTE_ORDER_MARK = '\ufeff';
const CORE_TAGS = 'tag:yaml.org,2002:';
const START: Position = { line: 1, column: 1 };

/** The file's content as a tree; undefined after problems with the YAML itself, which are in the report. */
export function locate(report: Report, text: string): Located | undefined {
  if (text.length > MAX_FILE_BYTES || utf8Length(text) > MAX_FILE_BYTES) {
    return reject(report, START, 'the file is larger than 1 MiB');
  }
  const depth = deepestFlow(text);
  if (depth !== undefined) return reject(report, depth, TOO_DEEP);
  const yaml = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const hidden = hiddenCharacter(yaml);
  if (hidden !== undefined) return reject(report, placeOf(yaml, hidden.index), hidden.message);
  const counter = new LineCounter();
  const document = parseYaml(yaml, counter);
  if (document === undefined) return reject(report, START, TOO_DEEP);
  return readDocument(document, { report, counter, text: yaml, before: report.problems.length });
}

/** Undefined where the YAML library, which recurses, comes to the end of its stack. */
function parseYaml(text: string, counter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      version: '1.2', schema: 'core', lineCounter: counter, prettyErrors: false, uniqueKeys: false, merge: false,
    }); // prettier-ignore
  } catch {
    return undefined;
  }
}

interface Source {
  readonly report: Report;
  readonly counter: LineCounter;
  readonly text: string;
  /** Problems that the report held before this file. */
  readonly before: number;
}

function readDocument(document: Document.Parsed, source: Source): Located | undefined {
  const { report } = source;
  // What follows a first error is mostly its consequence.
  const [error] = document.errors;
  if (error !== undefined) return rejectSyntax(error, source);
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    return reject(report, START, 'a scenario file is YAML 1.2; leave the %YAML line out');
  }
  const contents: unknown = document.contents;
  if (contents === null)
    return reject(report, START, 'the file is empty; a scenario begins with ensemble: 1');
  const located = readNode(document.contents, source, START, 0);
  return report.problems.length > source.before ? undefined : located;
}

interface SyntaxProblem {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

function rejectSyntax(error: SyntaxProblem, source: Source): undefined {
  const at = positionAt(source, error.pos[0]);
  const mistake = mistakeOf(source.text.split(/\r?\n/u), error, at);
  if (mistake === undefined) return reject(source.report, at, syntaxSentence(error, source));
  return reject(source.report, mistake, mistake.message, mistake.hint, mistake.replaces);
}

/** The library's terms, said for people who write scenarios. */
function syntaxSentence(error: SyntaxProblem, source: Source): string {
  const { code, message } = error;
  const at = positionAt(source, error.pos[0]);
  const line = source.text.split('\n', at.line)[at.line - 1] ?? '';
  const advice = rangeAdvice(line);
  // The library catches its own stack overflow and reports it as an error of the text, which it is.
  if (message.includes('call stack')) return TOO_DEEP;
  if (code === 'MULTIPLE_DOCS') return 'a scenario file holds one YAML document, not several';
  if (code === 'BAD_ALIAS') return NO_ALIASES;
  if (code === 'MULTIPLE_ANCHORS') return 'anchors are not allowed in a scenario file';
  if (code === 'MULTIPLE_TAGS') return 'tags are not allowed in a scenario file';
  if (code === 'TAB_AS_INDENT') return 'not YAML: indentation is made of spaces, not tabs';
  const [, bracket] = /end with a ([\]}])$/u.exec(message) ?? [];
  if (bracket !== undefined) return `not YAML: a ${bracket} is missing, or stands too far left${advice}`;
  if (message.startsWith('Missing closing')) return 'not YAML: a quote is not closed';
  const [character = ''] = source.text.slice(error.pos[0]);
  const isStray = code === 'UNEXPECTED_TOKEN' && character.trim() !== '';
  if (isStray && /[:,[{-]\s+\*\S*\s+$/u.test(line.slice(0, at.column - 1))) return NO_ALIASES;
  return `not YAML: ${isStray ? `unexpected ${character}` : lowerFirst(message)}${advice}`;
}

function readNode(node: Node | undefined | null, source: Source, fallback: Position, depth: number): Located {
  if (node === undefined || node === null) return emptyScalar(fallback);
  const at = node.range === undefined || node.range === null ? fallback : positionAt(source, node.range[0]);
  if (depth > MAX_DEPTH) {
    reject(source.report, at, TOO_DEEP);
    return emptyScalar(at);
  }
  refuseReferences(node, source, at);
  if (isMap(node)) return readMap(node, source, at, depth);
  if (isSeq(node)) {
    const items = node.items.map((item) => readNode(item as Node | null, source, at, depth + 1));
    return { type: 'list', items, ...at };
  }
  if (!isScalar(node)) return emptyScalar(at);
  const value: unknown = node.value;
  if (typeof value === 'string') {
    // Between double quotes, escapes stand for any character.
    const hidden = hiddenCharacter(value);
    if (hidden !== undefined) reject(source.report, at, hidden.message);
    return { type: 'scalar', value, text: value, ...at };
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { type: 'scalar', value, text: node.source ?? String(value), ...at };
  }
  return emptyScalar(at);
}

function readMap(map: YAMLMap, source: Source, at: Position, depth: number): LocatedRecord {
  const entries = new Map<string, LocatedEntry>();
  for (const pair of map.items as readonly Pair<Node | null, Node | null>[]) {
    const keyNode = readNode(pair.key, source, at, depth + 1);
    const key = keyNode.type === 'scalar' ? keyNode.text : '';
    const keyAt = { line: keyNode.line, column: keyNode.column };
    const word = wordBeforeValue(key, pair.value === null);
    if (word !== undefined) {
      reject(source.report, keyAt, `a colon is missing after ${shorten(word)}`, `${word}:`);
      continue;
    }
    const value = readNode(pair.value, source, keyAt, depth + 1);
    if (key === '') reject(source.report, keyAt, 'a key must be a name');
    else if (entries.has(key)) reject(source.report, keyAt, `${shorten(key)} is given twice`);
    else entries.set(key, { key, at: keyAt, value });
  }
  return { type: 'record', entries, ...at };
}

/** Of a key that took in its value: `count 3`, or `shop { kind` of `shop { kind: client }`. */
function wordBeforeValue(key: string, isAlone: boolean): string | undefined {
  const [, word, value = ''] = /^([A-Za-z][\w-]*)\s+(\S+)/u.exec(key) ?? [];
  return /^[[{]/u.test(value) || (isAlone && key === `${word ?? ''} ${value}`) ? word : undefined;
}

function refuseReferences(node: Node, source: Source, at: Position): void {
  if (isAlias(node)) {
    reject(source.report, at, NO_ALIASES);
    return;
  }
  const { anchor, tag } = node as { readonly anchor?: string; readonly tag?: string };
  if (anchor !== undefined)
    reject(source.report, at, `anchors are not allowed in a scenario file; remove &${shorten(anchor)}`);
  if (tag !== undefined)
    reject(
      source.report,
      at,
      `tags are not allowed in a scenario file; remove ${shorten(tag.replace(CORE_TAGS, '!!'))}`,
    );
}

function emptyScalar(at: Position): LocatedScalar {
  return { type: 'scalar', value: undefined, text: '', line: at.line, column: at.column };
}

function positionAt(source: Source, offset: number): Position {
  const { line, col } = source.counter.linePos(Math.max(0, Math.min(offset, source.text.length)));
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function placeOf(text: string, index: number): Position {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Inside `{}` and `[]`, YAML reads the brackets of `api-[1..3]` as its own; say so where that may be the reason. */
function rangeAdvice(line: string): string {
  const [range] = /[a-z][a-z0-9-]*\[[0-9]+\.\.[0-9]+\]/u.exec(line) ?? [];
  return range === undefined ? '' : `; inside { } and [ ] a range needs quotes: "${range}"`;
}

/** Where brackets open deeper than any scenario needs: found before the recursive YAML composer meets them. */
function deepestFlow(text: string): Position | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_OPEN_BRACKETS) return placeOf(text, index);
  }
  return undefined;
}

function lowerFirst(text: string): string {
  const line = shortSentence(text);
  return `${line.slice(0, 1).toLowerCase()}${line.slice(1)}`;
}

/** The library's message on one line; some end in a full stop or quote much of the text. */
function shortSentence(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > 140 ? `${line.slice(0, 140)}…` : line;
}
