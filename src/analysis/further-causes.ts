/** Where a chain of causes goes on when it has come to its end: what must be told for the end to be understood. */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { CauseStep } from './cause-step.ts';
import { causeSteps } from './cause-steps.ts';
import { beginningOfSilence, endsBefore, separates } from './silencers.ts';

/**
 * The steps, effect first, and those of the condition behind them: whose token was greater, why a server answered its checks
 * badly, what kept a copy behind that was read, and how a fault began that ended.
 */
export function withFurtherCauses(recording: Recording, steps: readonly CauseStep[]): readonly CauseStep[] {
  const rejected = steps.flatMap(({ told }) => told).find(({ type }) => type === 'fencing-rejected');
  const greater = rejected === undefined ? undefined : greaterToken(recording, rejected);
  const condition = greater ?? failingHealth(recording, steps) ?? lateness(recording, steps);
  const whole = condition === undefined ? steps : continued(recording, steps, condition);
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

/** The fault by which a server failed the checks that it answered, of the first of those that count. */
function failingHealth(
  { milestones }: Recording,
  steps: readonly CauseStep[],
): RecordedMilestone | undefined {
  const failed = steps.flatMap(({ told }) => told).findLast(({ type }) => type === 'health-check-failed');
  if (failed === undefined) return undefined;
  const changed = milestones.findLast(
    (one) => one.event < failed.event && one.node === failed.node && one.data.fault === 'fail-health',
  );
  return changed?.type === 'fault-began' && failed.reason.startsWith('status') ? changed : undefined;
}

/** The fault between the database that answered a read which missed a write, and a primary, when it answered. */
function lateness(recording: Recording, steps: readonly CauseStep[]): RecordedMilestone | undefined {
  const violated = steps.some(({ told }) => told.some(({ data }) => data.invariant === 'linearizable'));
  const answered = violated
    ? steps.find(({ view }) => view.occurrence.message.type === 'db-read')
    : undefined;
  if (answered === undefined) return undefined;
  const { node, time } = answered.view;
  const before = recording.milestones.filter((one) => one.time <= time);
  const primaries = before.filter(({ type }) => type === 'primary-promoted').map((one) => one.node);
  const between = new Set([recording.nodeNames[node] ?? '', ...primaries]);
  return before.findLast(
    (one) =>
      FAULTS_BETWEEN.has(one.type) && typeof one.data.ends === 'object' && separates(one, between) &&
      !endsBefore(before, one, time),
  ); // prettier-ignore
}

/** What lies between nodes: cut links, and slow or lossy ones. */
const FAULTS_BETWEEN: ReadonlySet<string> = new Set(['link-cut', 'fault-began']);

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
