import { memo, useMemo } from 'react';
import type { MilestoneView } from '../../analysis/outline.ts';
import { around } from '../../shell/time-window.ts';
import { Icon } from '../../ui/Icon.tsx';
import { clock, shortClock, spokenDuration } from '../../ui/format.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { rankOf } from '../milestone-rank.ts';
import { useCursor, useSession } from '../session.ts';
import { clusterMilestones, type Cluster } from './clusters.ts';

interface MilestoneRowProps {
  readonly milestones: readonly MilestoneView[];
  readonly scale: TimeScale;
  readonly duration: number;
}

/** A flag for each milestone, or for several that stand together. */
export const MilestoneRow = memo(function MilestoneRow({ milestones, scale, duration }: MilestoneRowProps) {
  const clusters = useMemo(() => clusterMilestones(milestones, scale), [milestones, scale]);
  return (
    <div className="milestone-row">
      {clusters.map((cluster) => (
        <Flag key={cluster.milestones[0]?.id ?? cluster.x} cluster={cluster} duration={duration} />
      ))}
    </div>
  );
});

interface FlagProps {
  readonly cluster: Cluster;
  readonly duration: number;
}

/** Going on from inside a cluster leads to its next milestone; its button zooms the timeline to it. */
function Flag({ cluster, duration }: FlagProps) {
  const session = useSession();
  const { milestones, label, side, x, violated } = cluster;
  const first = milestones[0];
  const last = milestones.at(-1);
  const past = useCursor((state) => first !== undefined && state.time >= first.time);
  if (first === undefined || last === undefined) return undefined;
  const several = milestones.length > 1;
  return (
    <div
      className={`flag${several ? ' flag-several' : ''}${past ? ' flag-past' : ''}${violated ? ' flag-violated' : ''}`}
      style={{ left: x }}
    >
      <button
        type="button"
        role="link"
        className="flag-link"
        aria-label={nameOf(milestones)}
        title={milestones.slice(0, 12).map(titleOf).join('\n')}
        onClick={() => session.playback.jumpTo(first.time)}
      >
        <svg width="11" height="14" viewBox="0 0 11 14" aria-hidden="true" focusable="false">
          <path className="flag-cloth" d="M1 1H10L8 4L10 7H1" />
          <path className="flag-pole" d="M1 1V13.5" />
        </svg>
      </button>
      <div className={`flag-label flag-label-${side}`}>
        {cluster.zoomable ? (
          <button
            type="button"
            className="flag-zoom"
            aria-label={words.milestones.zoom(milestones.length, spokenDuration(last.time - first.time))}
            title={words.milestones.zoom(milestones.length, spokenDuration(last.time - first.time))}
            onClick={() => session.window.glideTo(around(first.time, last.time, duration))}
          >
            <Icon name="plus" size={12} />
          </button>
        ) : undefined}
        {label === '' ? undefined : <span>{label}</span>}
      </div>
    </div>
  );
}

function nameOf(milestones: readonly MilestoneView[]): string {
  const [first] = milestones;
  const [most] = [...milestones].sort((a, b) => rankOf(a) - rankOf(b) || a.time - b.time);
  if (first === undefined || most === undefined) return '';
  return milestones.length === 1
    ? words.milestones.link(first.text, clock(first.time))
    : words.milestones.cluster(most.text, milestones.length - 1, clock(first.time));
}

function titleOf(milestone: MilestoneView): string {
  return `${shortClock(milestone.time)} s  ${milestone.text}`;
}
