/** The story along the cursor: which step one is at, and what an open question hides. */
import type { StoryQuestion, StoryStepView } from '../analysis/outline.ts';
import type { SimTime } from '../lib/units.ts';
import type { Stores, StoryAnswer, StoryState } from './stores.ts';

/** Where the cursor is in the story. */
export interface StoryPlace {
  /** The place of the current step in the story; -1 before the first. */
  readonly step: number;
  /** The current step asks, and is not answered. */
  readonly open: boolean;
  /** The future stays hidden: a question is open, or was skipped. */
  readonly veiled: boolean;
}

export type Steps = readonly StoryStepView[];
/** A step with its question. */
type Asking = StoryStepView & { readonly ask: StoryQuestion };

/** `dragging`: a fault is being dragged; what was answered once then stays answered, whatever the run says. */
export function storyPlace(steps: Steps, time: SimTime, state: StoryState, dragging: boolean): StoryPlace {
  const hiding = steps.findLastIndex((step) => hides(step, time, state, dragging));
  const asking = steps[hiding];
  const open = asking !== undefined && answerTo(asking, state, dragging) === undefined;
  return { step: open ? hiding : stepAt(steps, time, state), open, veiled: hiding >= 0 };
}

/** What became of a step's question in this run; undefined while it is open. */
export function answerTo(step: StoryStepView, state: StoryState, dragging = false): StoryAnswer | undefined {
  const answer = state.answers[step.index];
  return answer !== undefined && (dragging || answer.of === signature(step)) ? answer : undefined;
}

/**
 * How far the cursor may go towards `time`: an open question asks before it lets anyone see the answer, but for whoever
 * writes the scenario.
 */
export function admitted(stores: Stores, time: SimTime): SimTime {
  if (stores.layout.getState().editing) return time;
  const { summary, dragged } = stores.run.getState();
  const { time: now } = stores.cursor.getState();
  const steps = summary?.story ?? [];
  const state = stores.story.getState();
  const dragging = dragged !== undefined;
  const place = storyPlace(steps, now, state, dragging);
  const when = place.open ? steps[place.step]?.ask?.when : undefined;
  if (when !== undefined && time >= when) {
    stores.story.setState({ beyond: Math.round(time) });
    // Short of the next step too, so that the answer is told where the question was asked.
    const next = steps[place.step + 1]?.time ?? when;
    return Math.max(now, Math.min(when, next) - 1);
  }
  if (state.beyond !== undefined) stores.story.setState({ beyond: undefined });
  return time;
}

/** The first open question on the way to `time`: playing pauses there, for a prediction. */
export function questionUntil(stores: Stores, time: SimTime): SimTime | undefined {
  if (stores.layout.getState().editing) return undefined;
  const { summary, dragged } = stores.run.getState();
  const { time: now } = stores.cursor.getState();
  const state = stores.story.getState();
  const dragging = dragged !== undefined;
  return summary?.story.find(
    (step) =>
      step.time > now &&
      step.time <= time &&
      hides(step, step.time, state, dragging) &&
      answerTo(step, state, dragging) === undefined,
  )?.time;
}

function stepAt(steps: Steps, time: SimTime, { chosen }: StoryState): number {
  const last = steps.findLastIndex((step) => step.time <= time);
  const wanted = chosen === undefined ? undefined : steps[chosen];
  return chosen !== undefined && wanted !== undefined && wanted.time === steps[last]?.time ? chosen : last;
}

/** Whether a step's question keeps what comes after `time` hidden. */
function hides(step: StoryStepView, time: SimTime, state: StoryState, dragging: boolean): step is Asking {
  if (step.ask === undefined || time < step.time || time >= step.ask.when) return false;
  const answer = answerTo(step, state, dragging);
  return answer === undefined || answer.state === 'skipped';
}

/** The right answers: an answer given for others does not count. */
export function signature({ ask }: StoryStepView): string {
  return JSON.stringify(ask?.answers);
}
