import type { SimTime } from '../lib/units.ts';
import type {
  Invariant, InvariantScope, MemberView, MilestoneNote, RecordedObservation, StepEvent,
} from './kind.ts'; // prettier-ignore
import type { NodeRuntime } from './node-runtime.ts';

/** What the invariants remember, one entry for each watch. */
export type MonitorState = readonly { readonly memory: unknown; readonly violated: boolean }[];

/** One invariant over one group; `index` is its place in the monitor's state. */
interface Watch {
  readonly index: number;
  readonly invariant: Invariant;
}

/** Invariants of one group that the same steps concern. */
interface Trigger {
  readonly group: string;
  readonly members: readonly MemberView[];
  readonly first: Invariant;
  readonly watches: readonly Watch[];
}

/** How the monitor reaches the run. */
export interface MonitoredRun {
  readonly now: SimTime;
  readonly observations: readonly RecordedObservation[];
  milestone(note: MilestoneNote): void;
}

/** Evaluates the invariants of every kind during a run. It sees everything and changes nothing. */
export class Monitor {
  private readonly milestone = (note: MilestoneNote): void => {
    this.run.milestone(note);
  };
  private readonly triggersOf: readonly (readonly Trigger[])[];
  private states: { memory: unknown; violated: boolean }[];

  constructor(
    nodes: readonly NodeRuntime[],
    private readonly run: MonitoredRun,
    state?: MonitorState,
  ) {
    const invariants: Invariant[] = [];
    const triggers = groupsOf(nodes).flatMap((group) => triggersOf(group, invariants));
    this.triggersOf = nodes.map((node) => triggers.filter(({ members }) => members.includes(node)));
    this.states = (state ?? invariants.map(({ initial }) => ({ memory: initial, violated: false }))).map(
      (entry) => ({ ...entry }),
    );
  }

  /** Called after every step of a node; a process that stops steps to undefined. */
  after(node: NodeRuntime, before: unknown, after: unknown, event: StepEvent): void {
    const { run } = this;
    let scope: InvariantScope | undefined;
    for (const trigger of this.triggersOf[node.index] ?? []) {
      if (!trigger.first.concerns(before, after, event)) continue;
      scope ??= {
        now: run.now,
        group: trigger.group,
        step: { node: node.name, before, after, event },
        members: trigger.members,
        observations: run.observations,
        milestone: this.milestone,
      };
      for (const watch of trigger.watches) this.check(watch, scope);
    }
  }

  private check({ index, invariant }: Watch, scope: InvariantScope): void {
    const state = this.states[index];
    if (state === undefined) return;
    const { memory, violation } = invariant.check(state.memory, scope);
    const begins = violation !== undefined && !state.violated;
    state.memory = memory;
    state.violated = violation !== undefined;
    if (!begins) return;
    this.run.milestone({
      type: 'invariant-violated',
      about: violation.node,
      reason: violation.reason,
      data: { invariant: invariant.name, group: scope.group, ...violation.data },
    });
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

function groupsOf(nodes: readonly NodeRuntime[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    const { group, kind } = node.spec;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, { group, members: [node], invariants: kind.invariants });
    else known.members.push(node);
  }
  return [...groups.values()];
}

/** Numbers the invariants of a group, after those of `all`, and brings together the ones that share `concerns`. */
function triggersOf({ group, members, invariants }: Group, all: Invariant[]): readonly Trigger[] {
  const triggers: { readonly first: Invariant; readonly watches: Watch[] }[] = [];
  for (const invariant of invariants) {
    const watch = { index: all.push(invariant) - 1, invariant };
    const known = triggers.find(({ first }) => first.concerns === invariant.concerns);
    if (known === undefined) triggers.push({ first: invariant, watches: [watch] });
    else known.watches.push(watch);
  }
  return triggers.map((trigger) => ({ group, members, ...trigger }));
}
