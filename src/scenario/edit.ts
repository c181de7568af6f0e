/** Edits of a scenario: every act of a user is one. Pure; the given scenario is left as it was. */
import type { Scenario, ScenarioFault } from './scenario.ts';

/** With one more fault, at the end: file order decides between faults of the same time. */
export function addFault(scenario: Scenario, fault: ScenarioFault): Scenario {
  return { ...scenario, faults: [...scenario.faults, fault] };
}

/** Without the fault at `index` of the list; the scenario itself where there is none. */
export function removeFault(scenario: Scenario, index: number): Scenario {
  if (!(index in scenario.faults)) return scenario;
  return { ...scenario, faults: scenario.faults.toSpliced(index, 1) };
}

export function withSeed(scenario: Scenario, seed: number): Scenario {
  return { ...scenario, seed };
}
