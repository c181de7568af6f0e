import type { RunSummary } from '../analysis/picture.ts';
import type { StepDirection } from '../analysis/steps.ts';
import { success } from '../lib/result.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import { addFault, removeFault, withOption, withSeed } from '../scenario/edit.ts';
import type { NodeFaultVerb, OptionValue, Scenario, ScenarioFault } from '../scenario/scenario.ts';
import { AnswerCache } from './answer-cache.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { Draft } from './draft.ts';
import { actionsOf, moveFault, type NodeAction, nodeFault, type ToggleVerb } from './node-actions.ts';
import { PictureFeed } from './picture-feed.ts';
import { Playback, type Frames } from './playback.ts';
import { MAX_FILE_BYTES, wholeFile, type ScenarioReader } from './scenario-reader.ts';
import type { SimulationPort } from './simulation-port.ts';
import { StoryGuide } from './story-guide.ts';
import {
  type LeftTab,
  milestoneIndexAt,
  type Panel,
  type RunState,
  type SelectionState,
  type Sheet,
  type Stores,
  type Theme,
  type TimeWindow,
} from './stores.ts';
import { fitted, kept, showing, zoomed } from './time-window.ts';
import { WindowGlide } from './window-glide.ts';

/** A file as the browser hands it over. */
export interface OpenedFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

export interface FileWords {
  readonly tooLarge: string;
  readonly unreadable: string;
}

/** Where a scenario comes from. */
export type Source = Pick<RunState, 'slug' | 'file'>;

/** Where one looks: all that is not of the run. */
export interface View extends SelectionState {
  readonly time: SimTime | undefined;
  readonly window: TimeWindow | undefined;
}

/** Everything a user can do. It changes the stores; the screen follows them. */
export class Session {
  readonly playback: Playback;
  readonly answers: AnswerCache;
  readonly story: StoryGuide;
  private readonly feed: PictureFeed;
  private readonly draft: Draft;
  /** The newest edit's run, and the acts that wait for it. */
  private computing: Promise<void> = Promise.resolve();
  private acting: Promise<void> = Promise.resolve();
  private readonly glide: WindowGlide;
  /** Counts runs asked for, so that an overtaken one is ignored. */
  private runs = 0;

  constructor(
    readonly stores: Stores,
    private readonly port: SimulationPort,
    private readonly read: ScenarioReader,
    frames: Frames,
    private readonly words: FileWords,
    nowMs: () => number,
  ) {
    this.playback = new Playback(port, stores, frames);
    this.story = new StoryGuide(stores, this.playback);
    const fail = (error: unknown) => this.fail(error);
    this.feed = new PictureFeed(port, stores, fail);
    this.draft = new Draft(port, stores, fail, nowMs);
    this.answers = new AnswerCache(port, stores, fail);
    this.glide = new WindowGlide(frames, (window) => this.showWindow(window));
    stores.cursor.subscribe(({ time, mode }, before) => {
      if (time !== before.time && mode !== 'scrubbing') this.keepInView(time);
    });
  }

  async openBuiltIn(slug: string): Promise<void> {
    const found = builtInScenarios().find((scenario) => scenario.slug === slug);
    if (found !== undefined) await this.openScenario(await found.load(), { slug, file: undefined });
  }

  async openFile(file: OpenedFile): Promise<void> {
    if (file.size > MAX_FILE_BYTES) {
      this.report(file.name, this.words.tooLarge);
      return;
    }
    const text = await file.text().then(success, () => undefined);
    if (text === undefined) this.report(file.name, this.words.unreadable);
    else await this.openText(text.value, file.name);
  }

  /** Opens the text of a file; a bad one is reported and leaves everything as it was. */
  async openText(text: string, name: string): Promise<void> {
    const result = await this.read(text, name);
    if (!result.ok) this.reject(name, result);
    else await this.openScenario(result.value.scenario, { slug: undefined, file: { name, text } });
  }

