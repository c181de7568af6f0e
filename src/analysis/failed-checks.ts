import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { Recording } from '../kernel/recording.ts';
import type { CauseStep } from './cause-step.ts';

/**
 * A chain of causes with the failed checks that were counted before a server was marked down, latest first: they are
 * what the time from its fault to its mark consists of.
 */
export function withFailedChecks(recording: Recording, steps: readonly CauseStep[]): readonly CauseStep[] {
  return steps.flatMap((step, index) => {
    const marked = step.told.find(({ type }) => type === 'marked-down');
    if (marked === undefined) return [step];
    const since = steps[index + 1]?.view.number ?? 0;
    return [step, ...countedBefore(recording, marked, since).map((check) => stepOf(recording, check))];
  });
}

/** Backwards from a mark, as long as each check left the server's health one better. */
function countedBefore(
  { milestones }: Recording,
  marked: RecordedMilestone,
  since: number,
): readonly RecordedMilestone[] {
  const counted: RecordedMilestone[] = [];
  let health = 0;
  for (let index = milestones.lastIndexOf(marked) - 1; index >= 0; index--) {
    const milestone = milestones[index];
    if (milestone === undefined || milestone.event <= since) break;
    if (milestone.node !== marked.node || milestone.data.by !== marked.data.by) continue;
    if (milestone.event === marked.event) continue;
    const left = Number(milestone.data.health);
    if (milestone.type !== 'health-check-failed' || left <= health) break;
    health = left;
    counted.push(milestone);
  }
  return counted;
}

function stepOf(recording: Recording, check: RecordedMilestone): CauseStep {
  return { view: recording.event(check.event), told: [check], silentNode: undefined, condition: false };
}
