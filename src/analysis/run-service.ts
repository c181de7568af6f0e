import { kinds } from '../kinds/index.ts';
import { laterAnswers, type LaterQuestions } from './later-answers.ts';
import { createRunHolder, type FirstQuestions } from './run-holder.ts';

/** What can be asked of the newest run. Every answer is plain data, fit for a message. */
export type RunQuestions = FirstQuestions & LaterQuestions;

/** Holds the newest run and answers all that is asked of it. */
export function createRunService(): RunQuestions {
  const { questions, newest } = createRunHolder(() => kinds);
  return { ...questions, ...laterAnswers(newest) };
}
