import { createActor } from 'xstate';
import type { MilestoneView } from '../analysis/outline.ts';
import type { StepDirection, StepTo } from '../analysis/steps.ts';
import { MILLISECOND, type SimTime } from '../lib/units.ts';
import { shownMilestones } from './milestone-filter.ts';
import { screenAt, timeAt } from './pace.ts';
import { playerMachine } from './player.ts';
import { Reading } from './reading.ts';
import type { SimulationPort } from './simulation-port.ts';
import { milestoneAfter, milestoneBefore, milestoneIndexAt, type Stores } from './stores.ts';
import { admitted, questionUntil } from './story-place.ts';

/** The browser's clock and frames, so that tests can bring their own. */
export interface Frames {
  request(onFrame: (nowMs: number) => void): number;
  cancel(handle: number): void;
  reducedMotion(): boolean;
}

/** A jump of the wall clock longer than this is a page that was asleep, not time that somebody watched. */
const LONGEST_FRAME_MS = 250;
/** With reduced motion the cursor rests this long on one event before it goes on to another. */
const HOLD_MS = 600;

/** Moves the cursor: by itself while playing, else by steps and jumps. */
export class Playback {
  private readonly actor = createActor(playerMachine);
  private readonly reading: Reading;
  private frame: number | undefined;
  private lastMs: number | undefined;
  private stepping = false;
  /** Where the last step came to. */
  private stepped: SimTime | undefined;
  /** Where the cursor is between two microseconds, so that slow playing does not lose them. */
  private head = 0;
  /** Violations at which playing has paused already; each pauses once a run. */
  private shown: { digest: string; violations: Set<string> } = { digest: '', violations: new Set() };

  constructor(
    private readonly port: SimulationPort,
    private readonly stores: Stores,
    private readonly frames: Frames,
  ) {
    this.reading = new Reading(stores);
    this.actor.subscribe((snapshot) => {
      const mode = typeof snapshot.value === 'string' ? snapshot.value : 'scrubbing';
      if (mode === this.stores.cursor.getState().mode) return;
      this.stores.cursor.setState({ mode });
      if (mode === 'playing') this.start();
      else this.stop();
    });
    this.actor.start();
  }

  private get end(): SimTime {
    return this.stores.run.getState().summary?.end ?? 0;
  }

  private get time(): SimTime {
    return this.stores.cursor.getState().time;
  }

  /** A run can be read from now on; the cursor stays paused. */
  loaded(): void {
    this.actor.send({ type: 'LOADED' });
  }

  play(): void {
    if (this.time >= this.end) this.moveTo(0);
    this.actor.send({ type: 'PLAY' });
  }

  pause(): void {
    this.actor.send({ type: 'PAUSE' });
  }

  toggle(): void {
    if (this.stores.cursor.getState().mode === 'playing') this.pause();
    else this.play();
  }

  hidden(): void {
    this.actor.send({ type: 'HIDDEN' });
  }

  grab(time: SimTime): void {
    this.actor.send({ type: 'GRAB' });
    this.moveTo(time);
  }

  release(): void {
    this.actor.send({ type: 'RELEASE' });
  }

  setSpeed(speed: number): void {
    this.stores.cursor.setState({ speed });
  }

  setDirector(director: boolean): void {
    this.stores.cursor.setState({ director });
  }

  /** Puts the cursor at `time`, within the run and not beyond an open question, on a whole microsecond. */
  moveTo(time: SimTime): void {
    const wanted = Math.min(this.end, Math.max(0, time));
    this.head = admitted(this.stores, wanted);
    this.stores.cursor.setState({ time: Math.round(this.head) });
    if (this.head < wanted && this.stores.cursor.getState().mode === 'playing') this.pause();
  }

  /** Pauses, and puts the cursor at `time`. */
  jumpTo(time: SimTime): void {
    this.pause();
    this.moveTo(time);
  }

  /**
   * Pauses, and puts the cursor at `time`, as if it came from before all questions: those on the way there are known only
   * when the run is whole, and must not depend on how far it was when the cursor set out.
   */
  comeTo(time: SimTime): void {
    this.pause();
    this.stores.story.setState({ beyond: undefined });
    this.head = Math.min(this.end, Math.max(0, time));
    this.stores.cursor.setState({ time: Math.round(this.head) });
  }

