import type { RunSummary } from '../analysis/outline.ts';
import type { StepDirection } from '../analysis/steps.ts';
import { MissingPart } from '../lib/missing-part.ts';
import { success } from '../lib/result.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { AnswerCache } from './answer-cache.ts';
import { builtInScenario } from './built-in-scenarios.ts';
import { Computation } from './computation.ts';
import type { Draft } from './drafts.ts';
import { DragPreview } from './drag-preview.ts';
import { EditHistory } from './edit-history.ts';
import { PictureFeed } from './picture-feed.ts';
import { fileNameOf, shownName } from './file-name.ts';
import { foundPanel, isNamed } from './named-panel.ts';
import type { Page } from './place.ts';
import { nothingYet } from './nothing-yet.ts';
import { type Opened, putOpened, type Source } from './opened.ts';
import { Playback, type Frames } from './playback.ts';
import { MAX_FILE_BYTES, wholeFile, type ScenarioLanguage } from './scenario-reader.ts';
import { ScenarioText } from './scenario-text.ts';
import { ShownWindow } from './shown-window.ts';
import type { SimulationPort } from './simulation-port.ts';
import { StoryGuide } from './story-guide.ts';
import {
  type EditorPart,
  type FleetZoom,
  type LeftTab,
  milestoneIndexAt,
  NOBODY,
  type Notice,
  type Panel,
  type SelectionState,
  type Sheet,
  type Stores,
  type Theme,
  type TimeWindow,
  type Writing,
} from './stores.ts';

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

/** Where one looks: all that is not of the run. */
export interface View extends Omit<SelectionState, 'several'> {
  readonly time: SimTime | undefined;
  readonly window: TimeWindow | undefined;
  readonly editing: boolean;
}

/** Everything a user can do: open, look, and (`edits`) change. It changes the stores; the screen follows them. */
export class Session {
  readonly playback: Playback;
  readonly answers: AnswerCache;
  readonly story: StoryGuide;
  readonly edits: EditHistory;
  readonly text: ScenarioText;
  readonly window: ShownWindow;
  private readonly feed: PictureFeed;
  private readonly computation: Computation;
  /** Where the cursor is to go once the run is computed so far, and where it waits. */
  private awaited: { readonly time: SimTime; readonly at: SimTime } | undefined;

  constructor(
    readonly stores: Stores,
    private readonly port: SimulationPort,
    private readonly language: ScenarioLanguage,
    frames: Frames,
    private readonly words: FileWords,
    nowMs: () => number,
    private readonly onMissing: (error: MissingPart) => void = unhandled,
  ) {
    this.playback = new Playback(port, stores, frames);
    this.story = new StoryGuide(stores, this.playback);
    const fail = (error: unknown) => this.fail(error);
    this.feed = new PictureFeed(port, stores, fail);
    const preview = new DragPreview(port, stores, fail, nowMs);
    this.computation = new Computation(port, stores, preview, fail, nowMs);
    this.text = new ScenarioText(stores, language);
    this.edits = new EditHistory(stores, this.computation, preview, this.feed, this.playback, this.text);
    this.answers = new AnswerCache(port, stores, fail);
    this.window = new ShownWindow(stores, frames);
  }

  async openBuiltIn(slug: string): Promise<void> {
    const found = builtInScenario(slug);
    if (found !== undefined)
      await this.openScenario(await found.load(), { slug, file: undefined, draft: undefined });
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
    const result = await this.language.read(text, name);
    const source = { slug: undefined, file: { name, text }, draft: undefined };
    if (result.ok) await this.openScenario(result.value.scenario, source);
    else this.reject(name, result, text);
  }

  /** Opens the text that was refused last in the editor; next to nothing runs until it is mended. */
  async mend(): Promise<void> {
    const { file: name, text } = this.stores.file.getState();
    const sound = nothingYet(name);
    const read = await this.language.read(sound, name);
    if (text === undefined || !read.ok) return;
    const { scenario } = read.value;
    const source = { slug: undefined, file: { name, text }, draft: undefined };
    await this.openScenario(scenario, source, scenario, { text, sound });
    this.edit(true);
    await this.text.check();
  }

  /** Opens what was kept of an earlier visit; a text that had problems has them still. */
  async openDraft({ id, title, text, sound, slug, time }: Draft): Promise<void> {
    const name = fileNameOf(title);
    const read = await this.language.read(sound, name);
    if (!read.ok) {
      this.reject(name, read);
      return;
    }
    const { scenario } = read.value;
    const original = (await builtInScenario(slug)?.load()) ?? scenario;
    const source = { slug, file: { name, text: sound }, draft: id };
    await this.openScenario(original, source, scenario, { text: sound, sound });
    this.stores.run.setState({ saved: true });
    if (text !== sound) await this.edits.write(text);
    this.edits.rested();
    this.playback.jumpTo(time);
  }

  /**
   * Opens a scenario, with edits made to it already where it comes with some; done when there is something to show. Of a
   * long run that is a part of it, and more follows.
   */
  async openScenario(
    original: Scenario,
    source: Source,
    edited: Scenario = original,
    writing?: Writing,
  ): Promise<void> {
    this.playback.pause();
    this.dismissProblems();
    this.stores.run.setState({ opening: original.title });
    await new Promise<void>((resolve) => {
      let opened = false;
      const show = (summary: RunSummary, computed: SimTime | undefined): void => {
        if (opened) this.stores.run.setState({ summary, computed });
        else this.showOpened({ original, scenario: edited, writing, summary, computed, ...source });
        opened = true;
        this.reachAwaited();
        this.story.reachAwaited();
        this.findNamed();
        resolve();
      };
      const growing = this.computation.newest(edited, (computed, soFar) => {
        if (soFar !== undefined) show(soFar, computed);
        else if (opened) this.stores.run.setState({ computed });
      });
      void growing.then((summary) => {
        if (summary !== undefined) show(summary, undefined);
        resolve();
      });
    });
  }

