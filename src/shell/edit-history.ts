import type { RunSummary } from '../analysis/outline.ts';
import type { FaultAction } from '../kernel/fault.ts';
import type { Duration, SimTime } from '../lib/units.ts';
import { addFault, removeFault, reorderFault, withOption, withSeed } from '../scenario/edit.ts';
import type { OptionValue, Scenario, ScenarioFault } from '../scenario/scenario.ts';
import type { Computation } from './computation.ts';
import type { DragPreview } from './drag-preview.ts';
import { actionsOf, allows, moveFault, type NodeAction, nodeFault, type ToggleVerb } from './node-actions.ts';
import type { PictureFeed } from './picture-feed.ts';
import type { Playback } from './playback.ts';
import type { ScenarioText } from './scenario-text.ts';
import type { Stores } from './stores.ts';

/** Every act of the user on the system: an edit of the scenario, that can be undone and done again. */
export class EditHistory {
  /** The newest edit's run, and the acts that wait for it. */
  private computing: Promise<void> = Promise.resolve();
  private acting: Promise<void> = Promise.resolve();
  private typing = false;

  constructor(
    private readonly stores: Stores,
    private readonly computation: Computation,
    private readonly preview: DragPreview,
    private readonly feed: PictureFeed,
    private readonly playback: Playback,
    private readonly text: ScenarioText,
  ) {}

  /**
   * Does to a node what its state allows: crash or restart, pause or resume, isolate or rejoin. Acts that come faster
   * than runs wait for each other, so that each sees what the one before has made of the node.
   */
  toggle(action: NodeAction, name: string, said: (verb: ToggleVerb, at: SimTime) => string): Promise<void> {
    const act = async (): Promise<void> => {
      await this.computing;
      await this.feed.settled();
      const { picture } = this.stores.cursor.getState();
      const node = picture?.nodes.find((one) => one.name === name);
      const actions = node === undefined ? undefined : actionsOf(node);
      if (actions === undefined || !allows(actions, action)) return;
      const at = this.playback.settle();
      await this.addFault(nodeFault(actions[action], name, at), said(actions[action], at));
    };
    const done = this.acting.then(act);
    // The next act does not wait for the success of this one.
    this.acting = done.catch(() => undefined);
    return done;
  }

  /** Any fault, at the cursor. */
  inject(action: FaultAction, said: (at: SimTime) => string): Promise<void> {
    const at = this.playback.settle();
    return this.addFault({ ...action, at }, said(at));
  }

  /** Any fault, put into the scenario at the time that it says. */
  addFault(fault: ScenarioFault, said: string): Promise<void> {
    return this.edit((scenario) => addFault(scenario, fault), said);
  }

  removeFault(index: number, said: string): Promise<void> {
    return this.edit((scenario) => removeFault(scenario, index), said, true);
  }

  /** Puts a fault some places further in the order of the file. */
  reorderFault(index: number, by: number): Promise<void> {
    return this.edit((scenario) => reorderFault(scenario, index, by), '');
  }

  /** Moves a fault by some µs from where it stands in the newest version of the scenario. */
  moveFault(index: number, by: Duration): Promise<void> {
    return this.edit((scenario) => {
      const at = scenario.faults[index]?.at;
      return at === undefined ? scenario : moveFault(scenario, index, at + by);
    }, '');
  }

  /** Sets an option of some nodes to a value that was read by the rules of the format; the whole run recomputes. */
  setOption(
    names: readonly string[],
    path: readonly string[],
    value: OptionValue,
    said: string,
  ): Promise<void> {
    return this.edit((scenario) => withOption(scenario, names, path, value), said);
  }

  /** Another run of the same system. */
  setSeed(seed: number, said: string): Promise<void> {
    return this.edit((scenario) => withSeed(scenario, seed), said);
  }

  /** Another version of the scenario that is open. */
  adopt(scenario: Scenario): Promise<void> {
    return this.edit(() => scenario, '');
  }

  reset(said: string): Promise<void> {
    const { original } = this.stores.run.getState();
    return this.edit((scenario) => original ?? scenario, said);
  }

  undo(said: string): Promise<void> {
    return this.travel('undo', 'redo', said);
  }

  redo(said: string): Promise<void> {
    return this.travel('redo', 'undo', said);
  }

