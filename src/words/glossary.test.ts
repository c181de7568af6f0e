import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enDetails } from './en-details.ts';
import { allForms, entriesIn, entryOf, filteredEntries, glossary, piecesOf } from './glossary.ts';

const files = import.meta.glob<string>('../../scenarios/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const slugs = Object.keys(files).map((path) => path.replace(/^.*\/|\.yaml$/gu, ''));

/** What the inspector has for labels, and what stories mark as bold. */
const marks = new Set(
  [...labelsOf(enDetails), ...boldOf(Object.values(files).join('\n'))].map((text) => text.toLowerCase()),
);

function labelsOf(text: unknown): readonly string[] {
  if (typeof text === 'string') return [text];
  return typeof text === 'object' && text !== null ? Object.values(text).flatMap(labelsOf) : [];
}

function boldOf(text: string): readonly string[] {
  return [...text.matchAll(/\*\*([^*]+)\*\*/gu)].map(([, bold = '']) => bold);
}

/** A text with its terms in brackets. */
function marked(text: string, bold = false): string {
  return piecesOf(text, new Set(), bold)
    .map((piece) => (piece.entry === undefined ? piece.text : `[${piece.text}=${piece.entry.term}]`))
    .join('');
}

describe('the glossary', () => {
  test('leads only to scenarios that there are', () => {
    expect(slugs).not.toEqual([]);
    const dead = glossary.filter(({ scenario }) => scenario !== undefined && !slugs.includes(scenario));
    expect(dead.map(({ term }) => term)).toEqual([]);
  });

  test('says what a term is in two lines', () => {
    for (const { term, says } of glossary) {
      expect(says.length, term).toBeGreaterThan(60);
      expect(says.length, term).toBeLessThanOrEqual(200);
      expect(says, term).toMatch(/^\P{Ll}.*\.$/u);
    }
  });

  test('gives each word one meaning', () => {
    const forms = glossary.flatMap((entry) => allForms(entry).map((form) => form.toLowerCase()));
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  test('knows each of its words, alone and within a sentence', () => {
    for (const entry of glossary) {
      for (const form of allForms(entry)) {
        expect(entryOf(form), form).toBe(entry);
        expect(marked(form, true), form).toBe(`[${form}=${entry.term}]`);
      }
      for (const form of entry.forms ?? [])
        expect(marked(`A ${form}, so.`), form).toBe(`A [${form}=${entry.term}], so.`);
    }
  });
});

describe('stories and inspectors', () => {
  test('have every word that counts only as a label or in bold', () => {
    const words = glossary.flatMap(({ term, marked = [], onlyMarked }) => [
      ...marked,
      ...(onlyMarked === true ? [term] : []),
    ]);
    expect(words.filter((word) => !marks.has(word))).toEqual([]);
  });

  test('have terms to open: each built-in story some', () => {
    const told = (text: string) => [...text.matchAll(/say: "(.*)"/gu)].map(([, say = '']) => say);
    const without = Object.entries(files).filter(
      ([, text]) => told(text).length > 0 && entriesIn(told(text)).length === 0,
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });
});

describe('terms in a text', () => {
  test('are whole words in any case, the longest first', () => {
    expect(marked('Quorums of zookeepers')).toBe('[Quorums=quorum] of zookeepers');
    expect(marked('its fencing token, its fencing')).toBe(
      'its [fencing token=fencing token], its [fencing=fencing]',
    );
    expect(marked("The session's end (znode).")).toBe("The [session=session]'s end ([znode=znode]).");
  });

  test('are never parts of names and paths', () => {
    const names = 'leader-2, lock_a, /services/lock, primary/x, log-1';
    expect(marked(names)).toBe(names);
  });

  test('are told once', () => {
    expect(marked('a lock, two locks, a lock')).toBe('a [lock=lock], two locks, a lock');
  });

  test('that are everyday words count only where they are marked', () => {
    expect(marked('prices rise and fall')).toBe('prices rise and fall');
    expect(marked('fall', true)).toBe('[fall=fall and rise]');
    expect(marked('session  Expires', true)).toBe('[session  Expires=session expiry]');
  });

  test('leave every text as it is', () => {
    const word = fc.constantFrom(
      'session',
      'Session',
      'fencing token',
      '-',
      ' ',
      '.',
      '/',
      '\n',
      'ß',
      '(',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(word), fc.boolean(), (parts, bold) => {
        const text = parts.join('');
        expect(
          piecesOf(text, new Set(), bold)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('are listed in the order of their first uses', () => {
    const names = entriesIn(['session of db-1 expired', 'zk-2 leads epoch 2', 'sessions']).map(
      ({ term }) => term,
    );
    expect(names).toEqual(['session', 'session expiry', 'epoch']);
  });
});

test('a filter finds terms by their words and by their definitions', () => {
  expect(filteredEntries('').length).toBe(glossary.length);
  expect(filteredEntries('HEARTBEAT').map(({ term }) => term)).toEqual(['ping']);
  expect(filteredEntries('envoy  half').map(({ term }) => term)).toEqual(['panic mode']);
  expect(filteredEntries('raft')).toEqual([]);
});
