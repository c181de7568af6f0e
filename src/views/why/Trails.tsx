import { lazy, Suspense } from 'react';
import type { Lane } from '../../analysis/picture.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { useSelection } from '../session.ts';
import type { StageLayout } from '../stage/place.ts';
import type { StageEdge } from '../stage/routes.ts';
import { leavesTrail } from './use-trail.ts';

const StageWay = lazy(() => import('./StageWay.tsx').then((module) => ({ default: module.StageWay })));
const TimelineWay = lazy(() =>
  import('./TimelineWay.tsx').then((module) => ({ default: module.TimelineWay })),
);

interface StageTrailProps {
  readonly edges: ReadonlyMap<string, StageEdge>;
  readonly layout: StageLayout;
}

/** While a panel tells of a way through the system: that way over the lines of the stage. */
export function StageTrail(props: StageTrailProps) {
  const panel = useSelection((state) => state.panel);
  if (!leavesTrail(panel)) return undefined;
  return (
    <Suspense>
      <StageWay panel={panel} {...props} />
    </Suspense>
  );
}

interface TimelineTrailProps {
  readonly lanes: readonly Lane[];
  readonly scale: TimeScale;
}

/** The same way on the lanes of the timeline. */
export function TimelineTrail(props: TimelineTrailProps) {
  const panel = useSelection((state) => state.panel);
  if (!leavesTrail(panel)) return undefined;
  return (
    <Suspense>
      <TimelineWay panel={panel} {...props} />
    </Suspense>
  );
}
