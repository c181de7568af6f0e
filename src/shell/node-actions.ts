import type { NodePicture } from '../analysis/picture.ts';
import type { SimTime } from '../lib/units.ts';
import type { NodeFaultVerb, Scenario, ScenarioFault } from '../scenario/scenario.ts';

/** What a user can do to a node right now: one verb of each pair, by the state that it is in. */
export interface NodeActions {
  readonly power: 'crash' | 'restart' | 'plug';
  readonly process: 'pause' | 'resume';
  readonly cable: 'isolate' | 'rejoin';
  /** Only a running process can be paused. */
  readonly canPause: boolean;
  /** Nothing can be done to what is not there yet, or not any more. */
  readonly absent: 'waiting' | 'removed' | undefined;
}

export type NodeAction = keyof Omit<NodeActions, 'canPause' | 'absent'>;
export type ToggleVerb = NodeActions[NodeAction];

export function actionsOf({ status, isolated }: NodePicture): NodeActions {
  return {
    power: status === 'unplugged' ? 'plug' : status === 'down' ? 'restart' : 'crash',
    process: status === 'paused' ? 'resume' : 'pause',
    cable: isolated ? 'rejoin' : 'isolate',
    canPause: status === 'running' || status === 'paused',
    absent: status === 'waiting' || status === 'removed' ? status : undefined,
  };
}

/** Whether a node's state allows an action. */
export function allows({ absent, canPause }: NodeActions, action: NodeAction): boolean {
  return absent === undefined && (action !== 'process' || canPause);
}

export function nodeFault(verb: NodeFaultVerb, node: string, at: SimTime): ScenarioFault {
  return { verb, target: { nodes: [node] }, at };
}

/** With the fault at `index` put at another time, within the scenario; the scenario itself where there is none. */
export function moveFault(scenario: Scenario, index: number, at: SimTime): Scenario {
  const fault = scenario.faults[index];
  if (fault === undefined) return scenario;
  const moved = { ...fault, at: Math.min(scenario.duration, Math.max(0, Math.round(at))) };
  return { ...scenario, faults: scenario.faults.with(index, moved) };
}
