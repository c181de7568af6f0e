import type { MilestoneView } from '../analysis/outline.ts';
import type { SimTime } from '../lib/units.ts';
import { milestoneIndexAt } from '../shell/stores.ts';

/** The milestones that make a node what it is: its role, or that it has none. */
const ROLE_GIVERS: ReadonlySet<string> = new Set([
  'leader-elected',
  'leader-stepped-down',
  'looking',
  'primary-promoted',
  'primary-demoted',
  'replica-following',
  'node-started',
  'node-crashed',
  'node-restarted',
  'node-paused',
  'node-resumed',
  'node-unplugged',
  'node-plugged',
]);

/** The id of the milestone that gave a node what it is at `time` (µs); undefined if none was noted. */
export function roleCause(
  milestones: readonly MilestoneView[],
  node: string,
  time: SimTime,
): string | undefined {
  for (let index = milestoneIndexAt(milestones, time); index >= 0; index--) {
    const milestone = milestones[index];
    if (milestone?.node === node && ROLE_GIVERS.has(milestone.type)) return milestone.id;
  }
  return undefined;
}
