import type { SimTime } from '../lib/units.ts';
import type { Invariant, MemberView, MilestoneNote, RecordedObservation } from './kind.ts';
import type { NodeRuntime } from './node-runtime.ts';

/** What the invariants remember, one entry for each watch. */
export type MonitorState = readonly { readonly memory: unknown; readonly violated: boolean }[];

/** One invariant over the members of one group. */
interface Watch {
  readonly invariant: Invariant;
  readonly group: string;
  readonly members: readonly number[];
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
  private readonly watches: readonly Watch[];
  private readonly watchesOf: readonly (readonly number[])[];
  private states: { memory: unknown; violated: boolean }[];

  constructor(nodes: readonly NodeRuntime[], state?: MonitorState) {
    this.watches = groupsOf(nodes).flatMap(({ group, members, invariants }) =>
      invariants.map((invariant) => ({ invariant, group, members })),
    );
    this.watchesOf = nodes.map((node) =>
      this.watches.flatMap((watch, index) => (watch.members.includes(node.index) ? [index] : [])),
    );
    this.states = (
      state ?? this.watches.map((watch) => ({ memory: watch.invariant.initial, violated: false }))
    ).map((entry) => ({ ...entry }));
  }

  /** Called after every step of a node; a process that stops steps to undefined. */
  after(node: number, before: unknown, after: unknown, run: MonitoredRun): void {
    for (const index of this.watchesOf[node] ?? []) {
      const watch = this.watches[index];
      if (watch?.invariant.concerns(before, after) === true) this.check(index, watch, run);
    }
  }

  private check(index: number, watch: Watch, run: MonitoredRun): void {
    const state = this.states[index];
    if (state === undefined) return;
    const { memory, violation } = watch.invariant.check(state.memory, {
      now: run.now,
      group: watch.group,
      members: watch.members.map((member) => memberView(run.nodes[member])),
      observations: run.observations,
      milestone: (note) => {
        run.milestone(note);
      },
    });
    const begins = violation !== undefined && !state.violated;
    state.memory = memory;
    state.violated = violation !== undefined;
    if (!begins) return;
    run.milestone({
      type: 'invariant-violated',
      about: violation.node,
      reason: violation.reason,
      data: { invariant: watch.invariant.name, group: watch.group, ...violation.data },
    });
  }

  snapshot(): MonitorState {
    return this.states.map((state) => ({ ...state }));
  }
}

function memberView(node: NodeRuntime | undefined): MemberView {
  return {
    name: node?.name ?? '',
    running: node?.state !== undefined,
    paused: node?.process === 'paused',
    state: node?.state,
    durable: node?.written,
  };
}

function groupsOf(
  nodes: readonly NodeRuntime[],
): { group: string; members: number[]; invariants: readonly Invariant[] }[] {
  const groups = new Map<string, { group: string; members: number[]; invariants: readonly Invariant[] }>();
  for (const node of nodes) {
    const { group, kind } = node.spec;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, { group, members: [node.index], invariants: kind.invariants });
    else known.members.push(node.index);
  }
  return [...groups.values()];
}
