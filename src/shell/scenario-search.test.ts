/** Finding scenarios. Method: three small ones with what the search reads of them, and words of their own. */
import { describe, expect, test } from 'vitest';
import type { LibraryScenario } from './library-scenarios.ts';
import { searchScenarios } from './scenario-search.ts';

function scenario(slug: string, chapter: string, summary: string, terms: string): LibraryScenario {
  const picture = { width: 0, height: 0, nodes: [], dots: {}, lines: {}, cut: '' };
  const card = { minutes: 2, questions: 1, terms, picture };
  return { slug, title: slug.replaceAll('-', ' '), summary, chapter, level: 'starter', card };
}

const ALL = [
  scenario('slow-server', 'load-balancing', 'One server is slow.', 'queue retry timeout'),
  scenario('leader-crash', 'leader-election', 'The leader dies.', 'epoch quorum session'),
  scenario('two-rooms', 'leader-election', 'The network splits.', 'minority partition quorum'),
];

const WORDS = {
  chapter: (chapter: string) => chapter.replaceAll('-', ' '),
  synonyms: { raft: 'Leader election', gossip: 'Membership' },
};

function slugs(query: string): readonly string[] {
  return searchScenarios(ALL, query, WORDS).scenarios.map(({ slug }) => slug);
}

function closest(query: string): string | undefined {
  return searchScenarios(ALL, query, WORDS).closest;
}

describe('the search', () => {
  test('finds by title, summary, chapter and what the text speaks of, by beginnings of words', () => {
    expect(slugs('slow')).toEqual(['slow-server']);
    expect(slugs('NETWORK')).toEqual(['two-rooms']);
    expect(slugs('election')).toEqual(['leader-crash', 'two-rooms']);
    expect(slugs('quor')).toEqual(['leader-crash', 'two-rooms']);
  });

  test('puts what has the words in its title first', () => {
    expect(slugs('s')).toEqual(['slow-server', 'leader-crash', 'two-rooms']);
    expect(slugs('quorum two')).toEqual(['two-rooms']);
    expect(searchScenarios([...ALL].reverse(), 'quorum', WORDS).scenarios[0]?.slug).toBe('two-rooms');
    expect(searchScenarios(ALL, 't', WORDS).scenarios[0]?.slug).toBe('two-rooms');
  });

  test('finds what has all the words', () => {
    expect(slugs('leader partition')).toEqual(['two-rooms']);
    expect(slugs('slow partition')).toEqual([]);
  });

  test('shows everything while nothing is looked for', () => {
    expect(slugs('  ')).toHaveLength(ALL.length);
  });

  test('offers what the course calls it, if there is any of that', () => {
    expect(closest('Raft')).toBe('Leader election');
    expect(closest('gossip')).toBeUndefined();
  });

  test('offers what was probably meant', () => {
    expect(closest('partiton')).toBe('partition');
    expect(closest('leader epohc')).toBe('leader epoch');
    expect(closest('xylophone')).toBeUndefined();
  });

  test('takes no harm from words that objects have', () => {
    expect(closest('constructor')).toBeUndefined();
  });
});