  /** Opens a scenario, with edits made to it already where it comes with some. */
  async openScenario(original: Scenario, source: Source, edited: Scenario = original): Promise<void> {
    this.playback.pause();
    this.dismissProblems();
    this.stores.run.setState({ opening: original.title });
    const summary = await this.summaryOf(edited);
    if (summary === undefined) return;
    const leftTab = original.story.length > 0 ? 'story' : 'milestones';
    this.stores.selection.setState({ node: undefined, message: undefined, panel: undefined });
    this.glide.stop();
    this.stores.layout.setState({ window: undefined, leftTab, sheet: leftTab, filter: '' });
    this.stores.story.setState({ answers: {}, chosen: undefined, beyond: undefined });
    this.stores.cursor.setState({ time: 0, said: '' });
    this.stores.run.setState({
      original,
      scenario: edited,
      summary,
      draft: undefined,
      removal: undefined,
      undo: edited === original ? [] : [original],
      redo: [],
      opening: undefined,
      failure: undefined,
      ...source,
    });
    this.playback.loaded();
  }

  /** Goes to another version of the scenario that is open. */
  async adopt(scenario: Scenario): Promise<void> {
    await this.edit(scenario, '');
  }

  /** Looks at a moment and a place, as an address says them. */
  restore({ time, node, message, panel, window }: View): void {
    if (time !== undefined && time !== this.stores.cursor.getState().time) this.playback.jumpTo(time);
    this.choose({ node, message, panel });
    this.setWindow(window);
  }

  dismissProblems(): void {
    this.stores.file.setState({ problems: [], file: '' });
  }

  /** A fault at the cursor: the past stays, the future recomputes. */
  async act(verb: NodeFaultVerb, node: string, said: string): Promise<void> {
    const { scenario } = this.stores.run.getState();
    if (scenario === undefined) return;
    const { time } = this.stores.cursor.getState();
    await this.edit(addFault(scenario, nodeFault(verb, node, time)), said);
  }

  /**
   * Does to a node what its state allows: crash or restart, pause or resume, isolate or rejoin. Acts that come faster
   * than runs wait for each other, so that each sees what the one before has made of the node.
   */
  toggle(action: NodeAction, name: string, said: (verb: ToggleVerb) => string): Promise<void> {
    const act = async (): Promise<void> => {
      await this.computing;
      await this.feed.settled();
      const node = this.stores.cursor.getState().picture?.nodes.find((one) => one.name === name);
      const actions = node === undefined ? undefined : actionsOf(node);
      if (actions === undefined || (action === 'process' && !actions.canPause)) return;
      await this.act(actions[action], name, said(actions[action]));
    };
    this.acting = this.acting.then(act);
    return this.acting;
  }

