/** Finds scenarios by words: of their titles, summaries and chapters, and of what their texts speak of. */
import { nearest } from '../lib/nearest.ts';
import { wordsOf } from '../scenario/terms.ts';
import type { LibraryScenario } from './library-scenarios.ts';

export interface Found {
  readonly scenarios: readonly LibraryScenario[];
  /** What to look for instead, where there is nothing. */
  readonly closest: string | undefined;
}

/** The words of the interface that the search has to know. */
export interface SearchWords {
  readonly chapter: (chapter: string) => string;
  /** For words that no scenario uses, what the course calls it. */
  readonly synonyms: Readonly<Record<string, string>>;
}

/** A shorter word is near to too many others. */
const LEAST_LETTERS = 4;

/**
 * All whose words begin with each of the words of `query`: first those whose titles have most of them, else in the order
 * of the course.
 */
export function searchScenarios(all: readonly LibraryScenario[], query: string, words: SearchWords): Found {
  const indexed = all.map((scenario) => ({ scenario, words: searchable(scenario, words) }));
  const match = (text: string) => {
    const wanted = wordsOf(text);
    return indexed.filter((one) => wanted.every((word) => one.words.some((known) => known.startsWith(word))));
  };
  const scenarios = byTitle(
    match(query).map(({ scenario }) => scenario),
    wordsOf(query),
  );
  if (scenarios.length > 0) return { scenarios, closest: undefined };
  const vocabulary = new Set(
    indexed.flatMap((one) => one.words.filter(({ length }) => length >= LEAST_LETTERS)),
  );
  const closest = closestTo(wordsOf(query), vocabulary, words);
  return { scenarios, closest: closest !== undefined && match(closest).length > 0 ? closest : undefined };
}

function byTitle(found: readonly LibraryScenario[], wanted: readonly string[]): readonly LibraryScenario[] {
  const hits = ({ title }: LibraryScenario): number => {
    const known = wordsOf(title);
    return wanted.filter((word) => known.some((one) => one.startsWith(word))).length;
  };
  return found.toSorted((one, other) => hits(other) - hits(one));
}

function searchable(
  { slug, title, summary, chapter, card }: LibraryScenario,
  words: SearchWords,
): readonly string[] {
  return [...wordsOf(`${title} ${slug} ${summary} ${words.chapter(chapter)}`), ...card.terms.split(' ')];
}

/** What the course calls one of the words, or else the words as somebody may have meant to write them. */
function closestTo(
  wanted: readonly string[],
  vocabulary: ReadonlySet<string>,
  { synonyms }: SearchWords,
): string | undefined {
  const named = wanted.map((word) => (Object.hasOwn(synonyms, word) ? synonyms[word] : undefined));
  const synonym = named.find((name) => name !== undefined);
  if (synonym !== undefined) return synonym;
  const meant = wanted.map((word) => (vocabulary.has(word) ? word : nearest(word, vocabulary)));
  return meant.includes(undefined) ? undefined : meant.join(' ');
}
