import type { StoryStepView } from '../analysis/outline.ts';
import { SECOND, type Duration, type SimTime } from '../lib/units.ts';
import { readingTime } from '../scenario/story-length.ts';
import type { Stores } from './stores.ts';

/** Nobody watches a picture that stands still for longer: who reads more slowly pauses, or goes back a step. */
const LONGEST: Duration = 8 * SECOND;

/** Gives each step of the story the time to be read: played by the director, the step after it waits for that long. */
export class Reading {
  private step: string | undefined;
  /** Screen time for which the step has been shown. */
  private shown: Duration = 0;

  constructor(private readonly stores: Stores) {}

  /** Somebody presses Play: what stands there was read. */
  begin(): void {
    this.step = keyOf(this.stepAt(this.stores.cursor.getState().time));
    this.shown = LONGEST;
  }

  /** How far the cursor may go towards `wanted`, `elapsed` µs of screen time after the last time that it was asked for. */
  admit(wanted: SimTime, elapsed: Duration): SimTime {
    const { time, director } = this.stores.cursor.getState();
    const step = this.stepAt(time);
    if (keyOf(step) !== this.step) this.shown = 0;
    this.step = keyOf(step);
    this.shown += elapsed;
    if (!director || !this.isRead) return wanted;
    const read = step === undefined || this.shown >= Math.min(LONGEST, readingTime(step.say));
    // A frame may pass more than one step.
    const [next, afterNext] = new Set(this.steps.flatMap((later) => (later.time > time ? later.time : [])));
    const until = read ? afterNext : next;
    return until === undefined || until > wanted ? wanted : Math.max(time, until - 1);
  }

  private get steps(): readonly StoryStepView[] {
    return this.stores.run.getState().summary?.story ?? [];
  }

  /** Whether the story is what stands beside the stage. */
  private get isRead(): boolean {
    const { presenting, editing, leftTab, leftFolded } = this.stores.layout.getState();
    return presenting || (!editing && leftTab === 'story' && !leftFolded);
  }

  private stepAt(time: SimTime): StoryStepView | undefined {
    return this.steps.findLast((step) => step.time <= time);
  }
}

function keyOf(step: StoryStepView | undefined): string | undefined {
  return step === undefined ? undefined : `${String(step.index)} ${String(step.time)}`;
}
