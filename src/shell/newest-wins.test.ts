import { expect, test } from 'vitest';
import { newestWins } from './newest-wins.ts';

/** A question that is answered only when the test says so. */
function slow() {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const ask = (question: number) => {
    asked.push(question);
    return new Promise<string>((resolve) => {
      answers.push(() => resolve(`answer ${String(question)}`));
    });
  };
  return { asked, ask, answer: (index: number) => answers[index]?.() };
}

test('one question is asked at once, and of those that wait only the newest', async () => {
  const { asked, ask, answer } = slow();
  const question = newestWins(ask);
  const first = question(1);
  const overtaken = question(2);
  const newest = question(3);
  expect(asked).toEqual([1]);

  answer(0);
  expect(await first).toBe('answer 1');
  await Promise.resolve();
  expect(asked).toEqual([1, 3]);
  answer(1);
  expect(await Promise.all([overtaken, newest])).toEqual(['answer 3', 'answer 3']);
});

test('an error reaches who asked, and the next question is asked all the same', async () => {
  const question = newestWins((value: number) =>
    value === 1 ? Promise.reject(new Error('no')) : Promise.resolve(value),
  );
  await expect(question(1)).rejects.toThrow('no');
  expect(await question(2)).toBe(2);
});
