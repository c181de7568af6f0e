import type { Registered } from '../kinds/calling/task.ts';
import type { SimTime } from '../lib/units.ts';
import type { Run } from './run.ts';

/** The znodes that exist at a time as the ensemble has committed them, each with when it was created. */
export function registeredAt(run: Run, time: SimTime): readonly Registered[] {
  const found = new Map<string, SimTime>();
  for (const milestone of run.simulation.recording.milestones) {
    if (milestone.time > time) break;
    const path = String(milestone.data.path);
    if (milestone.type === 'znode-created') found.set(path, milestone.time);
    else if (milestone.type === 'znode-deleted') found.delete(path);
  }
  return [...found].map(([path, since]) => ({ path, since }));
}
