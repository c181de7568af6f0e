import type { StoryStepView } from '../analysis/outline.ts';
import type { SimTime } from '../lib/units.ts';
import type { Playback } from './playback.ts';
import type { Stores, StoryAnswer } from './stores.ts';
import { isSettled, signature, type Steps, storyPlace, type StoryPlace, tellingOf } from './story-place.ts';

/** Goes through the story, and answers its questions. */
export class StoryGuide {
  /** The cursor's time at which the next step was asked for before the run had come to it. */
  private awaiting: SimTime | undefined;

  constructor(
    private readonly stores: Stores,
    private readonly playback: Playback,
  ) {}

  private get steps(): Steps {
    return this.stores.run.getState().summary?.story ?? [];
  }

  private get place(): StoryPlace {
    const { time } = this.stores.cursor.getState();
    return storyPlace(this.steps, time, this.stores.story.getState(), tellingOf(this.stores));
  }

  /** To the step at a place of the story. */
  goTo(place: number): void {
    const step = this.steps[place];
    if (step === undefined) return;
    const asking = this.steps.findIndex((earlier, index) => index < place && this.isUnasked(earlier));
    // Whoever skips a question is led to it, and asked whether to go beyond.
    if (asking >= 0) this.playback.jumpTo(this.steps[asking]?.time ?? 0);
    this.stores.story.setState({ chosen: asking >= 0 ? asking : place });
    this.playback.jumpTo(step.time);
  }

  /** Whether a step asks something that was neither answered nor passed. */
  private isUnasked(step: StoryStepView): boolean {
    const { time } = this.stores.cursor.getState();
    return (
      step.ask !== undefined &&
      time < step.ask.when &&
      !isSettled(step, this.stores.story.getState(), tellingOf(this.stores))
    );
  }

  /** A question blocks it until it is answered or skipped. A step that the run has yet to come to is waited for. */
  next(): void {
    const { step, open } = this.place;
    if (open) return;
    const coming = this.steps[step + 1] === undefined && this.stores.run.getState().computed !== undefined;
    this.awaiting = coming ? this.stores.cursor.getState().time : undefined;
    this.goTo(step + 1);
  }

  /** There is more of the run: goes on to the step that was waited for, unless the cursor was moved meanwhile. */
  reachAwaited(): void {
    if (this.awaiting === this.stores.cursor.getState().time) this.next();
  }

  /** Waits for nothing any more. */
  forget(): void {
    this.awaiting = undefined;
  }

  previous(): void {
    this.goTo(this.place.step - 1);
  }

  /** Shows the answer to the question ahead, and what comes until the next one. */
  revealAhead(): void {
    const { open, asking } = this.place;
    const step = open ? undefined : this.steps[asking];
    if (step !== undefined) this.note(step, 'revealed', undefined);
  }

  /** Answers the open question with the choice at `index`. */
  answer(index: number): void {
    const choice = this.openStep()?.ask?.choices[index];
    if (choice !== undefined) this.settle('answered', choice.id);
  }

  /** Leaves the question: the story goes on, and the future stays hidden until the run tells the answer. */
  skip(): void {
    this.settle('skipped', undefined);
  }

  /** Shows the answer without a prediction, and goes where the cursor was held back from. */
  reveal(): void {
    const { beyond } = this.stores.story.getState();
    this.settle('revealed', undefined);
    if (beyond !== undefined) this.playback.jumpTo(beyond);
  }

  /** Stays before the answer. */
  keepHidden(): void {
    this.stores.story.setState({ beyond: undefined });
  }

  private openStep(): StoryStepView | undefined {
    const { step, open } = this.place;
    return open ? this.steps[step] : undefined;
  }

  private settle(state: StoryAnswer['state'], choice: string | undefined): void {
    const step = this.openStep();
    if (step !== undefined) this.note(step, state, choice);
  }

  private note(step: StoryStepView, state: StoryAnswer['state'], choice: string | undefined): void {
    const answer = { state, choice, of: signature(step) };
    this.stores.story.setState(({ answers }) => ({
      answers: { ...answers, [step.index]: answer },
      beyond: undefined,
    }));
  }
}
