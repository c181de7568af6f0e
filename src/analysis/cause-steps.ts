import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { EventView, Recording } from '../kernel/recording.ts';
import { NO_CAUSE, type Occurrence } from '../kernel/occurrence.ts';
import type { CauseStep } from './cause-step.ts';
import { conditionOf } from './conditions.ts';
import { lapseOf } from './lapse.ts';
import { findSilencer } from './silencers.ts';

/** A chain longer than this is cut; chains end in a fault or a start long before. */
const STEPS_MAX = 200;

/**
 * The events that led to an event, effect first, back to a fault or to the scenario itself. A timer that fired because
 * nothing was heard of a node is followed to the fault that silenced the node, and a lease that ran out to what kept it
 * from being renewed; a timer that a process merely sets again and again is followed to what made this time different,
 * or else, with `origins`, to whatever set it first.
 */
export function causeSteps(
  recording: Recording,
  event: number,
  asked?: RecordedMilestone,
  origins = true,
): readonly CauseStep[] {
  const steps: CauseStep[] = [];
  let current: number | undefined = event;
  let silence: RecordedMilestone['silence'];
  let effectNode: string | undefined;
  let conditional = false;
  while (current !== undefined && steps.length < STEPS_MAX) {
    const view = recording.event(current);
    const { occurrence } = view;
    const name = recording.nodeNames[view.node] ?? '';
    const told = milestonesOf(recording, view, current === event ? asked : undefined, effectNode);
    silence ??= told.find((milestone) => milestone.silence !== undefined)?.silence;
    effectNode = name;
    if (occurrence.type === 'timer' && silence !== undefined) {
      const silencer = findSilencer(recording, silence, name, view.time);
      const silentNode = silencer === undefined ? undefined : silence.of;
      steps.push({ view, told, silentNode, condition: conditional });
      conditional = false;
      silence = undefined;
      current = silencer?.event ?? causeOf(occurrence);
      continue;
    }
    steps.push({ view, told, silentNode: undefined, condition: conditional });
    conditional = false;
    const lapse = lapseOf(recording, view);
    if (lapse !== undefined) {
      effectNode = lapse.node;
      current = lapse.event;
    } else if (isRearmed(recording, view)) {
      const condition = conditionOf(recording, steps);
      effectNode = condition?.node ?? name;
      conditional = condition !== undefined;
      current = condition?.event ?? (origins ? firstSetting(recording, view) : undefined);
    } else {
      current = causeOf(occurrence);
    }
  }
  return steps;
}

/** What to follow back: the fault behind a refusal or a thaw rather than the attempt that met it. */
export function causeOf(occurrence: Occurrence): number | undefined {
  const cause = occurrence.because === NO_CAUSE ? occurrence.cause : occurrence.because;
  return cause === NO_CAUSE ? undefined : cause;
}

/** Whether a process set this timer when the same one fired before, as a heartbeat does. */
export function isRearmed(recording: Recording, { occurrence, node }: EventView): boolean {
  if (occurrence.type !== 'timer') return false;
  const cause = causeOf(occurrence);
  if (cause === undefined) return false;
  const { occurrence: before, node: where } = recording.event(cause);
  return (
    before.type === 'timer' &&
    where === node &&
    before.name === occurrence.name &&
    before.key === occurrence.key
  );
}

/** The event that set a heartbeat for the first time. */
function firstSetting(recording: Recording, view: EventView): number | undefined {
  let { occurrence } = view;
  let current = view;
  while (isRearmed(recording, current)) {
    current = recording.event(causeOf(occurrence) ?? 0);
    ({ occurrence } = current);
  }
  return causeOf(occurrence);
}

/** The milestones of an event that belong to the chain, latest first: of the first event, those up to the asked one. */
function milestonesOf(
  recording: Recording,
  view: EventView,
  asked: RecordedMilestone | undefined,
  effectNode: string | undefined,
): readonly RecordedMilestone[] {
  const noted = recording.milestonesOf(view.number);
  const until = asked === undefined ? noted : noted.slice(0, noted.indexOf(asked) + 1);
  return until
    .filter(
      (milestone) => milestone === asked || milestone.type !== 'watch-fired' || milestone.node === effectNode,
    )
    .reverse();
}
