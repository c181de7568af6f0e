/** The story along the cursor: which step one is at, and what its questions hide. */
import type { StoryQuestion, StoryStepView } from '../analysis/outline.ts';
import type { SimTime } from '../lib/units.ts';
import type { Stores, StoryAnswer, StoryState } from './stores.ts';

/** Where the cursor is in the story. */
export interface StoryPlace {
  /** The place of the current step in the story; -1 before the first. */
  readonly step: number;
  /** The current step asks, and is not answered. */
  readonly open: boolean;
  /** The place of the step whose question hides something; -1 if none does. */
  readonly asking: number;
  /**
   * Until when the run is told; undefined: all of it. An open or skipped question hides what comes after the cursor, one
   * that lies ahead what comes after it: what the end shows is no question any more.
   */
  readonly horizon: SimTime | undefined;
}

/** The run that the story is told of. */
export interface Telling {
  /** A fault is being dragged; what was answered once then stays answered, whatever the run says. */
  readonly dragging: boolean;
  /** It is another run than the story was written for: what the user wants to see come is not hidden ahead of time. */
  readonly edited: boolean;
}

export function tellingOf({ run }: Stores): Telling {
  const { scenario, original, dragged } = run.getState();
  return { dragging: dragged !== undefined, edited: scenario !== original };
}

export type Steps = readonly StoryStepView[];
/** A step with its question. */
type Asking = StoryStepView & { readonly ask: StoryQuestion };

export function storyPlace(steps: Steps, time: SimTime, state: StoryState, telling: Telling): StoryPlace {
  const hiding = steps.findLastIndex((step) => hides(step, time, state, telling));
  const hidden = steps[hiding];
  if (hidden === undefined) {
    const asking = questionAhead(steps, time, state, telling);
    return { step: stepAt(steps, time, state), open: false, asking, horizon: steps[asking]?.time };
  }
  const open = !isSettled(hidden, state, telling);
  return { step: open ? hiding : stepAt(steps, time, state), open, asking: hiding, horizon: time };
}

/** What became of a step's question in this run; undefined while it is open. */
export function answerTo(step: StoryStepView, state: StoryState, dragging = false): StoryAnswer | undefined {
  const answer = state.answers[step.index];
  if (answer !== undefined && (dragging || answer.of === signature(step))) return answer;
  const passed = step.ask !== undefined && step.ask.when <= state.passed;
  return passed ? { state: 'revealed', choice: undefined, of: signature(step) } : undefined;
}

/** The place of the first question after `time` that nobody answered; -1 if there is none. */
function questionAhead(
  steps: Steps,
  time: SimTime,
  state: StoryState,
  { dragging, edited }: Telling,
): number {
  if (edited || dragging) return -1;
  return steps.findIndex((step) => step.time > time && isAsked(step, state));
}

function isAsked(step: StoryStepView, state: StoryState): boolean {
  return step.ask !== undefined && step.time < step.ask.when && answerTo(step, state) === undefined;
}

/**
 * How far the cursor may go towards `time`: a question asks before it lets anyone see the answer, but for whoever writes
 * the scenario.
 */
export function admitted(stores: Stores, time: SimTime): SimTime {
  if (stores.layout.getState().editing) return time;
  const steps = stores.run.getState().summary?.story ?? [];
  const { time: now } = stores.cursor.getState();
  const state = stores.story.getState();
  const telling = tellingOf(stores);
  const place = storyPlace(steps, now, state, telling);
  const when = place.open ? steps[place.step]?.ask?.when : undefined;
  if (when !== undefined && time >= when) {
    stores.story.setState({ beyond: Math.round(time) });
    // Short of the next step too, so that the answer is told where the question was asked.
    const next = steps[place.step + 1]?.time ?? when;
    return Math.max(now, Math.min(when, next) - 1);
  }
  const ahead = place.open ? undefined : steps[questionAhead(steps, now, state, telling)];
  if (ahead !== undefined && time > ahead.time) {
    stores.story.setState({ beyond: Math.round(time) });
    return ahead.time;
  }
  if (state.beyond !== undefined) stores.story.setState({ beyond: undefined });
  return time;
}

/** The first open question on the way to `time`: playing pauses there, for a prediction. */
export function questionUntil(stores: Stores, time: SimTime): SimTime | undefined {
  if (stores.layout.getState().editing) return undefined;
  const { summary } = stores.run.getState();
  const { time: now } = stores.cursor.getState();
  const state = stores.story.getState();
  const telling = tellingOf(stores);
  return summary?.story.find(
    (step) =>
      step.time > now &&
      step.time <= time &&
      hides(step, step.time, state, telling) &&
      !isSettled(step, state, telling),
  )?.time;
}

function stepAt(steps: Steps, time: SimTime, { chosen }: StoryState): number {
  const last = steps.findLastIndex((step) => step.time <= time);
  const wanted = chosen === undefined ? undefined : steps[chosen];
  return chosen !== undefined && wanted !== undefined && wanted.time === steps[last]?.time ? chosen : last;
}

/** Whether a step's question keeps what comes after `time` hidden. */
function hides(step: StoryStepView, time: SimTime, state: StoryState, telling: Telling): step is Asking {
  if (step.ask === undefined || time < step.time || time >= step.ask.when) return false;
  return !isSettled(step, state, telling) || answerTo(step, state, telling.dragging)?.state === 'skipped';
}

/**
 * Whether a question need not be asked: it was answered in this run, or the run was changed since, by somebody who wants to
 * see what comes of it.
 */
export function isSettled(step: StoryStepView, state: StoryState, { dragging, edited }: Telling): boolean {
  return answerTo(step, state, dragging) !== undefined || (edited && state.answers[step.index] !== undefined);
}

/** The right answers: an answer given for others does not count. */
export function signature({ ask }: StoryStepView): string {
  return JSON.stringify(ask?.answers);
}
