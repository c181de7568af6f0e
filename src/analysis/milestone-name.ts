import { parseDuration } from '../lib/quantities.ts';
import type { SimTime } from '../lib/units.ts';
import type { MilestoneView } from './outline.ts';

/** A milestone in words rather than by its id, which is another one in another version of the models. */
export interface MilestoneName {
  readonly type: string;
  readonly node: string | undefined;
  readonly from: SimTime;
}

/** `marked-down`, `marked-down:api-2` or `marked-down:api-2@12s`; undefined if the text is no such name, as an id is none. */
export function readMilestoneName(text: string): MilestoneName | undefined {
  const [, type, node, time] = /^([a-z-]+)(?::([a-z0-9-]+))?(?:@([0-9.a-z]+))?$/u.exec(text) ?? [];
  const from = parseDuration(time ?? '0s');
  return type === undefined || !from.ok ? undefined : { type, node, from: from.value };
}

/** The first milestone of that type at or after the time, about the node or seen by it. */
export function findMilestone(
  milestones: readonly MilestoneView[],
  { type, node, from }: MilestoneName,
): MilestoneView | undefined {
  return milestones.find(
    (milestone) =>
      milestone.type === type &&
      milestone.time >= from &&
      (node === undefined || milestone.node === node || milestone.data.by === node),
  );
}
