/** Plays a stretch of a scenario over and over, without controls: the picture of the first page. */
import type { RunSummary } from '../analysis/outline.ts';
import { MILLISECOND, SECOND, type SimTime } from '../lib/units.ts';
import { builtInScenario } from './built-in-scenarios.ts';
import { screenAt } from './pace.ts';
import type { Session } from './session.ts';

/** What is shown: from a little before the first fault until users can write again, and a little longer. */
interface Stretch {
  readonly from: SimTime;
  readonly to: SimTime;
  /** The moment that stands for all of it. */
  readonly still: SimTime;
}

const BEFORE = 1.5 * SECOND;
const AFTER = 1 * SECOND;
const STILL_AFTER = 4 * MILLISECOND;
/** Screen time of the stretch, and how long its end is looked at. */
const LENGTH = 20 * SECOND;
const HOLD_MS = 1500;

export class Demo {
  private stretch: Stretch | undefined;
  private seen = false;
  private holding: ReturnType<typeof setTimeout> | undefined;

  /** `still`: it is to stand still. */
  constructor(
    readonly session: Session,
    private readonly still: boolean,
  ) {}

  /** Runs the scenario, without its story: nothing is asked here. */
  async open(slug: string): Promise<void> {
    const scenario = await builtInScenario(slug)?.load();
    if (scenario === undefined) return;
    const nowhere = { slug: undefined, file: undefined, draft: undefined };
    await this.session.openScenario({ ...scenario, story: [] }, nowhere);
    const { run, cursor } = this.session.stores;
    this.begin();
    run.subscribe(() => this.begin());
    cursor.subscribe(({ time, mode }) => {
      if (mode === 'playing' && this.stretch !== undefined && time >= this.stretch.to) this.hold();
    });
  }

  /** Plays only while somebody can see it. */
  watch(seen: boolean): void {
    this.seen = seen;
    if (this.stretch === undefined || this.still) return;
    if (!seen) this.stop();
    else if (this.holding === undefined) this.session.playback.play();
  }

  dispose(): void {
    this.stop();
    this.session.dispose();
  }

  /** Once the run is whole. */
  private begin(): void {
    const { summary, computed } = this.session.stores.run.getState();
    if (this.stretch !== undefined || summary === undefined || computed !== undefined) return;
    const stretch = stretchOf(summary);
    this.stretch = stretch;
    const length = screenAt(summary.pace, stretch.to) - screenAt(summary.pace, stretch.from);
    this.session.playback.setSpeed(length / LENGTH);
    this.session.playback.jumpTo(this.still ? stretch.still : stretch.from);
    this.watch(this.seen);
  }

  private hold(): void {
    this.session.playback.pause();
    this.holding = setTimeout(() => {
      this.holding = undefined;
      this.session.playback.jumpTo(this.stretch?.from ?? 0);
      this.watch(this.seen);
    }, HOLD_MS);
  }

  private stop(): void {
    clearTimeout(this.holding);
    this.holding = undefined;
    this.session.playback.pause();
  }
}

function stretchOf({ faults, milestones, end }: RunSummary): Stretch {
  const fault = faults[0]?.at ?? 0;
  const after = (type: string) => milestones.find((one) => one.type === type && one.time > fault)?.time;
  const promoted = after('primary-promoted') ?? end;
  return {
    from: Math.max(0, fault - BEFORE),
    to: Math.min(end, (after('first-write-accepted') ?? promoted) + AFTER),
    still: Math.min(end, promoted + STILL_AFTER),
  };
}
