import type { SimTime } from '../lib/units.ts';
import type {
  Invariant, InvariantScope, MemberView, MilestoneNote, RecordedObservation, Step, StepEvent,
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
  readonly members: readonly number[];
  readonly first: Invariant;
  readonly watches: readonly Watch[];
}

/** How the monitor reaches the run. */
export interface MonitoredRun {
  readonly now: SimTime;
  readonly nodes: readonly NodeRuntime[];
  readonly observations: readonly RecordedObservation[];
  milestone(note: MilestoneNote): void;
}

/** Evaluates the invariants of every kind during a run. It sees everything and changes nothing. */
export class Monitor {
  private readonly triggersOf: readonly (readonly Trigger[])[];
  private states: { memory: unknown; violated: boolean }[];

  constructor(nodes: readonly NodeRuntime[], state?: MonitorState) {
    const invariants: Invariant[] = [];
    const triggers = groupsOf(nodes).flatMap((group) => triggersOf(group, invariants));
    this.triggersOf = nodes.map((node) => triggers.filter(({ members }) => members.includes(node.index)));
    this.states = (state ?? invariants.map(({ initial }) => ({ memory: initial, violated: false }))).map(
      (entry) => ({ ...entry }),
    );
  }

  /** Called after every step of a node; a process that stops steps to undefined. */
  after(node: NodeRuntime, before: unknown, after: unknown, event: StepEvent, run: MonitoredRun): void {
    let scope: InvariantScope | undefined;
    for (const trigger of this.triggersOf[node.index] ?? []) {
      if (!trigger.first.concerns(before, after, event)) continue;
      scope ??= scopeOf(trigger, { node: node.name, before, after, event }, run);
      for (const watch of trigger.watches) this.check(watch, scope, run);
    }
  }

  private check({ index, invariant }: Watch, scope: InvariantScope, run: MonitoredRun): void {
    const state = this.states[index];
    if (state === undefined) return;
    const { memory, violation } = invariant.check(state.memory, scope);
    const begins = violation !== undefined && !state.violated;
    state.memory = memory;
    state.violated = violation !== undefined;
    if (!begins) return;
    run.milestone({
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

/** What a step looks like to the invariants of its group; the same for all of them. */
function scopeOf({ group, members }: Trigger, step: Step, run: MonitoredRun): InvariantScope {
  return {
    now: run.now,
    group,
    step,
    members: members.map((member) => memberView(run.nodes[member])),
    observations: run.observations,
    milestone: (note) => {
      run.milestone(note);
    },
  };
}

function memberView(node: NodeRuntime | undefined): MemberView {
  return {
    name: node?.name ?? '',
    running: node?.state !== undefined,
    paused: node?.process === 'paused',
    state: node?.state,
    durable: node?.written,
    synced: node?.durable,
  };
}

interface Group {
  readonly group: string;
  readonly members: number[];
  readonly invariants: readonly Invariant[];
}

function groupsOf(nodes: readonly NodeRuntime[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    const { group, kind } = node.spec;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, { group, members: [node.index], invariants: kind.invariants });
    else known.members.push(node.index);
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
