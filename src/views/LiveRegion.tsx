import type { MilestoneView } from '../analysis/outline.ts';
import { milestoneIndexAt } from '../shell/stores.ts';
import { clock } from '../ui/format.ts';
import { useCursor, useRun } from './session.ts';

const NONE: readonly MilestoneView[] = [];

/** Says where a step or jump has led, and what an edit has done; silent while playing or scrubbing. */
export function LiveRegion() {
  const milestones = useRun((state) => state.summary?.milestones) ?? NONE;
  const text = useCursor((state) => {
    if (state.mode !== 'paused') return '';
    if (state.said !== '') return state.said;
    const milestone = milestones[milestoneIndexAt(milestones, state.time)];
    return milestone?.time === state.time ? `${clock(state.time)}: ${milestone.text}` : clock(state.time);
  });
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
