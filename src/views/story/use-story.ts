import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { StoryStepView } from '../../analysis/outline.ts';
import type { SimTime } from '../../lib/units.ts';
import type { StoryState } from '../../shell/stores.ts';
import { storyPlace, type StoryPlace, type Telling } from '../../shell/story-place.ts';
import { useCursor, useLayout, useRun, useSession } from '../session.ts';

const NONE: readonly StoryStepView[] = [];

export function useStoryState<T>(select: (state: StoryState) => T): T {
  return useStore(useSession().stores.story, select);
}

export interface Story extends Omit<StoryPlace, 'horizon'> {
  readonly steps: readonly StoryStepView[];
}

/**
 * The story, and where the cursor is in it; whoever writes it sees all of the run. Renders again only where that changes.
 */
export function useStory(): Story {
  const steps = useSteps();
  const writing = useLayout((all) => all.editing);
  const place = useStoryPlace(useShallow(({ step, open, asking }) => ({ step, open, asking })));
  return { steps, ...place, ...(writing ? { open: false, asking: -1 } : {}) };
}

/** Whether a question keeps the future hidden, or a part of it. */
export function useVeiled(): boolean {
  return useHorizon((horizon) => horizon !== undefined);
}

/** Until when the run is told; undefined: all of it. Renders again only where what is selected changes. */
export function useHorizon<T>(select: (horizon: SimTime | undefined) => T): T {
  const writing = useLayout((all) => all.editing);
  return useStoryPlace(({ horizon }) => select(writing ? undefined : horizon));
}

function useSteps(): readonly StoryStepView[] {
  return useRun((state) => state.summary?.story) ?? NONE;
}

function useStoryPlace<T>(select: (place: StoryPlace) => T): T {
  const steps = useSteps();
  const dragging = useRun((state) => state.dragged !== undefined);
  const edited = useRun((state) => state.scenario !== state.original);
  const state = useStoryState((all) => all);
  const telling: Telling = { dragging, edited };
  return useCursor(({ time }) => select(storyPlace(steps, time, state, telling)));
}
