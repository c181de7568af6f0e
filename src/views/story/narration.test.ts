import { expect, test } from 'vitest';
import { narrationParts } from './narration.ts';

const told = (say: string) => narrationParts(say).map(({ type, text }) => `${type}: ${text}`);

test('bold and code are parts of their own', () => {
  expect(told('**db-1** is gone from `/db/candidates`.')).toEqual([
    'bold: db-1',
    'text:  is gone from ',
    'code: /db/candidates',
    'text: .',
  ]);
});

test('everything else stays text', () => {
  const say = '<b>x</b> [a](b) * one ** two ` three';
  expect(told(say)).toEqual([`text: ${say}`]);
  expect(told('`**not bold**`')).toEqual(['code: **not bold**']);
  expect(told('')).toEqual([]);
});
