import type { Engine } from './engine.ts';
import type { FaultAction } from './fault.ts';
import type { FaultStep } from './fault-schedule.ts';
import type { Command } from './kind.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { DIRECT, due, NOBODY, Occurrence } from './occurrence.ts';

/** How faults act on the run: one event at one node, and what becomes of its process. */
export interface Striker {
  event(node: NodeRuntime, step: FaultStep, effect: () => void): void;
  /** The host is gone with its process, and nobody is told. */
  powerOff(node: NodeRuntime): void;
  /** The process ends as by `exit`. */
  end(node: NodeRuntime): void;
}

/** The instances of a group that are there, in the order of their numbers; a node that is no instance is its own group. */
export function membersOf(nodes: readonly NodeRuntime[], group: string): readonly string[] {
  return nodes
    .filter((node) => node.place === 'there' && (node.spec.group === group || node.name === group))
    .map((node) => node.name);
}

/** Autoscaling: instances are added by the next unused number, and the highest running ones removed for good. */
export class Scaling {
  constructor(
    private readonly run: Engine,
    private readonly striker: Striker,
  ) {}

  /** Returns whom it added. */
  add(step: FaultStep, { group, count }: Extract<FaultAction, { verb: 'add' }>): readonly string[] {
    const { run } = this;
    const coming = run.nodes.filter((node) => node.spec.group === group && node.place === 'coming');
    const added = coming.slice(0, count);
    for (const node of added) {
      this.striker.event(node, step, () => {
        node.place = 'there';
        run.milestone({ type: 'instance-added', data: { group } });
        run.noteChange(node);
        this.tellFollowers(group);
      });
      const cause = run.recording.events - 1;
      const start = due('start', run.now, run.nextSequence(), node.index, cause, run.now, 'start', 0, 0);
      start.endedAt = run.now;
      run.startProcess(node, start);
    }
    return added.map((node) => node.name);
  }

  /** `names`: those that are to go, where they are still there. */
  remove(
    step: FaultStep,
    { group, count, abrupt }: Extract<FaultAction, { verb: 'remove' }>,
    names: readonly string[] | undefined,
  ): void {
    const running = this.run.nodes.filter(
      (node) => node.spec.group === group && node.place === 'there' && node.running,
    );
    const leaving =
      names === undefined
        ? running.slice(-count).reverse()
        : running.filter(({ name }) => names.includes(name));
    for (const node of leaving) this.striker.event(node, step, () => this.dismiss(node, abrupt));
  }

  private dismiss(node: NodeRuntime, abrupt: boolean): void {
    const { group, kind } = node.spec;
    node.place = 'leaving';
    this.run.milestone({ type: 'instance-removed', data: { group, abrupt } });
    if (abrupt) this.striker.powerOff(node);
    else if (kind.leaves === true) tell(this.run, node, { type: 'leave' });
    else this.striker.end(node);
    this.tellFollowers(group);
  }

  /** Whose configuration names the group hears of it; a process that is down looks when it starts. */
  private tellFollowers(group: string): void {
    const { nodes } = this.run;
    const members = membersOf(nodes, group);
    for (const node of nodes) {
      if (!node.running || node.spec.kind.follows?.(node.config).includes(group) !== true) continue;
      tell(this.run, node, { type: 'members', group, members });
    }
  }
}

/** Tells a process something, as an event of its own. */
export function tell(run: Engine, node: NodeRuntime, command: Command): void {
  run.schedule(
    new Occurrence(
      'command', run.now, run.nextSequence(), node.index, run.currentEvent, run.now, NOBODY, 0, command.type, 0, command,
      DIRECT,
    ), // prettier-ignore
  );
}
