/** What the screen knows, one vanilla store a concern. Views read them through one-line hooks. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CauseLink, MilestoneView, Picture, RunSummary } from '../analysis/picture.ts';
import type { SimTime } from '../lib/units.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** The scenario with its edits, and the run that was computed of it. */
export interface RunState {
  /** As opened. */
  readonly original: Scenario | undefined;
  /** As edited. */
  readonly scenario: Scenario | undefined;
  /** Earlier versions, the latest last. */
  readonly undo: readonly Scenario[];
  /** The slug of a built-in scenario, or undefined for an opened file. */
  readonly slug: string | undefined;
  readonly summary: RunSummary | undefined;
  /** A bug stopped the simulation: what it said. */
  readonly failure: string | undefined;
}

export type PlayerMode = 'idle' | 'paused' | 'playing' | 'scrubbing';

/** The one time that every view shows. */
export interface CursorState {
  readonly time: SimTime;
  readonly speed: number;
  readonly mode: PlayerMode;
  /** The system at `time`, or a frame earlier while the next picture is on its way. */
  readonly picture: Picture | undefined;
  /** What the live region says. */
  readonly said: string;
}

export interface WhyQuestion {
  readonly id: string;
  readonly text: string;
  /** Undefined while it is being looked up. */
  readonly chain: readonly CauseLink[] | undefined;
}

export interface SelectionState {
  readonly node: string | undefined;
  readonly why: WhyQuestion | undefined;
}

export type Theme = 'light' | 'dark';
export type Sheet = 'milestones' | 'inspect';

export interface LayoutState {
  /** Undefined: what the system prefers. */
  readonly theme: Theme | undefined;
  /** Which panel a narrow screen shows. */
  readonly sheet: Sheet;
  readonly keysOpen: boolean;
}

/** What was wrong with the file opened last. */
export interface FileState {
  readonly problems: readonly Problem[];
  readonly file: string;
}

export interface Stores {
  readonly run: StoreApi<RunState>;
  readonly cursor: StoreApi<CursorState>;
  readonly selection: StoreApi<SelectionState>;
  readonly layout: StoreApi<LayoutState>;
  readonly file: StoreApi<FileState>;
}

export function createStores(): Stores {
  return {
    run: createStore<RunState>(() => ({
      original: undefined,
      scenario: undefined,
      undo: [],
      slug: undefined,
      summary: undefined,
      failure: undefined,
    })),
    cursor: createStore<CursorState>(() => ({
      time: 0,
      speed: 1,
      mode: 'idle',
      picture: undefined,
      said: '',
    })),
    selection: createStore<SelectionState>(() => ({ node: undefined, why: undefined })),
    layout: createStore<LayoutState>(() => ({ theme: undefined, sheet: 'milestones', keysOpen: false })),
    file: createStore<FileState>(() => ({ problems: [], file: '' })),
  };
}

/** The last milestone at or before `time`, as an index; -1 before the first. */
export function milestoneIndexAt(milestones: readonly MilestoneView[], time: SimTime): number {
  let low = 0;
  let high = milestones.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((milestones[middle]?.time ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The first milestone after `time`. */
export function milestoneAfter(
  milestones: readonly MilestoneView[],
  time: SimTime,
): MilestoneView | undefined {
  return milestones[milestoneIndexAt(milestones, time) + 1];
}

/** The last milestone before `time`. */
export function milestoneBefore(
  milestones: readonly MilestoneView[],
  time: SimTime,
): MilestoneView | undefined {
  return milestones[milestoneIndexAt(milestones, time - 1)];
}
