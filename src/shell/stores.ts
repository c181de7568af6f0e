/** What the screen knows, one vanilla store a concern. Views read them through one-line hooks. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MilestoneView, RunSummary } from '../analysis/outline.ts';
import type { Picture } from '../analysis/picture.ts';
import { countWhile } from '../lib/count-while.ts';
import type { SimTime } from '../lib/units.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { PlaceState } from './place.ts';

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** What was removed last; it can be taken back while the scenario is the one that came of it. */
export interface Removal {
  readonly text: string;
  readonly scenario: Scenario;
}

/** What was open at one time, for undoing. */
export interface Version {
  readonly scenario: Scenario;
  /** Undefined where nobody has asked for it since the stage changed the scenario. */
  readonly writing: Writing | undefined;
  /** Whether more was typed than an address can say of a built-in scenario. */
  readonly typed: boolean;
}

/** A text as it stands. */
export interface Writing {
  readonly text: string;
  /** The newest text that makes sense: it says the scenario. The same, unless the text has a problem. */
  readonly sound: string;
}

/** The scenario with its edits, and the run that was computed of it. */
export interface RunState {
  /** As opened. */
  readonly original: Scenario | undefined;
  /** As edited. */
  readonly scenario: Scenario | undefined;
  readonly writing: Writing | undefined;
  readonly typed: boolean;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** With an edit that is still being made, such as a fault that is being dragged; `summary` follows it. */
  readonly dragged: Scenario | undefined;
  readonly removal: Removal | undefined;
  /** Earlier versions, the latest last. */
  readonly undo: readonly Version[];
  /** What was undone, the latest last; an edit forgets it. */
  readonly redo: readonly Version[];
  /** The title of a scenario that is being opened; all else is still the one before. */
  readonly opening: string | undefined;
  /** The slug of a built-in scenario, or undefined for an opened file. */
  readonly slug: string | undefined;
  /** The file that was opened, as it was written. */
  readonly file: SourceFile | undefined;
  /** The id of the draft that keeps it; undefined until there is something to keep. */
  readonly draft: string | undefined;
  /** Whether the draft is as new as what is on the screen. */
  readonly saved: boolean;
  readonly summary: RunSummary | undefined;
  /** How long somebody waited for the last run that was computed whole, in ms. */
  readonly tookMs: number | undefined;
  /** How far the run is computed while it still is: `summary` is then of a part of it. */
  readonly computed: SimTime | undefined;
  /** A bug stopped the simulation: what it said. */
  readonly failure: string | undefined;
}

export type PlayerMode = 'idle' | 'paused' | 'playing' | 'scrubbing';

/** The one time that every view shows. */
export interface CursorState {
  readonly time: SimTime;
  readonly speed: number;
  /** Whether playing follows the director pace; else time passes evenly. */
  readonly director: boolean;
  readonly mode: PlayerMode;
  /** The system at `time`, or a frame earlier while the next picture is on its way. */
  readonly picture: Picture | undefined;
  /** Where the pointer wants another time to be looked at: a hollow cursor. */
  readonly hover: SimTime | undefined;
  /** What the live region says. */
  readonly said: string;
}

/** One empty list, so that an unchanged selection is seen to be the same. */
export const NOBODY: readonly string[] = [];

/** What lies over the inspector. Its content is an answer about the run, asked by whoever shows it. */
export type Panel =
  /** The causes of a milestone or event. */
  | { readonly type: 'why'; readonly id: string }
  /** What a milestone or event caused. */
  | { readonly type: 'effects'; readonly id: string }
  /** One request through the nodes that it touched, by the event that ended it. */
  | { readonly type: 'request'; readonly id: string }
  /** The requests by outcome and reason. */
  | { readonly type: 'requests' };

/** At most one of node, several and message is selected. */
export interface SelectionState {
  readonly node: string | undefined;
  /** Names of nodes of a fleet, in the order of the run; empty: none. */
  readonly several: readonly string[];
  /** The id of a message, as pictures and diagrams give it. */
  readonly message: string | undefined;
  readonly panel: Panel | undefined;
}

/** What is pointed at in one view, for the others to mark. */
export interface PointedState {
  /** The node that the pointer or the focus is on, on the stage. */
  readonly node: string | undefined;
  /** The nodes that the line of the text speaks of, which the pointer or the caret is in. */
  readonly spoken: readonly string[];
}

export type Theme = 'light' | 'dark';
export type Sheet = LeftTab | 'inspect' | 'why';

/** A part of the run, in µs; `from` is before `to`. */
export interface TimeWindow {
  readonly from: SimTime;
  readonly to: SimTime;
}

/** The outline is there where there are fleets. */
export type LeftTab = 'story' | 'milestones' | 'outline';

/** How closely a stage with fleets looks: at counts, at dots, at glyphs. */
export type FleetZoom = 'sites' | 'fleets' | 'instances';

/** Of the editor on a narrow screen, one at a time; beside a wide stage text and preview are always there. */
export type EditorPart = 'text' | 'preview' | WorkbenchTab;
export type WorkbenchTab = 'expectations' | 'faults' | 'parts';

