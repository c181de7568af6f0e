import { expect, test } from 'vitest';
import { narrationParts } from '../story/narration.ts';
import { termParts } from './term-parts.ts';

function terms(say: string, names: readonly string[] = []): readonly string[] {
  return termParts(narrationParts(say), new Set(names)).flatMap(({ pieces }) =>
    pieces.flatMap(({ text, entry }) => (entry === undefined ? [] : [`${text}: ${entry.term}`])),
  );
}

test('a step marks each term once, be it bold or not', () => {
  expect(terms('A **session** of two sessions, a quorum, **quorums**')).toEqual([
    'session: session',
    'quorum: quorum',
  ]);
});

test('code and the names of nodes are no terms', () => {
  expect(terms('`lock` and **herd** and **lock**', ['herd'])).toEqual(['lock: lock']);
});
