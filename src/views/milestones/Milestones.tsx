import { lazy, Suspense } from 'react';

const MilestonePanel = lazy(async () => ({ default: (await import('./MilestonePanel.tsx')).MilestonePanel }));

/** The list of milestones, loaded when somebody first looks at it. */
export function Milestones() {
  return (
    <Suspense fallback={<section className="milestones" />}>
      <MilestonePanel />
    </Suspense>
  );
}