  /** Names the draft that keeps what is open from now on; undefined: a new one, once there is something to keep. */
  keepAs(draft: string | undefined): void {
    if (this.stores.run.getState().draft !== draft) this.stores.run.setState({ draft, saved: false });
  }

  /** Goes to another page; a scenario stays open meanwhile. */
  goTo(page: Page): void {
    this.playback.pause();
    this.dismissProblems();
    this.stores.place.setState({ page });
  }

  private showOpened(opened: Opened): void {
    this.awaited = undefined;
    this.edits.rested();
    this.story.forget();
    this.window.stop();
    putOpened(this.stores, opened);
    this.playback.loaded();
  }

  /** Looks at a moment and a place, as an address says them. */
  restore({ time, node, message, panel, window, editing }: View): void {
    this.awaited = undefined;
    this.stores.story.setState({ passed: time ?? 0 });
    if (time !== undefined) this.comeTo(time);
    this.choose({ node, several: NOBODY, message, panel });
    this.findNamed();
    this.window.set(window);
    this.edit(editing);
  }

  /** Of a milestone that an address names in words the panel tells once the run has it. */
  private findNamed(): void {
    const { panel } = this.stores.selection.getState();
    if (isNamed(panel)) this.show(foundPanel(panel, this.stores.run.getState()));
  }

  /** Puts the cursor at a time without asking what the story would ask on the way. */
  comeTo(time: SimTime): void {
    this.awaited = undefined;
    if (time !== this.stores.cursor.getState().time) this.await(time);
  }

  /**
   * Goes to a time as soon as the run is computed so far, unless the cursor is moved meanwhile, and whatever question is open
   * on the way: who follows a link means to be there. A window that shows that time waits for it.
   */
  private await(time: SimTime): void {
    const { window } = this.stores.layout.getState();
    this.playback.comeTo(time);
    if (window !== undefined && time >= window.from && time <= window.to) this.window.set(window);
    const at = this.stores.cursor.getState().time;
    const computing = this.stores.run.getState().computed !== undefined;
    this.awaited = computing && at < time ? { time, at } : undefined;
  }

  private reachAwaited(): void {
    if (this.awaited?.at === this.stores.cursor.getState().time) this.await(this.awaited.time);
  }

  dismissProblems(): void {
    this.stores.file.setState({ notice: undefined, problems: [], file: '', text: undefined });
  }

  /** Selects a node, or nothing. */
  select(node: string | undefined): void {
    this.choose({ node, several: NOBODY, message: undefined, panel: undefined });
  }

  /** Selects nodes of a fleet; of one alone all is shown. */
  selectSeveral(names: readonly string[]): void {
    const [first, second] = names;
    if (second === undefined) this.select(first);
    else this.choose({ node: undefined, several: names, message: undefined, panel: undefined });
  }

  setFleetZoom(fleetZoom: FleetZoom): void {
    this.stores.layout.setState({ fleetZoom });
  }

  /** Selects a message by the id that pictures and diagrams give it. */
  selectMessage(message: string): void {
    this.choose({ node: undefined, several: NOBODY, message, panel: undefined });
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

  /** Marks the lines of the text that speak of a node. */
  pointAt(node: string | undefined): void {
    this.stores.pointed.setState({ node });
  }

  /** Outlines the nodes on the stage that a line of the text speaks of. */
  speakOf(spoken: readonly string[]): void {
    this.stores.pointed.setState({ spoken });
  }

  showLeft(leftTab: LeftTab): void {
    this.stores.layout.setState({ leftTab, leftFolded: false });
  }

  /** Opens the text of the scenario beside the stage, or closes it. */
  edit(editing: boolean): void {
    this.stores.layout.setState({ editing });
  }

  showPart(part: EditorPart): void {
    this.stores.layout.setState({ part });
  }

  /** Makes the acts of the user on nodes faults at the cursor, or ends that. */
  arm(armed: boolean): void {
    this.stores.layout.setState({ armed });
  }

  /** Shows the stage and the story alone, large, or all again. */
  present(presenting: boolean): void {
    this.stores.layout.setState({ presenting, ...(presenting ? { editing: false } : {}) });
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
    this.window.stop();
    this.playback.dispose();
    this.feed.dispose();
    this.port.dispose();
  }

  private choose(selection: Partial<SelectionState>): void {
    this.stores.selection.setState(selection);
    const { node, several, message, panel } = this.stores.selection.getState();
    const any = node !== undefined || several.length > 0 || message !== undefined;
    if (panel !== undefined) this.stores.layout.setState({ sheet: 'why' });
    else if (any) this.stores.layout.setState({ sheet: 'inspect' });
  }

  /** Says something that stays until it is dismissed. */
  notify(notice: Notice): void {
    this.stores.file.setState({ notice });
  }

  /** Tells what is wrong with a file as a whole. */
  report(file: string, message: string): void {
    this.reject(file, wholeFile(file, message));
  }

  /** `text` can be mended in the editor. */
  reject(file: string, result: ReturnType<typeof wholeFile>, text?: string): void {
    if (!result.ok) this.stores.file.setState({ problems: result.error, file: shownName(file), text });
  }

  private fail(error: unknown): void {
    this.stores.run.setState({ opening: undefined });
    // Nothing has stopped.
    if (error instanceof MissingPart) this.onMissing(error);
    else this.stores.run.setState({ failure: error instanceof Error ? error.message : String(error) });
  }
}

/** The page hears of it as of any missing part that nobody handles. */
function unhandled(error: MissingPart): void {
  void Promise.reject(error);
}
