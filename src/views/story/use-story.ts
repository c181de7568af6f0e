import { useStore } from 'zustand';
import type { StoryStepView } from '../../analysis/outline.ts';
import type { StoryState } from '../../shell/stores.ts';
import { storyPlace, type StoryPlace } from '../../shell/story-place.ts';
import { useCursor, useLayout, useRun, useSession } from '../session.ts';

const NONE: readonly StoryStepView[] = [];

export function useStoryState<T>(select: (state: StoryState) => T): T {
  return useStore(useSession().stores.story, select);
}

export interface Story extends StoryPlace {
  readonly steps: readonly StoryStepView[];
}

/**
 * The story, and where the cursor is in it; whoever writes it sees all of the run. Renders again only where that changes.
 */
export function useStory(): Story {
  const steps = useRun((state) => state.summary?.story) ?? NONE;
  const writing = useLayout((all) => all.editing);
  const dragging = useRun((state) => state.dragged !== undefined);
  const state = useStoryState((all) => all);
  const step = useCursor(({ time }) => storyPlace(steps, time, state, dragging).step);
  const open = useCursor(({ time }) => storyPlace(steps, time, state, dragging).open && !writing);
  const veiled = useCursor(({ time }) => storyPlace(steps, time, state, dragging).veiled && !writing);
  return { steps, step, open, veiled };
}

/** Whether a question keeps the future hidden. */
export function useVeiled(): boolean {
  return useStory().veiled;
}
