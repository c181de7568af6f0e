import { expect, test } from 'vitest';
import { shareWords } from '../../words/share.ts';
import type { Unsaved } from '../drafts.ts';
import type { Difference } from './compare-shared.ts';
import type { Damage } from './damage.ts';
import type { Unshareable } from './share.ts';

interface Notice {
  readonly sentence: string;
  readonly hint: string;
}

test('every damage, difference and refusal has its words', () => {
  // These types are the proof; a word too many fails the test.
  const damage: Readonly<Record<Damage, Notice>> = shareWords.damage;
  const unshareable: Readonly<Record<Unshareable, Notice>> = shareWords.unshareable;
  const reasons: Readonly<Record<Difference, unknown>> = shareWords.difference.reasons;
  const unsaved: Readonly<Record<Unsaved, Notice>> = shareWords.drafts.unsaved;
  expect([damage, unshareable, reasons, unsaved].map((record) => Object.keys(record).length)).toEqual([
    7, 2, 3, 3,
  ]);
  for (const { sentence, hint } of [
    ...Object.values(damage),
    ...Object.values(unshareable),
    ...Object.values(unsaved),
  ]) {
    expect(sentence).toMatch(/^[A-Z].*\.$/u);
    expect(hint).toMatch(/^[A-Z].*\.$/u);
  }
});
