import { expect, test } from 'vitest';
import { builtInScenarios, FIRST_SCENARIO, nextInCourse } from './built-in-scenarios.ts';

const LEVELS = ['starter', 'working', 'deep'];

test('the library is read chapter by chapter, and from starter to deep within each', () => {
  const all = builtInScenarios();
  expect(all[0]?.slug).toBe('plain-web-app');
  for (const [index, { chapter, level }] of all.slice(1).entries()) {
    const before = all[index];
    const known = all.slice(0, index + 1).some((scenario) => scenario.chapter === chapter);
    if (before?.chapter === chapter) {
      expect(LEVELS.indexOf(level)).toBeGreaterThanOrEqual(LEVELS.indexOf(before.level));
    } else expect(known, `${chapter} is in two places`).toBe(false);
  }
});

test('no honest estimate falls between two ranges that a question has as choices', async () => {
  const gaps: string[] = [];
  for (const scenario of builtInScenarios()) {
    for (const { ask } of (await scenario.load()).story) {
      const ranges = (ask?.choices ?? []).flatMap(({ range }) => range ?? []);
      const points = ask?.choices.every(({ range: [from, to] = [0, 0] }) => from === to);
      if (ask === undefined || points === true) continue;
      // Counts are whole, and times are told in milliseconds.
      const step = ask.choices.some(({ text }) => text.endsWith('s')) ? 1000 : 1;
      const open = ranges.filter((to, place) => place % 2 === 1 && (ranges[place + 1] ?? to) - to > step);
      if (open.length > 0) gaps.push(`${scenario.slug}: ${ask.question}`);
    }
  }
  expect(gaps).toEqual([]);
});

test('what the page opens with is in the library', () => {
  expect(builtInScenarios().map(({ slug }) => slug)).toContain(FIRST_SCENARIO);
});

test('the course goes on after its end from the beginning, and leaves out what is finished', () => {
  const course = [{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }];
  expect(nextInCourse(course, 'a', [])).toEqual({ slug: 'b' });
  expect(nextInCourse(course, 'a', ['b'])).toEqual({ slug: 'c' });
  expect(nextInCourse(course, 'c', ['c'])).toEqual({ slug: 'a' });
  expect(nextInCourse(course, 'c', ['a', 'b', 'c'])).toBeUndefined();
  expect(nextInCourse(course, undefined, [])).toEqual({ slug: 'a' });
});
