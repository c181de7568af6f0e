import { describe, expect, test } from 'vitest';
import { problemsOf, parsed, SYSTEM } from '../testing/scenario-fixtures.ts';

const titled = (title: string) => SYSTEM.replace('A test', title);

describe('characters that hide what a text says', () => {
  test.each([
    [
      'an override',
      'A \u202egnp.exe',
      '2:10 the character U+202E is not allowed in a scenario file: it turns the text around it unseen',
    ],
    [
      'an escaped override',
      String.raw`"A \u202e"`,
      '2:8 the character U+202E is not allowed in a scenario file: it turns the text around it unseen',
    ],
    [
      'an isolate in a comment',
      'A # \u2066',
      '2:12 the character U+2066 is not allowed in a scenario file: it turns the text around it unseen',
    ],
    [
      'a command to a terminal',
      String.raw`"\e[31mred"`,
      '2:8 the character U+001B is not allowed in a scenario file: it is a control character',
    ],
    [
      'half a pair',
      String.raw`"\ud83d"`,
      '2:8 the character U+D83D is not allowed in a scenario file: it is half a character',
    ],
    [
      'a tower of marks',
      `e${'\u0301'.repeat(10_000)}`,
      '2:9 more than 16 marks on one letter are not allowed in a scenario file',
    ],
  ])('%s is refused with its place', (_what, title, problem) => {
    expect(problemsOf(titled(title))).toEqual([problem]);
  });

  test.each([
    'מי המנהיג?',
    'من القائد؟ (zk-1)',
    '谁是领导者？',
    'Ai là thủ lĩnh?',
    'नेता कौन है?',
    '👩‍💻 leads',
    'a\u200bb',
  ])('a title in any language is kept: %s', (title) => {
    expect(parsed(titled(title)).scenario.title).toBe(title);
  });

  test('a problem shows such characters by their numbers', () => {
    const [problem] = problemsOf(SYSTEM.replace('title: A test', String.raw`"\u202edrow": A test`));
    expect(problem).toContain('U+202E');
    expect(problem).not.toContain('\u202e');
  });
});

describe('texts and lists have a length', () => {
  test('of texts', () => {
    expect(problemsOf(titled('x'.repeat(201)))).toEqual([
      '2:8 title is 201 characters long; it may be at most 200',
    ]);
    expect(parsed(titled('x'.repeat(200))).scenario.title).toHaveLength(200);
  });

  test.each([
    ['faults', '{ at: 1s, crash: db-1 }', 1000],
    ['story', '{ at: 1s, say: hello }', 200],
    ['expect', '{ lost-writes: 0 }', 200],
  ])('of %s', (section, item, most) => {
    const items = (count: number) => `${SYSTEM}${section}:\n${`  - ${item}\n`.repeat(count)}`;
    expect(problemsOf(items(most))).toEqual([]);
    expect(problemsOf(items(most + 1))).toEqual([
      `15:3 ${section} holds ${most + 1} items; there may be at most ${most}`,
    ]);
  });
});