  /** The run as it would be with the fault at another time, while it is being dragged. */
  dragFault(index: number, at: SimTime): void {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) this.preview.show(moveFault(scenario, index, at));
  }

  /** The run as it would be without the fault, while it is held off its track. */
  dragFaultAway(index: number): void {
    const { scenario } = this.stores.run.getState();
    if (scenario !== undefined) this.preview.show(removeFault(scenario, index));
  }

  /** What was dragged stays where it is now, or goes back to where it was. */
  async dropFault(keep: boolean, said: string): Promise<void> {
    const { dragged, scenario } = this.stores.run.getState();
    if (dragged === undefined || scenario === undefined) return;
    // At once, so that it can be undone before its run is whole.
    if (keep) this.commit(scenario, dragged, said, dragged.faults.length < scenario.faults.length);
    else this.preview.show(scenario);
    await this.preview.settled();
    this.stores.run.setState({ dragged: undefined });
  }

  /**
   * The text as it was typed; what it means runs as soon as it has no problem. Typing that goes on is one step to undo,
   * until it rests (`rested`) or something else is done.
   */
  async write(text: string): Promise<void> {
    const { scenario: before, writing, typed, undo } = this.stores.run.getState();
    if (before === undefined || writing === undefined || text === writing.text) return;
    const begun = !this.typing;
    this.typing = true;
    this.stores.run.setState({
      writing: { text, sound: writing.sound },
      typed: true,
      undo: begun ? [...undo, { scenario: before, writing, typed }] : undo,
      redo: [],
    });
    const result = await this.text.read(text);
    if (result?.ok !== true || this.stores.run.getState().writing?.text !== text) return;
    const { scenario } = result.value;
    const same = JSON.stringify(scenario) === JSON.stringify(before);
    this.stores.run.setState({ writing: { text, sound: text }, scenario: same ? before : scenario });
    if (!same) await this.follow(scenario);
  }

  /** What is typed from now on is a step of its own. */
  rested(): void {
    this.typing = false;
  }

  /** Takes away the line that says what was removed. */
  forgetRemoval(): void {
    this.stores.run.setState({ removal: undefined });
  }

  private async edit(change: (scenario: Scenario) => Scenario, said: string, removes = false): Promise<void> {
    const { scenario: before } = this.stores.run.getState();
    if (before === undefined) return;
    const after = change(before);
    if (this.commit(before, after, said, removes)) await this.follow(after);
  }

  /** Makes `after` the scenario, if it is another one; the line of a removal stands until something else goes. */
  private commit(before: Scenario, after: Scenario, said: string, removes: boolean): boolean {
    if (after === before) return false;
    this.typing = false;
    this.stores.run.setState(({ undo, writing, typed, removal }) => ({
      scenario: after,
      writing: undefined,
      undo: [...undo, { scenario: before, writing, typed }],
      redo: [],
      removal: removes ? { text: said, scenario: after } : removal,
    }));
    this.stores.cursor.setState({ said });
    return true;
  }

  private async travel(from: 'undo' | 'redo', to: 'undo' | 'redo', said: string): Promise<void> {
    const { [from]: source, [to]: target, scenario, writing, typed } = this.stores.run.getState();
    const goal = source.at(-1);
    if (goal === undefined || scenario === undefined) return;
    this.typing = false;
    const left = { scenario, writing, typed };
    this.stores.run.setState({ ...goal, [from]: source.slice(0, -1), [to]: [...target, left] });
    this.stores.cursor.setState({ said });
    if (goal.writing !== undefined) void this.text.read(goal.writing.text);
    if (goal.scenario !== scenario) await this.follow(goal.scenario);
  }

  /** Computes the run of a scenario that was just set. */
  private follow(scenario: Scenario): Promise<void> {
    this.computing = this.compute(scenario);
    return this.computing;
  }

  private async compute(scenario: Scenario): Promise<void> {
    const summary = await this.computation.newest(scenario, (computed, soFar) => {
      this.stores.run.setState(reaches(soFar, this.stores) ? { computed, summary: soFar } : { computed });
    });
    if (summary === undefined) return;
    this.stores.run.setState({ summary, computed: undefined, failure: undefined });
    const { time } = this.stores.cursor.getState();
    if (time > summary.end) this.playback.moveTo(summary.end);
  }
}

/** Of an edited run a part is shown once it has the cursor in it: until then the run before it stands. */
function reaches(soFar: RunSummary | undefined, { cursor }: Stores): soFar is RunSummary {
  return soFar !== undefined && soFar.end >= cursor.getState().time;
}
