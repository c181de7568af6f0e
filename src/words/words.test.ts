import { describe, expect, it } from 'vitest';
import { enTelling } from './en-telling.ts';
import { en } from './en.ts';
import { type Catalogue, type Telling, telling, type Words, words } from './index.ts';

/** The same catalogue in another language: each text in brackets. */
function bracketed<T>(text: T): Catalogue<T>;
function bracketed(text: unknown): unknown {
  if (typeof text === 'string') return `[${text}]`;
  if (typeof text === 'function') {
    const say = text as (...values: readonly unknown[]) => unknown;
    return (...values: readonly unknown[]) => bracketed(say(...values));
  }
  if (Array.isArray(text)) return text.map((entry: unknown) => bracketed(entry));
  if (typeof text !== 'object' || text === null) throw new Error(`no text: ${String(text)}`);
  return Object.fromEntries(Object.entries(text).map(([key, entry]) => [key, bracketed(entry)]));
}

/** Where its texts are. */
function placesOf(text: unknown, above = ''): readonly string[] {
  return typeof text === 'object' && text !== null
    ? Object.entries(text).flatMap(([key, entry]) => placesOf(entry, `${above}/${key}`))
    : [above];
}

describe('a second language', () => {
  // These types are the proof: what English has, another language can have, and must.
  const pseudo: Words = bracketed(en);
  const told: Telling = bracketed(enTelling);

  it('has a text in every place', () => {
    expect(placesOf(pseudo)).toEqual(placesOf(words));
    expect(placesOf(told)).toEqual(placesOf(telling));
  });

  it('says the same values in its own words', () => {
    expect(pseudo.app).toBe('[Ensemble]');
    expect(pseudo.units.seconds('8.0')).toBe('[8.0\u202fs]');
    expect(told.milestones['marked-down']('db-1', (name) => `the ${name}`, '')).toBe(
      '[the by marked db-1 down]',
    );
  });
});
