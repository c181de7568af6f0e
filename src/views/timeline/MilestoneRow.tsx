import { memo, useMemo } from 'react';
import type { MilestoneView } from '../../analysis/picture.ts';
import { clock, shortClock, spokenDuration } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useCursor, useSession } from '../session.ts';
import { clusterMilestones, type Cluster } from './clusters.ts';

interface MilestoneRowProps {
  readonly milestones: readonly MilestoneView[];
  readonly scale: TimeScale;
}

/** A flag for each milestone, or for several that stand together. */
export const MilestoneRow = memo(function MilestoneRow({ milestones, scale }: MilestoneRowProps) {
  const clusters = useMemo(() => clusterMilestones(milestones, scale.toX, scale.width), [milestones, scale]);
  return (
    <div className="milestone-row">
      {clusters.map((cluster) => (
        <Flag key={cluster.milestones[0]?.id ?? cluster.x} cluster={cluster} />
      ))}
    </div>
  );
});

/** Going on from inside a cluster leads to its next milestone. */
function Flag({ cluster }: { readonly cluster: Cluster }) {
  const session = useSession();
  const { milestones, label, side, x, violated } = cluster;
  const first = milestones[0];
  const last = milestones.at(-1);
  const past = useCursor((state) => first !== undefined && state.time >= first.time);
  if (first === undefined || last === undefined) return undefined;
  const several = milestones.length > 1;
  const name = several
    ? clusterName(milestones.length, first, last)
    : words.milestones.link(first.text, clock(first.time));
  return (
    <button
      type="button"
      role={several ? undefined : 'link'}
      className={`flag${several ? ' flag-several' : ''}${past ? ' flag-past' : ''}${violated ? ' flag-violated' : ''}`}
      aria-label={name}
      title={milestones.slice(0, 12).map(titleOf).join('\n')}
      style={{ left: x }}
      onClick={() => session.playback.jumpTo(first.time)}
    >
      <svg width="11" height="14" viewBox="0 0 11 14" aria-hidden="true" focusable="false">
        <path className="flag-cloth" d="M1 1H10L8 4L10 7H1" />
        <path className="flag-pole" d="M1 1V13.5" />
      </svg>
      {label === '' ? undefined : <span className={`flag-label flag-label-${side}`}>{label}</span>}
    </button>
  );
}

function clusterName(count: number, first: MilestoneView, last: MilestoneView): string {
  return last.time === first.time
    ? words.milestones.clusterAt(count, clock(first.time))
    : `${words.milestones.cluster(count, spokenDuration(last.time - first.time))}, ${clock(first.time)} seconds`;
}

function titleOf(milestone: MilestoneView): string {
  return `${shortClock(milestone.time)} s  ${milestone.text}`;
}
