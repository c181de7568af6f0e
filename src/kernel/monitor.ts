import type { SimTime } from '../lib/units.ts';
import type {
  Draft, Invariant, InvariantScope, MilestoneNote, RecordedObservation, Step, StepEvent,
} from './kind.ts'; // prettier-ignore
import type { NodeRuntime } from './node-runtime.ts';
import type { World } from './world.ts';

/** What the invariants remember, one entry for each watch. */
export type MonitorState = readonly { readonly memory: unknown; readonly violated: boolean }[];

/** One invariant over one group, or over all; `index` is its place in the monitor's state. */
interface Watch {
  readonly index: number;
  readonly invariant: Invariant;
}

/** Invariants of one group that the same steps concern. */
interface Trigger {
  readonly first: Invariant;
  readonly watches: readonly Watch[];
}

/** A group whose steps are watched. The scope is one object for all steps: there are many, and none keeps it. */
interface WatchedGroup {
  readonly triggers: readonly Trigger[];
  readonly scope: Draft<InvariantScope>;
}

const NO_STEP: Step = { node: '', before: undefined, after: undefined, event: { type: 'start' } };

/** How the monitor reaches the run. */
export interface MonitoredRun {
  readonly now: SimTime;
  readonly observations: readonly RecordedObservation[];
  readonly world: Pick<World, 'asked'>;
  milestone(note: MilestoneNote): void;
}

/** Evaluates the invariants of every kind during a run. It sees everything and changes nothing. */
export class Monitor {
  private readonly milestone = (note: MilestoneNote): void => {
    this.run.milestone(note);
  };
  /** By node. */
  private readonly groups: readonly (WatchedGroup | undefined)[];
  private readonly states: { memory: unknown; violated: boolean }[];

  constructor(
    nodes: readonly NodeRuntime[],
    private readonly run: MonitoredRun,
    state?: MonitorState,
  ) {
    const invariants: Invariant[] = [];
    const groups = new Map(
      groupsOf(nodes, run.world.asked).map((group) => [group.group, this.watch(group, invariants)]),
    );
    this.groups = nodes.map(({ spec }) => groups.get(spec.group));
    this.states = (state ?? invariants.map(({ initial }) => ({ memory: initial, violated: false }))).map(
      (entry) => ({ ...entry }),
    );
  }

  /** Called after every step of a node; a process that stops steps to undefined. */
  after(node: NodeRuntime, before: unknown, after: unknown, event: StepEvent): void {
    const group = this.groups[node.index];
    if (group === undefined) return;
    const { scope, triggers } = group;
    let step: Step | undefined;
    for (const { first, watches } of triggers) {
      if (!first.concerns(before, after, event)) continue;
      if (step === undefined) {
        step = { node: node.name, before, after, event };
        scope.step = step;
        scope.now = this.run.now;
      }
      for (const watch of watches) this.check(watch, scope);
    }
  }

  private check({ index, invariant }: Watch, scope: InvariantScope): void {
    const state = this.states[index];
    if (state === undefined) return;
    const verdict = invariant.check(state.memory, scope);
    const violation = verdict?.violation;
    const begins = violation !== undefined && (invariant.wholeRun === true || !state.violated);
    if (verdict !== undefined) state.memory = verdict.memory;
    state.violated = violation !== undefined;
    if (!begins) return;
    this.run.milestone({
      type: 'invariant-violated',
      about: violation.node,
      reason: violation.reason,
      data: { invariant: invariant.name, group: scope.group, ...violation.data },
    });
  }

  private watch(group: Group, invariants: Invariant[]): WatchedGroup {
    const { now, observations } = this.run;
    const { group: name, members } = group;
    const scope = { now, group: name, step: NO_STEP, members, observations, milestone: this.milestone };
    return { scope, triggers: triggersOf(group, invariants) };
  }

  snapshot(): MonitorState {
    return this.states.map((state) => ({ ...state }));
  }
}

interface Group {
  readonly group: string;
  readonly members: NodeRuntime[];
  readonly invariants: readonly Invariant[];
}

function groupsOf(nodes: readonly NodeRuntime[], asked: readonly string[] = []): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    const { group, kind } = node.spec;
    const known = groups.get(group);
    if (known !== undefined) known.members.push(node);
    else groups.set(group, { group, members: [node], invariants: evaluated(kind.invariants, asked) });
  }
  return [...groups.values()];
}

/** The invariants that are evaluated in a run. */
export function evaluated(
  invariants: readonly Invariant[],
  asked: readonly string[] = [],
): readonly Invariant[] {
  return invariants.filter(({ onlyIfAsked, name }) => onlyIfAsked !== true || asked.includes(name));
}

/** Numbers the invariants of a group, after those of `all`, and brings together the ones that share `concerns`. */
function triggersOf({ invariants }: Group, all: Invariant[]): readonly Trigger[] {
  const triggers: { readonly first: Invariant; readonly watches: Watch[] }[] = [];
  for (const invariant of invariants) {
    const numbered = invariant.wholeRun === true ? all.indexOf(invariant) : -1;
    const watch = { index: numbered < 0 ? all.push(invariant) - 1 : numbered, invariant };
    const known = triggers.find(({ first }) => first.concerns === invariant.concerns);
    if (known === undefined) triggers.push({ first: invariant, watches: [watch] });
    else known.watches.push(watch);
  }
  return triggers;
}
