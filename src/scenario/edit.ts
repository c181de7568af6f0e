/** Edits of a scenario: every act of a user is one. Pure; the given scenario is left as it was. */
import { withLaterInstances } from './later-instances.ts';
import { withoutIdleOperators } from './operators.ts';
import type { OptionValue, Scenario, ScenarioFault, ScenarioNode } from './scenario.ts';

/** With one more fault, before the first that is later. */
export function addFault(scenario: Scenario, fault: ScenarioFault): Scenario {
  const edited = { ...scenario, faults: withFault(scenario.faults, fault) };
  return fault.verb === 'add' ? withLaterInstances(edited, fault.group) : edited;
}

/** Behind those of its time, since file order decides between these; at the end of a list that is in another order. */
export function withFault(faults: readonly ScenarioFault[], fault: ScenarioFault): readonly ScenarioFault[] {
  const inOrder = faults.every(({ at }, index) => at >= (faults[index - 1]?.at ?? 0));
  const later = inOrder ? faults.findIndex(({ at }) => at > fault.at) : -1;
  return faults.toSpliced(later < 0 ? faults.length : later, 0, fault);
}

/** Without the fault at `index` of the list; the scenario itself where there is none. */
export function removeFault(scenario: Scenario, index: number): Scenario {
  if (!(index in scenario.faults)) return scenario;
  return withoutIdleOperators({ ...scenario, faults: scenario.faults.toSpliced(index, 1) });
}

/** The faults in another order, which decides between those of the same time: the one at `index` is `by` places further. */
export function reorderFault(scenario: Scenario, index: number, by: number): Scenario {
  const fault = scenario.faults[index];
  const to = index + by;
  if (fault === undefined || !(to in scenario.faults)) return scenario;
  return { ...scenario, faults: scenario.faults.toSpliced(index, 1).toSpliced(to, 0, fault) };
}

export function withSeed(scenario: Scenario, seed: number): Scenario {
  return { ...scenario, seed };
}

/**
 * With an option of some nodes set to a value that was read by the rules of the format; `path` leads to it through
 * records. The scenario itself where that changes nothing.
 */
export function withOption(
  scenario: Scenario,
  names: readonly string[],
  path: readonly string[],
  value: OptionValue,
): Scenario {
  const nodes = scenario.nodes.map((node): ScenarioNode => {
    if (!names.includes(node.name)) return node;
    const options = setAt(node.options, path, value);
    return options === node.options ? node : { ...node, options };
  });
  return nodes.every((node, index) => node === scenario.nodes[index]) ? scenario : { ...scenario, nodes };
}

type Options = ScenarioNode['options'];

function setAt(options: Options, [key, ...rest]: readonly string[], value: OptionValue): Options {
  if (key === undefined) return options;
  const before = options[key];
  if (rest.length === 0) return before === value ? options : { ...options, [key]: value };
  if (typeof before !== 'object' || Array.isArray(before)) return options;
  const nested = before as Options;
  const after = setAt(nested, rest, value);
  return after === nested ? options : { ...options, [key]: after };
}
