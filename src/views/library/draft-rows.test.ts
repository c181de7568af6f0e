import { expect, test } from 'vitest';
import type { Draft } from '../../shell/drafts.ts';
import { rowsOf } from './draft-rows.ts';

function draft(title: string, text: string): Draft {
  const place = { slug: undefined, file: undefined, time: 0, savedAt: 0, pinned: false };
  return { id: title + text, title, text, sound: text, ...place };
}

test('drafts of one title are told apart by a line of their own, or by their number', () => {
  const rows = rowsOf([
    draft('Mine', '# newer\nseed: 7\nnodes:\n'),
    draft('Mine', 'seed: 1\nnodes:\n  a: 1\n'),
    draft('Mine', 'seed: 1\nnodes:\n'),
    draft('Other', 'seed: 1'),
  ]);
  expect(rows.map(({ differs, lines }) => [differs, lines])).toEqual([
    ['seed: 7', 3],
    ['a: 1', 3],
    ['(1)', 2],
    [undefined, 1],
  ]);
});
