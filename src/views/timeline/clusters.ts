/** Milestones that stand too close to be told apart share one flag. */
import type { MilestoneView } from '../../analysis/picture.ts';
import { isMajor, rankOf } from '../milestone-rank.ts';

/** Closer than this many pixels. */
const NEAR = 12;
const LETTER = 6.3;
const FLAG = 16;

export interface Cluster {
  readonly x: number;
  readonly milestones: readonly MilestoneView[];
  readonly label: string;
  readonly side: 'left' | 'right';
  readonly violated: boolean;
}

export function clusterMilestones(
  milestones: readonly MilestoneView[],
  toX: (time: number) => number,
  width: number,
): readonly Cluster[] {
  const groups: MilestoneView[][] = [];
  let start = -Infinity;
  for (const milestone of milestones) {
    const x = toX(milestone.time);
    const group = groups.at(-1);
    if (group !== undefined && x - start < NEAR) group.push(milestone);
    else {
      groups.push([milestone]);
      start = x;
    }
  }
  return withLabels(groups, toX, width);
}

/** A label where there is room for one, at the right of the flag or else at its left. */
function withLabels(
  groups: readonly (readonly MilestoneView[])[],
  toX: (time: number) => number,
  width: number,
): readonly Cluster[] {
  const xOf = (group: readonly MilestoneView[] | undefined) => toX(group?.[0]?.time ?? 0);
  let taken = 0;
  return groups.map((group, index) => {
    const x = xOf(group);
    const next = groups[index + 1];
    const until = next === undefined ? width : xOf(next);
    const violated = group.some((milestone) => milestone.type === 'invariant-violated');
    const cluster = { x, milestones: group, violated };
    const right = until - x - FLAG;
    const left = x - 8 - taken;
    const labels = labelsOf(group);
    const label = labels.find((text) => text.length * LETTER < Math.max(left, right)) ?? '';
    const length = label.length * LETTER;
    const side = length < right ? ('right' as const) : ('left' as const);
    taken = x + FLAG + (side === 'right' ? length : 0);
    return { ...cluster, label, side };
  });
}

/** What may stand beside a flag, the best first: the names of the three that matter most, of two, of one. */
function labelsOf(group: readonly MilestoneView[]): readonly string[] {
  if (group.length === 1) return [group[0]?.text ?? ''];
  const named = new Map(group.filter(isMajor).map((milestone) => [milestone.text, rankOf(milestone)]));
  const ranked = [...named].sort(([, a], [, b]) => a - b).map(([text]) => text);
  return [3, 2, 1].map((most) => {
    const kept = new Set(ranked.slice(0, most));
    return [...named.keys()].filter((text) => kept.has(text)).join(' · ');
  });
}
