/** What a form of parameters needs of the scenario format; large, so it comes only when somebody opens the form. */
import { kinds } from '../kinds/index.ts';
import { failure, type Result } from '../lib/result.ts';
import { withOption } from '../scenario/edit.ts';
import { parametersOf, readParameter, sharedBy, type Parameter } from '../scenario/parameters.ts';
import { excessiveClient, TOO_MANY_REQUESTS } from '../scenario/request-rate.ts';
import type { OptionValue, Scenario } from '../scenario/scenario.ts';

export type { Parameter } from '../scenario/parameters.ts';

export interface NodeParameters {
  readonly parameters: readonly Parameter[];
  /** The nodes that change together. */
  readonly names: readonly string[];
}

export function nodeParameters(scenario: Scenario, node: string): NodeParameters {
  return {
    parameters: parametersOf(scenario, node, kinds),
    names: sharedBy(scenario, node),
  };
}

/** As the reader of files would, limits over all nodes included. A failure is a sentence without a full stop. */
export function readValue(
  scenario: Scenario,
  node: string,
  path: readonly string[],
  text: string,
): Result<OptionValue, string> {
  const kind = scenario.nodes.find(({ name }) => name === node)?.kind ?? '';
  const read = readParameter(kind, path, text, kinds);
  if (!read.ok) return read;
  const { nodes } = withOption(scenario, sharedBy(scenario, node), path, read.value);
  return excessiveClient(nodes) === undefined ? read : failure(TOO_MANY_REQUESTS);
}
