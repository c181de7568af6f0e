import { milestoneText } from '../analysis/milestone-text.ts';
import type { Run } from '../analysis/run.ts';
import { runScenario } from '../analysis/run-scenario.ts';
import { kinds } from '../kinds/index.ts';
import type { RecordedMilestone } from '../kernel/milestone.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Parses scenario text that a test is sure of; a problem fails the test with its position. */
export function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text, kinds);
  if (parsed.ok) return parsed.value.scenario;
  throw new Error(
    parsed.error
      .map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`)
      .join('\n'),
  );
}

/** A system to be broken: nodes and faults in the words of the scenario format. */
export class Driver {
  readonly run: Run;

  constructor(text: string) {
    this.run = runScenario(scenarioOf(`ensemble: 1\ntitle: Test\n${text}`));
  }

  get milestones(): readonly RecordedMilestone[] {
    return this.run.simulation.recording.milestones;
  }

  /** The milestones of some types as lines of `seconds text`. */
  story(...types: readonly string[]): readonly string[] {
    return this.milestones
      .filter((milestone) => types.includes(milestone.type))
      .map(
        (milestone) => `${(milestone.time / 1e6).toFixed(3)} ${milestoneText(milestone, this.run.scenario)}`,
      );
  }

  /** The times, in seconds, of the milestones of one type about one node. */
  times(type: string, node?: string): readonly number[] {
    return this.milestones
      .filter((milestone) => milestone.type === type && (node === undefined || milestone.node === node))
      .map((milestone) => milestone.time / 1e6);
  }

  /** Who holds a role at a time in seconds. */
  holders(role: string, seconds: number): readonly string[] {
    const latest = new Map<number, string>();
    for (const change of this.run.simulation.recording.changes) {
      if (change.time <= seconds * 1e6) latest.set(change.node, change.role);
    }
    return this.run.simulation.nodes
      .filter(({ index }) => latest.get(index) === role)
      .map(({ name }) => name);
  }

  /** The state of a node at a time in seconds. */
  state(node: string, seconds: number): unknown {
    const { simulation } = this.run;
    return simulation.recording.statesAt(seconds * 1e6)[simulation.indexOf(node)];
  }

  get violations(): readonly string[] {
    return this.story('invariant-violated');
  }
}
