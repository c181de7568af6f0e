import { useMemo } from 'react';
import type { MilestoneView } from '../../analysis/outline.ts';
import { filterMilestones } from '../../shell/milestone-filter.ts';
import { useLayout, useRun } from '../session.ts';

const NONE: readonly MilestoneView[] = [];

/** The milestones that the filter leaves. */
export function useShownMilestones(): readonly MilestoneView[] {
  const milestones = useRun((state) => state.summary?.milestones) ?? NONE;
  const filter = useLayout((state) => state.filter);
  return useMemo(() => filterMilestones(milestones, filter), [milestones, filter]);
}
