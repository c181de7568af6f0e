import { formatDuration } from '../lib/quantities.ts';
import type { SimTime } from '../lib/units.ts';
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

/** Why a run stopped: "Stopped at 31.2s: the run has 10 million events, and may not have more." */
export function limitSentence(name: LimitName, limit: number, time: SimTime): string {
  const amount = limit % 1_000_000 === 0 ? `${String(limit / 1_000_000)} million` : String(limit);
  return `Stopped at ${formatDuration(time)}: the run has ${amount} ${LIMIT_WORDS[name]}, and may not have more.`;
}