  /**
   * Where something done now is to happen: at the event that was stepped to, or at the next whole millisecond, to which
   * the cursor goes. Earlier would be before what is on the screen.
   */
  settle(): SimTime {
    const { time } = this;
    const milestones = this.stores.run.getState().summary?.milestones ?? [];
    const onEvent = time === this.stepped || milestones[milestoneIndexAt(milestones, time)]?.time === time;
    if (!onEvent && time % MILLISECOND !== 0) this.moveTo(Math.ceil(time / MILLISECOND) * MILLISECOND);
    return this.time;
  }

  toStart(): void {
    this.jumpTo(0);
  }

  toEnd(): void {
    this.jumpTo(this.end);
  }

  nextMilestone(): void {
    const milestone = milestoneAfter(shownMilestones(this.stores), this.time);
    this.jumpTo(milestone?.time ?? this.end);
  }

  previousMilestone(): void {
    const milestone = milestoneBefore(shownMilestones(this.stores), this.time);
    this.jumpTo(milestone?.time ?? 0);
  }

  /** To the next event (or what else is stepped to), or the one before. Steps asked for while one is on its way are dropped. */
  async step(direction: StepDirection, to: StepTo = { type: 'event' }): Promise<void> {
    this.pause();
    await this.stepFrom(this.time, direction, to);
  }

  dispose(): void {
    this.stop();
    this.actor.stop();
  }

  private async stepFrom(from: SimTime, direction: StepDirection, to: StepTo): Promise<void> {
    if (this.stepping) return;
    this.stepping = true;
    try {
      const time = await this.port.ask('step', from, direction, to);
      this.moveTo(time ?? (direction === 'forward' ? this.end : 0));
      this.stepped = this.time;
    } finally {
      this.stepping = false;
    }
  }

  private start(): void {
    this.lastMs = undefined;
    this.reading.begin();
    this.frame = this.frames.request(this.onFrame);
  }

  private stop(): void {
    if (this.frame !== undefined) this.frames.cancel(this.frame);
    this.frame = undefined;
  }

  private readonly onFrame = (nowMs: number): void => {
    const reduced = this.frames.reducedMotion();
    const elapsedMs = nowMs - (this.lastMs ?? nowMs);
    if (!reduced || this.lastMs === undefined || elapsedMs >= HOLD_MS) {
      this.advance(reduced ? Math.min(elapsedMs, HOLD_MS) : Math.min(elapsedMs, LONGEST_FRAME_MS), reduced);
      this.lastMs = nowMs;
    }
    // Of a run that is still computed there is more to come.
    const whole = this.stores.run.getState().computed === undefined;
    if (whole && this.time >= this.end) this.actor.send({ type: 'ENDED' });
    if (this.stores.cursor.getState().mode === 'playing') this.frame = this.frames.request(this.onFrame);
  };

  private advance(elapsedMs: number, reduced: boolean): void {
    const elapsed = elapsedMs * 1000 * this.stores.cursor.getState().speed;
    const wanted = this.after(elapsed);
    const next = this.reading.admit(wanted, elapsed);
    const violation = this.violationUntil(next);
    // From event to event: the first at or after where the cursor would be.
    const question = questionUntil(this.stores, Math.min(next, violation?.time ?? next));
    if (question !== undefined) this.jumpTo(question);
    else if (violation !== undefined) this.jumpTo(violation.time);
    else if (reduced && elapsedMs > 0 && next === wanted)
      void this.stepFrom(Math.min(this.end, Math.round(next)) - 1, 'forward', { type: 'event' });
    else this.moveTo(next);
  }

  /** Where the cursor is `elapsed` µs of screen time at normal speed from now. */
  private after(elapsed: number): SimTime {
    const { director } = this.stores.cursor.getState();
    const from = Math.round(this.head) === this.time ? this.head : this.time;
    const pace = director ? this.stores.run.getState().summary?.pace : undefined;
    if (pace === undefined) return from + elapsed;
    return timeAt(pace, screenAt(pace, from) + elapsed);
  }

  /** The first violation on the way to `next` at which playing has not paused yet. */
  private violationUntil(next: SimTime): MilestoneView | undefined {
    const { summary } = this.stores.run.getState();
    if (summary === undefined) return undefined;
    if (this.shown.digest !== summary.digest) this.shown = { digest: summary.digest, violations: new Set() };
    const violation = summary.milestones.find(
      ({ id, type, time }) =>
        type === 'invariant-violated' && time > this.time && time <= next && !this.shown.violations.has(id),
    );
    if (violation !== undefined) this.shown.violations.add(violation.id);
    return violation;
  }
}
