import type { Limits } from './world.ts';

/** What stops a run. */
export type LimitName = Exclude<keyof Limits, 'detail'>;

/** What there is too much of. */
export const LIMIT_WORDS: Readonly<Record<LimitName, string>> = {
  events: 'events',
  instant: 'events at one instant',
  queue: 'messages, timers and disk writes due',
  milestones: 'milestones',
};

/** Why a run stopped: "The run has 10 million events, the most that it may have." */
export function limitSentence(name: LimitName, limit: number): string {
  const amount = limit % 1_000_000 === 0 ? `${String(limit / 1_000_000)} million` : String(limit);
  return `The run has ${amount} ${LIMIT_WORDS[name]}, the most that it may have.`;
}
