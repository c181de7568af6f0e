/** The glossary in the language of the screen, and how its terms are found in texts. Loaded after the first picture. */
import { enGlossary, enGlossaryWords } from './en-glossary.ts';
import type { GlossaryEntry } from './glossary-entry.ts';
import type { Catalogue } from './index.ts';

/** A piece of a text: plain, or a term with what it means. */
export interface TextPiece {
  readonly text: string;
  readonly entry?: GlossaryEntry;
}

export const glossaryWords: Catalogue<typeof enGlossaryWords> = enGlossaryWords;

/** All terms, by name. */
export const glossary: readonly GlossaryEntry[] = [...enGlossary].sort((left, right) =>
  left.term.toLowerCase() < right.term.toLowerCase() ? -1 : 1,
);

/** The words by which an entry is recognised anywhere. */
function plainForms({ term, forms = [], onlyMarked = false }: GlossaryEntry): readonly string[] {
  return onlyMarked ? forms : [term, ...forms];
}

/** All words for an entry. */
export function allForms({ term, forms = [], marked = [] }: GlossaryEntry): readonly string[] {
  return [term, ...forms, ...marked];
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

const keyOf = (text: string) => text.replace(/\s+/gu, ' ').trim().toLowerCase();

const byForm: ReadonlyMap<string, GlossaryEntry> = new Map(
  glossary.flatMap((entry) => allForms(entry).map((form) => [keyOf(form), entry] as const)),
);

/** Whole words, the longest first: "fencing token" before "fencing". Parts of names and paths are no words. */
const TERMS = new RegExp(
  String.raw`(?<![\p{L}\p{N}_/-])(?:${glossary
    .flatMap(plainForms)
    .sort((left, right) => right.length - left.length)
    .map((form) => escaped(form).replaceAll(' ', String.raw`\s+`))
    .join('|')})(?![\p{L}\p{N}_/-])`,
  'giu',
);

/** The entry that a whole text names, such as a label or what is marked in a story. */
export function entryOf(text: string): GlossaryEntry | undefined {
  return byForm.get(keyOf(text));
}

/** A text in pieces. Only the first use of a term is one: `known` holds those of before and takes up the new ones. */
export function piecesOf(text: string, known: Set<GlossaryEntry>, marked = false): readonly TextPiece[] {
  const whole = marked ? entryOf(text) : undefined;
  if (whole !== undefined) return [first(text, whole, known)];
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(TERMS)) {
    const entry = entryOf(found);
    if (entry === undefined || known.has(entry)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push(first(found, entry, known));
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function first(text: string, entry: GlossaryEntry, known: Set<GlossaryEntry>): TextPiece {
  if (known.has(entry)) return { text };
  known.add(entry);
  return { text, entry };
}

/** The terms that texts use, in the order of their first uses. */
export function entriesIn(texts: readonly string[]): readonly GlossaryEntry[] {
  const known = new Set<GlossaryEntry>();
  for (const text of texts) piecesOf(text, known);
  return [...known];
}

/** The entries that a filter leaves: those whose words or definition have all of its words. */
export function filteredEntries(filter: string): readonly GlossaryEntry[] {
  const asked = keyOf(filter).split(' ');
  return glossary.filter((entry) => {
    const text = keyOf([...allForms(entry), entry.says].join(' '));
    return asked.every((word) => text.includes(word));
  });
}
