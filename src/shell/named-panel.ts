/** Panels about a milestone that is named in words: `why:primary-elected:db-2@12s`, as links of other pages have them. */
import { findMilestone, readMilestoneName } from '../analysis/milestone-name.ts';
import type { Panel, RunState } from './stores.ts';

/** Whether it is still to be found which milestone a panel tells of. */
export function isNamed(panel: Panel | undefined): boolean {
  return panel !== undefined && 'id' in panel && readMilestoneName(panel.id) !== undefined;
}

/** The panel about that milestone; the same as before if it may come yet, undefined if it does not come. */
export function foundPanel(
  panel: Panel | undefined,
  { summary, computed }: Pick<RunState, 'summary' | 'computed'>,
): Panel | undefined {
  if (panel === undefined || !('id' in panel)) return panel;
  const name = readMilestoneName(panel.id);
  if (name === undefined) return panel;
  const found = findMilestone(summary?.milestones ?? [], name);
  if (found !== undefined) return { ...panel, id: found.id };
  return computed === undefined ? undefined : panel;
}
