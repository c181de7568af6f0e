/** Milestones that stand too close to be told apart share one flag. */
import type { MilestoneView } from '../../analysis/outline.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { isMajor, rankOf } from '../milestone-rank.ts';

/** Closer than this many pixels. */
const NEAR = 12;
const LETTER = 6.3;
const FLAG = 16;
/** The button that zooms in, with its gap. */
const ZOOM = 22;

export interface Cluster {
  readonly x: number;
  readonly milestones: readonly MilestoneView[];
  readonly label: string;
  readonly side: 'left' | 'right';
  readonly violated: boolean;
  /** Whether it comes apart when it is zoomed to, and there is room to offer that. */
  readonly zoomable: boolean;
}

/** The milestones in view, in order of time, in groups that stand apart. */
export function clusterMilestones(
  milestones: readonly MilestoneView[],
  { from, to, toX, width }: TimeScale,
): readonly Cluster[] {
  const groups: MilestoneView[][] = [];
  let start = -Infinity;
  for (const milestone of milestones) {
    if (milestone.time < from || milestone.time > to) continue;
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

/** Room goes to the groups that say most first; each takes it at its right, or else at its left. */
function withLabels(
  groups: readonly (readonly MilestoneView[])[],
  toX: (time: number) => number,
  width: number,
): readonly Cluster[] {
  const xs = groups.map((group) => toX(group[0]?.time ?? 0));
  // The room before each flag, and after the last.
  const rooms = [...xs, width].map((x, index) => x - 8 - (index === 0 ? 0 : (xs[index - 1] ?? 0) + FLAG));
  const ranked = groups
    .map((group, index) => ({ index, rank: Math.min(...group.map(rankOf)) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  const clusters: Cluster[] = [];
  for (const { index } of ranked) {
    const group = groups[index] ?? [];
    const apart = (group.at(-1)?.time ?? 0) > (group[0]?.time ?? 0);
    const button = apart ? ZOOM : 0;
    const left = rooms[index] ?? 0;
    const right = rooms[index + 1] ?? 0;
    const most = Math.max(left, right);
    const label = labelsOf(group).find((text) => text.length * LETTER + button < most) ?? '';
    const needed = label.length * LETTER + button;
    const side = needed < right || right >= left ? 'right' : 'left';
    rooms[side === 'right' ? index + 1 : index] = (side === 'right' ? right : left) - needed;
    clusters[index] = {
      x: xs[index] ?? 0,
      milestones: group,
      label,
      side,
      violated: group.some((milestone) => milestone.type === 'invariant-violated'),
      zoomable: apart && button < most,
    };
  }
  return clusters;
}

/** What may stand beside a flag, the best first: the names of the three that matter most, of two, of any one. */
function labelsOf(group: readonly MilestoneView[]): readonly string[] {
  if (group.length === 1) return [group[0]?.text ?? ''];
  const named = new Map(group.filter(isMajor).map((milestone) => [milestone.text, rankOf(milestone)]));
  const ranked = [...named].sort(([, a], [, b]) => a - b).map(([text]) => text);
  const several = [3, 2].map((most) => {
    const kept = new Set(ranked.slice(0, most));
    return [...named.keys()].filter((text) => kept.has(text)).join(' · ');
  });
  return [...several, ...ranked];
}