  /** Any fault, put into the scenario at the time that it says. */
  async addFault(fault: ScenarioFault, said: string): Promise<void> {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) await this.edit(addFault(scenario, fault), said);
  }

  /** Sets an option of some nodes to a value that was read by the rules of the format; the whole run recomputes. */
  async setOption(
    names: readonly string[],
    path: readonly string[],
    value: OptionValue,
    said: string,
  ): Promise<void> {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) await this.edit(withOption(scenario, names, path, value), said);
  }

  async removeFault(index: number, said: string): Promise<void> {
    const { scenario } = this.stores.run.getState();
    if (scenario === undefined) return;
    const removed = removeFault(scenario, index);
    this.stores.run.setState({ removal: { text: said, scenario: removed } });
    await this.edit(removed, said);
  }

  /** The run as it would be with the fault at another time, while it is being dragged. */
  dragFault(index: number, at: SimTime): void {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) this.draft.show(moveFault(scenario, index, at));
  }

  /** The run as it would be without the fault, while it is held off its track. */
  dragFaultAway(index: number): void {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) this.draft.show(removeFault(scenario, index));
  }

  /** What was dragged stays where it is now, or goes back to where it was. */
  async dropFault(keep: boolean, said: string): Promise<void> {
    const { draft, scenario } = this.stores.run.getState();
    if (draft === undefined || scenario === undefined) return;
    if (keep && draft !== scenario) {
      const gone = draft.faults.length < scenario.faults.length;
      const removal = gone ? { text: said, scenario: draft } : undefined;
      // At once, so that it can be undone before its run is whole.
      this.stores.run.setState(({ undo }) => ({
        scenario: draft,
        undo: [...undo, scenario],
        redo: [],
        removal,
      }));
      this.say(said);
    } else if (!keep) this.draft.show(scenario);
    await this.draft.settled();
    this.stores.run.setState({ draft: undefined });
  }

  /** Moves a fault by some µs from where it stands in the newest version of the scenario. */
  async moveFault(index: number, by: Duration): Promise<void> {
    const { scenario } = this.stores.run.getState();
    const fault = scenario?.faults[index];
    if (scenario === undefined || fault === undefined) return;
    await this.edit(moveFault(scenario, index, fault.at + by), '');
  }

  /** Another run of the same system. */
  async setSeed(seed: number, said: string): Promise<void> {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) await this.edit(withSeed(scenario, seed), said);
  }

  async undo(said: string): Promise<void> {
    const { undo, redo, scenario } = this.stores.run.getState();
    const earlier = undo.at(-1);
    if (earlier === undefined || scenario === undefined) return;
    this.stores.run.setState({ scenario: earlier, undo: undo.slice(0, -1), redo: [...redo, scenario] });
    this.say(said);
    await this.follow(earlier);
  }

  async redo(said: string): Promise<void> {
    const { undo, redo, scenario } = this.stores.run.getState();
    const later = redo.at(-1);
    if (later === undefined || scenario === undefined) return;
    this.stores.run.setState({ scenario: later, undo: [...undo, scenario], redo: redo.slice(0, -1) });
    this.say(said);
    await this.follow(later);
  }

  async reset(said: string): Promise<void> {
    const { original, scenario } = this.stores.run.getState();
    if (original !== undefined && original !== scenario) await this.edit(original, said);
  }

  /** Selects a node, or nothing. */
  select(node: string | undefined): void {
    this.choose({ node, message: undefined, panel: undefined });
  }

  /** Selects a message by the id that pictures and diagrams give it. */
  selectMessage(message: string): void {
    this.choose({ node: undefined, message, panel: undefined });
  }

  /** Lays a panel over the inspector, or takes it away. */
  show(panel: Panel | undefined): void {
    this.choose({ panel });
  }

  /** Asks why a milestone or event came about. */
  why(id: string): void {
    this.show({ type: 'why', id });
  }

  /** Why? of the last milestone at or before the cursor. */
  whyLast(): void {
    const milestones = this.stores.run.getState().summary?.milestones ?? [];
    const milestone = milestones[milestoneIndexAt(milestones, this.stores.cursor.getState().time)];
    if (milestone !== undefined) this.why(milestone.id);
  }

  /** A step to an event of the selected node (of any node, if none is selected), or to what users notice. */
  stepTo(direction: StepDirection, to: 'node' | 'effect'): void {
    const { node } = this.stores.selection.getState();
    if (to === 'effect') void this.playback.step(direction, { type: 'effect' });
    else void this.playback.step(direction, node === undefined ? { type: 'event' } : { type: 'node', node });
  }

  /** Puts the hollow cursor at a time that the pointer wants to be looked at. */
  hover(time: SimTime | undefined): void {
    this.stores.cursor.setState({ hover: time });
  }

  /** What the timeline shows, at once; undefined: the whole run. */
  setWindow(window: TimeWindow | undefined): void {
    this.glide.stop();
    this.showWindow(window);
  }

  /** What the timeline is to show in a moment. */
  glideTo(window: TimeWindow | undefined): void {
    const duration = this.stores.run.getState().summary?.duration ?? 0;
    if (duration <= 0) return;
    this.glide.start(fitted(this.stores.layout.getState().window, duration), fitted(window, duration));
  }

  /** Shows `factor` times as much time on the timeline, about the cursor, which comes into view. */
  zoom(factor: number): void {
    const duration = this.stores.run.getState().summary?.duration ?? 0;
    if (duration <= 0) return;
    const window = this.glide.goal ?? fitted(this.stores.layout.getState().window, duration);
    const { time } = this.stores.cursor.getState();
    const half = (window.to - window.from) / 2;
    const seen = time >= window.from && time <= window.to;
    const near = seen ? window : { from: time - half, to: time + half };
    this.glideTo(zoomed(near, factor, time, duration));
  }

  /** Takes away the line that says what was removed. */
  forgetRemoval(): void {
    this.stores.run.setState({ removal: undefined });
  }

  showLeft(leftTab: LeftTab): void {
    this.stores.layout.setState({ leftTab, leftFolded: false });
  }

  setFilter(filter: string): void {
    this.stores.layout.setState({ filter });
  }

  foldLeft(leftFolded: boolean): void {
    this.stores.layout.setState({ leftFolded });
  }

  setTheme(theme: Theme): void {
    this.stores.layout.setState({ theme });
  }

  showSheet(sheet: Sheet): void {
    this.stores.layout.setState({ sheet });
  }

  showKeys(keysOpen: boolean): void {
    this.stores.layout.setState({ keysOpen });
  }

  say(said: string): void {
    this.stores.cursor.setState({ said });
  }

  dispose(): void {
    this.glide.stop();
    this.playback.dispose();
    this.feed.dispose();
    this.port.dispose();
  }

  private showWindow(window: TimeWindow | undefined): void {
    const { summary } = this.stores.run.getState();
    const fits =
      window === undefined || summary === undefined
        ? window
        : kept(fitted(window, summary.duration), summary.duration);
    this.stores.layout.setState({ window: fits });
  }

  /** Turns the timeline on when the cursor leaves what it shows, or will show in a moment. */
  private keepInView(time: SimTime): void {
    const window = this.glide.goal ?? this.stores.layout.getState().window;
    const { summary } = this.stores.run.getState();
    if (window === undefined || summary === undefined) return;
    const turned = showing(window, time, summary.duration);
    if (turned !== window) this.setWindow(turned);
  }

  private choose(selection: Partial<SelectionState>): void {
    this.stores.selection.setState(selection);
    const { node, message, panel } = this.stores.selection.getState();
    if (panel !== undefined) this.stores.layout.setState({ sheet: 'why' });
    else if (node !== undefined || message !== undefined) this.stores.layout.setState({ sheet: 'inspect' });
  }

  private async edit(scenario: Scenario, said: string): Promise<void> {
    const { scenario: before, undo } = this.stores.run.getState();
    if (before === undefined || before === scenario) return;
    this.stores.run.setState({ scenario, undo: [...undo, before], redo: [] });
    this.say(said);
    await this.follow(scenario);
  }

  /** Computes the run of a scenario that was just set. */
  private follow(scenario: Scenario): Promise<void> {
    this.computing = this.compute(scenario);
    return this.computing;
  }

  private async compute(scenario: Scenario): Promise<void> {
    const summary = await this.summaryOf(scenario);
    if (summary === undefined) return;
    this.stores.run.setState({ summary, failure: undefined });
    const { time } = this.stores.cursor.getState();
    if (time > summary.end) this.playback.moveTo(summary.end);
  }

  /** The run of a scenario; undefined if a newer one was asked for meanwhile, or if it failed. */
  private async summaryOf(scenario: Scenario): Promise<RunSummary | undefined> {
    this.runs += 1;
    const run = this.runs;
    // Its last answer is of what was dragged; it must not come after this one.
    await this.draft.settled();
    if (run !== this.runs) return undefined;
    try {
      const summary = await this.port.run(scenario);
      return run === this.runs ? summary : undefined;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** Tells what is wrong with a file as a whole. */
  report(file: string, message: string): void {
    this.reject(file, wholeFile(file, message));
  }

  reject(file: string, result: ReturnType<typeof wholeFile>): void {
    if (!result.ok) this.stores.file.setState({ problems: result.error, file });
  }

  private fail(error: unknown): void {
    const failure = error instanceof Error ? error.message : String(error);
    this.stores.run.setState({ failure, opening: undefined });
  }
}