export interface LayoutState {
  /** Undefined: what the system prefers. */
  readonly theme: Theme | undefined;
  /** Which panel a narrow screen shows. */
  readonly sheet: Sheet;
  readonly keysOpen: boolean;
  /** What the timeline shows; undefined: the whole run. */
  readonly window: TimeWindow | undefined;
  readonly leftTab: LeftTab;
  /** Undefined: dots, or where there is no room for them, counts. */
  readonly fleetZoom: FleetZoom | undefined;
  /** Whether the left panel is folded to a rail. */
  readonly leftFolded: boolean;
  /** Whether the text of the scenario lies open beside the stage. */
  readonly editing: boolean;
  readonly part: EditorPart;
  /** Whether a click on a node does something to it, at the cursor, instead of choosing it. */
  readonly armed: boolean;
  /** Whether the stage and the story alone are shown, large, for a room. */
  readonly presenting: boolean;
  /** Which milestones are listed and gone to; empty: all. */
  readonly filter: string;
}

/** What became of the question of a step. */
export interface StoryAnswer {
  readonly state: 'answered' | 'skipped' | 'revealed';
  /** The id of the choice, where one was made. */
  readonly choice: string | undefined;
  /** The right answers of the run it was given for: in a run with others the question is open again. */
  readonly of: string;
}

/** How far the user has come in the story. */
export interface StoryState {
  /** By the step's index in the scenario. */
  readonly answers: Readonly<Record<number, StoryAnswer>>;
  /** The place in the story that was gone to last: it decides between steps of the same time. */
  readonly chosen: number | undefined;
  /** Where the cursor was to go beyond an open question: asks whether to reveal it. */
  readonly beyond: SimTime | undefined;
  /** Until here the answers were known to whoever came by a link to a later time. */
  readonly passed: SimTime;
}

/** Something that is said once, and stays until it is dismissed; what went well goes by itself. */
export interface Notice {
  readonly done?: boolean;
  readonly sentence: string;
  readonly hint: string;
  /** What can be done about it. */
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** What was wrong with the file or link opened last. */
export interface FileState {
  readonly notice: Notice | undefined;
  readonly problems: readonly Problem[];
  readonly file: string;
  /** Of a file that was refused, where it can be mended here. */
  readonly text: string | undefined;
}

/** Where one left the scenario that was opened last. */
export interface Bookmark {
  readonly slug: string;
  /** From 0. */
  readonly step: number;
  readonly steps: number;
  readonly time: SimTime;
  readonly answers: Readonly<Record<number, StoryAnswer>>;
}

/** How far one has come in the course. */
export interface ProgressState {
  /** In the scenario that was opened last. */
  readonly last: Bookmark | undefined;
  /** The scenarios whose story was followed to its end. */
  readonly finished: readonly string[];
}

export interface Stores {
  readonly place: StoreApi<PlaceState>;
  readonly run: StoreApi<RunState>;
  readonly cursor: StoreApi<CursorState>;
  readonly selection: StoreApi<SelectionState>;
  readonly pointed: StoreApi<PointedState>;
  readonly layout: StoreApi<LayoutState>;
  readonly file: StoreApi<FileState>;
  readonly story: StoreApi<StoryState>;
  readonly progress: StoreApi<ProgressState>;
}

export function createStores(): Stores {
  return {
    place: createStore<PlaceState>(() => ({ page: 'library', library: { scroll: 0, query: '' } })),
    run: createStore<RunState>(() => ({
      original: undefined,
      scenario: undefined,
      writing: undefined,
      typed: false,
      problems: [],
      warnings: [],
      dragged: undefined,
      removal: undefined,
      undo: [],
      redo: [],
      opening: undefined,
      slug: undefined,
      file: undefined,
      draft: undefined,
      saved: false,
      summary: undefined,
      tookMs: undefined,
      computed: undefined,
      failure: undefined,
    })),
    cursor: createStore<CursorState>(() => ({
      time: 0,
      speed: 1,
      director: true,
      mode: 'idle',
      picture: undefined,
      hover: undefined,
      said: '',
    })),
    selection: createStore<SelectionState>(() => ({
      node: undefined,
      several: NOBODY,
      message: undefined,
      panel: undefined,
    })),
    pointed: createStore<PointedState>(() => ({ node: undefined, spoken: NOBODY })),
    layout: createStore<LayoutState>(() => ({
      theme: undefined,
      sheet: 'story',
      keysOpen: false,
      window: undefined,
      leftTab: 'story',
      fleetZoom: undefined,
      leftFolded: false,
      editing: false,
      part: 'text',
      armed: false,
      presenting: false,
      filter: '',
    })),
    file: createStore<FileState>(() => ({
      notice: undefined,
      problems: [],
      file: '',
      text: undefined,
    })),
    story: createStore<StoryState>(() => ({ answers: {}, chosen: undefined, beyond: undefined, passed: 0 })),
    progress: createStore<ProgressState>(() => ({ last: undefined, finished: [] })),
  };
}

/** The last milestone at or before `time`, as an index; -1 before the first. */
export function milestoneIndexAt(milestones: readonly MilestoneView[], time: SimTime): number {
  return countWhile(milestones, (milestone) => milestone.time <= time) - 1;
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
