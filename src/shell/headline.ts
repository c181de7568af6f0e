import type { MilestoneView } from '../analysis/outline.ts';
import type { SimTime } from '../lib/units.ts';
import { FAULT_MILESTONES } from '../scenario/milestones.ts';
import { milestoneIndexAt } from './stores.ts';

/** The last milestone until `time`; of several at the same instant what was done comes before what happened. */
export function headlineAt(milestones: readonly MilestoneView[], time: SimTime): MilestoneView | undefined {
  const last = milestones[milestoneIndexAt(milestones, time)];
  const done = milestones.findLast((one) => one.time === last?.time && FAULT_MILESTONES.has(one.type));
  return done ?? last;
}
