/** What is said of texts that are not YAML. Method: the text is read, and where a fix is known it is made and read again. */
import { expect, it } from 'vitest';
import { locate } from './positions.ts';
import { createReport, type Problem } from './problem.ts';

function firstProblem(text: string): Problem | undefined {
  const report = createReport();
  locate(report, text);
  return report.problems[0];
}

/** The text with the fix made; `replaces` is left out where it is the word. */
function fixed(text: string, { line, column, hint = '', replaces }: Problem): string {
  const at = text.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1; // prettier-ignore
  const word = /^[^\s,:{}[\]#]+/u.exec(text.slice(at))?.[0] ?? '';
  return `${text.slice(0, at)}${hint}${text.slice(at + (replaces ?? word.length))}`;
}

it.each([
  ['nodes:\n  a: {}\n  shop { kind: api-server, count: 3 }\n  b: {}', '3:3 a colon is missing after shop'],
  ['nodes:\n  shop { kind: api-server }', '2:3 a colon is missing after shop'],
  ['nodes:\n  shop:{ kind: api-server, count: 3 }', '2:8 a space is missing after shop:'],
  ['nodes:\n  a: { kind: client, count 3 }', '2:22 a colon is missing after count'],
  ['nodes:\n  a: { kind: client count: 3 }', '2:20 a comma is missing before count'],
  ['nodes:\n  shop\n    kind: api-server\n  b: {}', '2:3 a colon is missing after shop'],
  ['title x\nseed: 1', '1:1 a colon is missing after title'],
  ['title "x"\nseed: 1', '1:1 a colon is missing after title'],
  ['faults\n  - { at: 2s }', '1:1 a colon is missing after faults'],
  ['faults:\n  - { at: 2s, crash: b }\n  { at: 3s }', '3:3 an item of a list begins with "- "'],
  ['faults:\n  -{ at: 2s, crash: b }', '2:4 a space is missing after -'],
  ['title: A: b', '1:8 not YAML: a second ": " on the line; a text that contains it needs quotes'],
  ['title: @a\nseed: 1', '1:8 a text that begins with @ needs quotes'],
])('%j: the sentence, and the fix mends it', (text, sentence) => {
  const problem = firstProblem(text);
  if (problem === undefined) throw new Error('no problem');
  expect(`${String(problem.line)}:${String(problem.column)} ${problem.message}`).toBe(sentence);
  expect(firstProblem(fixed(text, problem))).toBeUndefined();
});

it.each([
  ['seed: 1\nchap', '2:1 after chap a colon and a value are missing'],
  ['seed: 1\nchap\ntitle: a', '2:1 after chap a colon and a value are missing'],
  [
    'say: one\nand so on\ntitle: a',
    '2:1 a colon is missing after and, or this line belongs to the text above and stands too far left',
  ],
  [
    'story:\n  - at: 0s\n    say: a\n  on: b',
    '4:3 an item of a list begins with "- "; what belongs to the item above stands further right',
  ],
  [
    'nodes:\n  a: 1\n    b: 2',
    '3:5 4 spaces before this line, 2 spaces before the one above, which has its value already',
  ],
  ['nodes:\n    a: 1\n  b: 2', '3:3 2 spaces before this line; lines above it have 4 or 0'],
])('%j: a sentence of ours, and no fix that would be a guess', (text, sentence) => {
  const problem = firstProblem(text);
  expect(`${String(problem?.line)}:${String(problem?.column)} ${problem?.message ?? ''}`).toBe(sentence);
  expect(problem?.hint).toBeUndefined();
});
