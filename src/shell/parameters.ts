/** What a form of parameters needs of the scenario format; large, so it comes only when somebody opens the form. */
import { kinds } from '../kinds/index.ts';
import type { Result } from '../lib/result.ts';
import { parametersOf, readParameter, sharedBy, type Parameter } from '../scenario/parameters.ts';
import type { OptionValue, Scenario } from '../scenario/scenario.ts';

export type { Parameter } from '../scenario/parameters.ts';

export interface NodeParameters {
  readonly kind: string;
  readonly parameters: readonly Parameter[];
  /** The nodes that change together. */
  readonly names: readonly string[];
}

export function nodeParameters(scenario: Scenario, node: string): NodeParameters {
  return {
    kind: scenario.nodes.find(({ name }) => name === node)?.kind ?? '',
    parameters: parametersOf(scenario, node, kinds),
    names: sharedBy(scenario, node),
  };
}

/** A failure is a sentence without a full stop. */
export function readValue(kind: string, path: readonly string[], text: string): Result<OptionValue, string> {
  return readParameter(kind, path, text, kinds);
}
