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
}

export type NodeAction = keyof Omit<NodeActions, 'canPause'>;
export type ToggleVerb = NodeActions[NodeAction];

export function actionsOf(node: NodePicture): NodeActions {
  return {
    power: node.status === 'unplugged' ? 'plug' : node.status === 'down' ? 'restart' : 'crash',
    process: node.status === 'paused' ? 'resume' : 'pause',
    cable: node.isolated ? 'rejoin' : 'isolate',
    canPause: node.status === 'running' || node.status === 'paused',
  };
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
