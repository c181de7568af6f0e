import { MINUTE, SECOND, type Duration } from '../lib/units.ts';
import type { Question, Scenario } from './scenario.ts';

/** How fast prose about something new is read. */
const WORDS_A_MINUTE = 200;
/** To weigh the choices of a question. */
const QUESTION: Duration = 20 * SECOND;
/** The director pace gives a scene about this much, and passes what lies between at up to eight times the speed. */
const SCENE: Duration = 5 * SECOND;
const FASTEST = 8;

/**
 * Whole minutes that the story of a scenario takes: to read it, to think about its questions, and to watch it play at the
 * director pace, with a scene for each step. A scenario without a story takes the time that it plays.
 */
export function minutesOf({ title, summary, story, duration }: Scenario): number {
  const texts = [
    title,
    summary,
    ...story.flatMap((step) => [step.title ?? '', step.say, ...textsOf(step.ask)]),
  ];
  const reading = texts.reduce((sum, text) => sum + readingTime(text), 0);
  const thinking = QUESTION * story.filter(({ ask }) => ask !== undefined).length;
  const watching = duration / FASTEST + SCENE * story.length;
  return Math.max(1, Math.round((reading + thinking + watching) / MINUTE));
}

/** How long it takes to read a text. */
export function readingTime(text: string): Duration {
  return (wordCount(text) / WORDS_A_MINUTE) * MINUTE;
}

function textsOf(ask: Question | undefined): readonly string[] {
  if (ask === undefined) return [];
  const choices = ask.choices.flatMap(({ text, detail }) => [text, detail ?? '']);
  return [ask.question, ask.because ?? '', ...choices];
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}
