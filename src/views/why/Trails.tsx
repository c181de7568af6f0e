import { Suspense } from 'react';
import { lazy } from '../../ui/lazy.tsx';
import { useSelection } from '../session.ts';
import type { StageTrailProps, TimelineTrailProps } from './trail-props.ts';

const OnStage = lazy('answer', async () => (await import('./AnswerTrail.tsx')).OnStage);
const OnTimeline = lazy('answer', async () => (await import('./AnswerTrail.tsx')).OnTimeline);

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
