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

test('HTML, links and addresses in a narration are text like any other', () => {
  for (const hostile of [
    '<script>alert(1)</script>',
    '<img src=x onerror="alert(1)">',
    '[click](javascript:alert(1))',
    '![x](https://example.com/x.png)',
    '<style>body { display: none }</style>',
    'data:text/html;base64,PHNjcmlwdD4=',
    '&lt;b&gt;',
    `e${'\u0301'.repeat(10_000)}`,
    'x'.repeat(10_000),
  ]) {
    expect(narrationParts(hostile)).toEqual([{ type: 'text', text: hostile }]);
    expect(narrationParts(`**${hostile}**`)).toEqual([{ type: 'bold', text: hostile }]);
  }
});
