import { lazy, Suspense } from 'react';
import type { Lane } from '../../analysis/picture.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { useSelection } from '../session.ts';
import type { StageLayout } from '../stage/place.ts';
import type { StageEdge } from '../stage/routes.ts';

const OnStage = lazy(() => import('./AnswerTrail.tsx').then((module) => ({ default: module.OnStage })));
const OnTimeline = lazy(() => import('./AnswerTrail.tsx').then((module) => ({ default: module.OnTimeline })));

export interface StageTrailProps {
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
}

/** While a panel tells of a way through the system: that way over the lines of the stage. */
export function StageTrail(props: StageTrailProps) {
  const panel = useSelection((state) => state.panel);
  if (panel?.type !== 'why' && panel?.type !== 'request') return undefined;
  return (
    <Suspense>
      <OnStage panel={panel} {...props} />
    </Suspense>
  );
}

export interface TimelineTrailProps {
  readonly lanes: readonly Lane[];
  readonly scale: TimeScale;
}

/** The same way on the lanes of the timeline. */
export function TimelineTrail(props: TimelineTrailProps) {
  const panel = useSelection((state) => state.panel);
  if (panel?.type !== 'why' && panel?.type !== 'request') return undefined;
  return (
    <Suspense>
      <OnTimeline panel={panel} {...props} />
    </Suspense>
  );
}
