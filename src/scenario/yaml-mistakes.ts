/** What the YAML library says of a text, in words for people who write scenarios, and what to write instead where that is certain. */
import { shorten, type Position } from './problem.ts';

/** A mistake of form; `hint` takes the place of `replaces` characters at its position. */
export interface Mistake extends Position {
  readonly message: string;
  readonly hint?: string;
  readonly replaces?: number;
}

/** A line as far as a key without a colon can be told from it. */
const WORD_LINE = /^(?<before>\s*(?:-\s+)*)(?<word>[A-Za-z][\w-]*)(?<rest>\s.*)?$/u;
/** `shop:{` and `-{`. */
const TIGHT = /^(?<before>\s*(?:-\s+)*)(?<word>[A-Za-z][\w-]*:|-)[{["']/u;
const COMMENT = /\s#.*$/u;

/** Of an error that the library met at a place of the text; undefined for what has no words here. */
export function mistakeOf(
  lines: readonly string[],
  { code, message }: { readonly code: string; readonly message: string },
  at: Position,
): Mistake | undefined {
  // Of these all is said by the bracket or quote that is missing.
  if (/end with a [\]}]$|^Missing closing|call stack/u.test(message)) return undefined;
  const line = lines[at.line - 1] ?? '';
  switch (code) {
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
      return missingColon(line, lines[at.line] ?? '', at);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return missingSpace(line, at) ?? keyBeforeBrace(line, at) ?? secondColon(lines, at);
    case 'BLOCK_IN_FLOW':
      return missingComma(line, at);
    case 'BAD_INDENT':
      return missingDash(lines, at) ?? wrongIndent(lines, at);
    case 'BAD_SCALAR_START':
      return reserved(line, at);
    default:
      return undefined;
  }
}

function missingColon(line: string, next: string, at: Position): Mistake | undefined {
  const { before, word, rest = '' } = WORD_LINE.exec(line.replace(COMMENT, ''))?.groups ?? {};
  if (before === undefined || word === undefined) return undefined;
  const place = { line: at.line, column: before.length + 1 };
  const value = rest.trim();
  const isKey = value === '' ? indentOf(next) > indentOf(line) || /^\s*- /u.test(next) : isValue(value);
  if (isKey) return { ...place, message: `a colon is missing after ${shorten(word)}`, hint: `${word}:` };
  const message =
    value === ''
      ? `after ${shorten(word)} a colon and a value are missing`
      : `a colon is missing after ${shorten(word)}, or this line belongs to the text above and stands too far left`;
  return { ...place, message };
}

/** One word, or something in brackets or quotes; more may be the end of a sentence. */
function isValue(text: string): boolean {
  return /^(?:[[{"'|>]|\S+$)/u.test(text);
}

function missingSpace(line: string, at: Position): Mistake | undefined {
  const { before, word } = TIGHT.exec(line)?.groups ?? {};
  if (before === undefined || word === undefined) return undefined;
  const column = before.length + word.length + 1;
  return {
    line: at.line,
    column,
    message: `a space is missing after ${shorten(word)}`,
    hint: ' ',
    replaces: 0,
  };
}

function keyBeforeBrace(line: string, at: Position): Mistake | undefined {
  const { rest = '' } = WORD_LINE.exec(line)?.groups ?? {};
  return /^[[{]/u.test(rest.trim()) ? missingColon(line, '', at) : undefined;
}

/** On the line, or on the next, which stands further right than it may. */
function secondColon(lines: readonly string[], at: Position): Mistake {
  const line = lines[at.line - 1] ?? '';
  if (!/:(?:\s|$)/u.test(line.slice(at.column - 1))) return wrongIndent(lines, { ...at, line: at.line + 1 });
  const message = 'not YAML: a second ": " on the line; a text that contains it needs quotes';
  return { ...at, message, ...quoted(line, at) };
}

function reserved(line: string, at: Position): Mistake {
  const character = line.slice(at.column - 1, at.column);
  return { ...at, message: `a text that begins with ${character} needs quotes`, ...quoted(line, at) };
}

/** The rest of the line as one text, where nothing in it ends it sooner. */
function quoted(line: string, at: Position): Pick<Mistake, 'hint' | 'replaces'> {
  const text = line.slice(at.column - 1).trimEnd();
  const inBraces = /[[{]/u.test(line.slice(0, at.column - 1));
  if (inBraces || text === '' || /["\\[\]{}]|\s#/u.test(text)) return {};
  return { hint: `"${text}"`, replaces: text.length };
}

function missingComma(line: string, at: Position): Mistake | undefined {
  const { value = '', word } =
    /^(?<value>[^\s,{}[\]]+)\s+(?<word>[\w-]+):/u.exec(line.slice(at.column - 1))?.groups ?? {};
  if (word === undefined) return undefined;
  const column = at.column + value.length;
  return {
    line: at.line,
    column,
    message: `a comma is missing before ${shorten(word)}`,
    hint: ',',
    replaces: 0,
  };
}

/** A line where the `-` of the items above it stands. */
function missingDash(lines: readonly string[], at: Position): Mistake | undefined {
  const line = lines[at.line - 1] ?? '';
  const indent = indentOf(line);
  const above = lines.slice(0, at.line - 1).findLast((one) => isSaid(one) && indentOf(one) <= indent) ?? '';
  if (indentOf(above) !== indent || !/^\s*- /u.test(above)) return undefined;
  const place = { line: at.line, column: indent + 1 };
  if (line[indent] === '{')
    return { ...place, message: 'an item of a list begins with "- "', hint: '- ', replaces: 0 };
  return {
    ...place,
    message: 'an item of a list begins with "- "; what belongs to the item above stands further right',
  };
}

function wrongIndent(lines: readonly string[], at: Position): Mistake {
  const indent = indentOf(lines[at.line - 1] ?? '');
  const open = openIndents(lines.slice(0, at.line - 1));
  const place = { line: at.line, column: indent + 1 };
  const [last = 0] = open;
  if (indent > last)
    return {
      ...place,
      message: `${spaces(indent)} before this line, ${spaces(last)} before the one above, which has its value already`,
    };
  return {
    ...place,
    message: `${spaces(indent)} before this line; lines above it have ${open.join(' or ')}`,
  };
}

/** Of the last line and of what it is within. */
function openIndents(lines: readonly string[]): readonly number[] {
  return lines.filter(isSaid).reduceRight<readonly number[]>((open, line) => {
    const indent = indentOf(line);
    return open.length === 0 || indent < (open.at(-1) ?? 0) ? [...open, indent] : open;
  }, []);
}

function isSaid(line: string): boolean {
  return !/^\s*(?:#|$)/u.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function spaces(count: number): string {
  return count === 0 ? 'no spaces' : count === 1 ? '1 space' : `${String(count)} spaces`;
}
