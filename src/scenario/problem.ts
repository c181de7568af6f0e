/** Bad input as data: what is wrong with a scenario file and where. */
import { nearest } from '../lib/nearest.ts';
import { visible } from './characters.ts';

/** A place in the text; both count from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** An error or a warning about a scenario file. */
export interface Problem extends Position {
  /** A whole sentence without a full stop; names the nearest valid name where there is one. */
  readonly message: string;
  /** What to write instead, alone (`api-3`), for editors; already part of the message. */
  readonly hint?: string;
  /** How many characters the hint takes the place of, if not those of the word there. */
  readonly replaces?: number;
  /** Where the hint is to be added, if it takes no word's place. */
  readonly addition?: Addition;
  /** The file's name, when the parser was told. */
  readonly file?: string;
}

/** A key with its value (`target: lb-1`), and where the record begins that lacks it. */
export interface Addition {
  readonly entry: string;
  readonly to: Position;
}

/** Collects what is found while a file is read. Reading goes on after a problem, to find the others. */
export interface Report {
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

/** More would not be read; looking for near names would take long in a file that is wrong throughout. */
const MAX_PROBLEMS = 100;

const LONGEST_MESSAGE = 500;

export function createReport(): Report {
  return { problems: [], warnings: [] };
}

/** Records an error. Returns undefined, the value of whatever could not be read. */
export function reject(
  report: Report,
  at: Position,
  message: string,
  hint?: string,
  replaces?: number,
): undefined {
  push(report.problems, at, message, hint, replaces === undefined ? {} : { replaces });
  return undefined;
}

/** Records an error that goes away, or comes nearer to that, when `entry` is added to a record. */
export function rejectMissing(
  report: Report,
  at: Position,
  message: string,
  entry: string,
  { line, column }: Position,
): undefined {
  push(report.problems, at, message, entry, { addition: { entry, to: { line, column } } });
  return undefined;
}

export function warn(report: Report, at: Position, message: string, hint?: string): void {
  push(report.warnings, at, message, hint);
}

/** Records that `word` is not `what` ("a node"), with the nearest candidate, or with all when they are few. */
export function rejectUnknown(
  report: Report,
  at: Position,
  word: string,
  what: string,
  candidates: readonly string[],
): undefined {
  if (isFull(report.problems)) return undefined;
  const subject = `${shorten(word)} is not ${what}`;
  const near = nearest(word, candidates);
  if (near !== undefined) return reject(report, at, `${subject}; did you mean ${near}?`, near);
  const known = [...new Set(candidates)];
  if (known.length === 0 || known.length > 18) return reject(report, at, subject);
  return reject(
    report,
    at,
    `${subject}; there ${known.length === 1 ? 'is' : 'are'} ${joinWords(known, 'and')}`,
  );
}

/** Whether further problems of this list would be dropped. */
export function isFull(problems: readonly Problem[]): boolean {
  return problems.length >= MAX_PROBLEMS;
}

/** `a, b and c`. */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  const head = words.slice(0, -1).join(', ');
  return `${head}${head === '' ? '' : ` ${conjunction} `}${words.at(-1) ?? ''}`;
}

/** What was written, on one line, at most 60 characters: a file may hold anything. */
export function shorten(text: string): string {
  const line = text.slice(0, 200).replaceAll(/\s+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** By line and column, in the order of discovery where these are equal. */
export function byPosition(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((left, right) => left.line - right.line || left.column - right.column);
}

function push(
  problems: Problem[],
  at: Position,
  message: string,
  hint: string | undefined,
  fix: Pick<Problem, 'replaces' | 'addition'> = {},
): void {
  if (isFull(problems)) return;
  const { line, column } = at;
  // What it quotes is somebody else's text, and may be read in a terminal.
  const sentence = visible(
    message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
  );
  const problem = { message: sentence, line, column };
  if (hint === undefined || hint.length > LONGEST_MESSAGE) problems.push(problem);
  else problems.push({ ...problem, hint, ...fix });
}
