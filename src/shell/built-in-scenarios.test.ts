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
