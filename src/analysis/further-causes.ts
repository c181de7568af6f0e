/** Where a chain of causes goes on when it has come to its end: what must be told for the end to be understood. */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { CauseStep } from './cause-step.ts';
import { causeSteps } from './cause-steps.ts';
import { beginningOfSilence } from './silencers.ts';

/** The steps, effect first, and those of the condition behind them: whose token was greater, and how a fault began that ended. */
export function withFurtherCauses(recording: Recording, steps: readonly CauseStep[]): readonly CauseStep[] {
  const rejected = steps.flatMap(({ told }) => told).find(({ type }) => type === 'fencing-rejected');
  const greater = rejected === undefined ? undefined : greaterToken(recording, rejected);
  const whole = greater === undefined ? steps : continued(recording, steps, greater);
  const beginning = beginningOf(recording, whole.at(-1));
  return beginning === undefined ? whole : continued(recording, whole, beginning);
}

/** Who had won the greater token that somebody was refused for. */
function greaterToken(
  { milestones }: Recording,
  { event, data: { known } }: RecordedMilestone,
): RecordedMilestone | undefined {
  return milestones.findLast(
    (one) =>
      one.event < event &&
      (one.type === 'lock-acquired' || one.type === 'primary-elected') &&
      one.data.token === known,
  );
}

/** How the fault began that ended with the last step. */
function beginningOf({ milestones }: Recording, last: CauseStep | undefined): RecordedMilestone | undefined {
  const end = last?.told.at(-1);
  const type = end === undefined ? undefined : beginningOfSilence(end.type);
  if (type === undefined || end === undefined) return undefined;
  return milestones.findLast((one) => one.type === type && one.event < end.event && one.node === end.node);
}

/** What came after the condition, then the condition and its own causes. */
function continued(
  recording: Recording,
  steps: readonly CauseStep[],
  condition: RecordedMilestone,
): readonly CauseStep[] {
  const [first, ...rest] = causeSteps(recording, condition.event, condition);
  if (first === undefined) return steps;
  const later = steps.filter(({ view }) => view.number > condition.event);
  return [...later, { ...first, condition: true }, ...rest];
}
