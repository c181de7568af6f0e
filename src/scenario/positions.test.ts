import { describe, expect, it } from 'vitest';
import { locate } from './positions.ts';
import { createReport } from './problem.ts';
import { toPlain } from './reading.ts';

function problemsOf(text: string): readonly string[] {
  const report = createReport();
  locate(report, text);
  return report.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('locate', () => {
  it('keeps what is written and where', () => {
    const report = createReport();
    const located = locate(report, 'a: 1.50\nb: [x, "y", true]\nc:\n  d:\n');
    expect(report.problems).toEqual([]);
    expect(located?.type === 'record' ? located.entries.get('a') : undefined).toEqual({
      key: 'a',
      at: { line: 1, column: 1 },
      value: { type: 'scalar', value: 1.5, text: '1.50', line: 1, column: 4 },
    });
    expect(located && toPlain(located)).toEqual({ a: 1.5, b: ['x', 'y', true], c: { d: undefined } });
  });

  it('reads files with a byte order mark and with Windows line ends', () => {
    const report = createReport();
    const located = locate(report, '\ufeffa: 1\r\nb: x\r\n');
    expect(located && toPlain(located)).toEqual({ a: 1, b: 'x' });
    expect(located?.column).toBe(1);
  });

  it.each([
    ['', '1:1 the file is empty; a scenario begins with ensemble: 1'],
    ['# only a comment\n', '1:1 the file is empty; a scenario begins with ensemble: 1'],
    ['a: &x 1', '1:7 anchors are not allowed in a scenario file; remove &x'],
    ['a: *x', '1:4 aliases are not allowed in a scenario file; a text that begins with * needs quotes'],
    [
      'say: **db-1** is gone',
      '1:15 aliases are not allowed in a scenario file; a text that begins with * needs quotes',
    ],
    ['a: !!str b', '1:10 tags are not allowed in a scenario file; remove !!str'],
    ['a: !mine {}', '1:10 tags are not allowed in a scenario file; remove !mine'],
    ['a: 1\nb: 2\na: 3', '3:1 a is given twice'],
    ['x: {a: 1, a: 2}', '1:11 a is given twice'],
    ['a: 1\n---\nb: 2', '2:1 a scenario file holds one YAML document, not several'],
    ['%YAML 1.1\n---\na: 1', '1:1 a scenario file is YAML 1.2; leave the %YAML line out'],
    ['title: one: two', '1:8 not YAML: a second ": " on the line; a text that contains it needs quotes'],
    ['a:\n\tb: 1', '2:1 not YAML: indentation is made of spaces, not tabs'],
    ['a: {b: 1\nc: 2', '2:1 not YAML: a } is missing, or stands too far left'],
    ['a: [1, 2', '1:9 not YAML: a ] is missing, or stands too far left'],
    ["a: 'b", '1:6 not YAML: a quote is not closed'],
    ['a: }', '1:4 not YAML: unexpected }'],
    ['a:\n  b: 1\n c: 2', '3:2 1 space before this line; lines above it have 2 or 0'],
    [
      'x: { crash: api-[1..3] }',
      '1:17 not YAML: unexpected [; inside { } and [ ] a range needs quotes: "api-[1..3]"',
    ],
    ['? [a]\n: b', '1:3 a key must be a name'],
    [': b', '1:1 a key must be a name'],
  ])('%j is refused', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('refuses a file over 1 MiB of UTF-8, and takes one of just 1 MiB', () => {
    const fill = (size: number, character: string): string => `a: ${character.repeat(size)}`;
    expect(problemsOf(fill(1024 * 1024 - 3, 'x'))).toEqual([]);
    expect(problemsOf(fill(1024 * 1024 - 2, 'x'))).toEqual(['1:1 the file is larger than 1 MiB']);
    expect(problemsOf(fill(600_000, 'é'))).toEqual(['1:1 the file is larger than 1 MiB']);
    expect(problemsOf(fill(300_000, '😀'))).toEqual(['1:1 the file is larger than 1 MiB']);
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['brackets below the first bound', `a: ${'['.repeat(200)}${']'.repeat(200)}`],
    ['a list in a list', '- '.repeat(20_000)],
    ['keys of keys', '? '.repeat(20_000)],
    ['indentation', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses a file that nests too deeply: %s', (_, text) => {
    expect(problemsOf(text)[0]).toMatch(/^\d+:\d+ the file nests more than 60 levels deep$/u);
  });
});
