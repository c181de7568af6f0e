/** The options of a node as a form shows them: with their values as the format writes them, one field an option. */
import { alternativeOf, type OptionSpec, type OptionTable } from '../lib/options.ts';
import { failure, success, type Result } from '../lib/result.ts';
import type { KindTable } from './kind-table.ts';
import { defaultOf, readOption } from './node-options.ts';
import type { LocatedScalar } from './positions.ts';
import { createReport } from './problem.ts';
import type { OptionValue, Scenario, ScenarioNode } from './scenario.ts';
import { writeOption } from './write.ts';

export interface Parameter {
  /** Where it stands within the node's options: `['check', 'interval']`. */
  readonly path: readonly string[];
  readonly doc: string;
  /** As the format writes it: `8s`. */
  readonly text: string;
  /** The words to choose from, where there are only these. */
  readonly choices: readonly string[] | undefined;
}

/** What is changed together with a node's option: every instance of its group. */
export function sharedBy(scenario: Scenario, node: string): readonly string[] {
  const group = scenario.nodes.find((one) => one.name === node)?.group;
  return scenario.nodes
    .filter((one) => one.name === node || (group !== undefined && one.group === group))
    .map(({ name }) => name);
}

/** The parameters of a node that can be changed one by one: all but names of others. */
export function parametersOf(
  scenario: Scenario,
  node: string,
  kinds: readonly KindTable[],
): readonly Parameter[] {
  const found = scenario.nodes.find((one) => one.name === node);
  const table = kinds.find(({ kind }) => kind === found?.kind)?.options;
  // What no file declares has no place where a value could be written.
  if (found === undefined || table === undefined || found.implied === true) return [];
  return fieldsOf(table, found.options, [], found.options.preset === undefined);
}

/** What is not said has the default that its table documents, unless a preset may have another one (`usual`). */
function fieldsOf(
  table: OptionTable,
  values: ScenarioNode['options'],
  above: readonly string[],
  usual: boolean,
): readonly Parameter[] {
  return Object.entries(table).flatMap(([key, option]): readonly Parameter[] => {
    const value = values[key] ?? (usual ? defaultOf({ ...option, optional: false }) : undefined);
    const spec = alternativeOf(option, value);
    const path = [...above, key];
    if (spec.type === 'record') return isRecord(value) ? fieldsOf(spec.fields, value, path, usual) : [];
    if (value === undefined || !isScalar(spec)) return [];
    const written = writeOption(spec, value);
    const choices =
      spec.type === 'choice' ? spec.values : spec.type === 'flag' ? ['true', 'false'] : undefined;
    return [
      {
        path,
        doc: spec.doc,
        text: typeof written === 'object' || written === undefined ? '' : String(written),
        choices,
      },
    ];
  });
}

/**
 * Reads what somebody wrote into the field of a parameter, by the rules and in the sentences of the scenario format.
 * A failure is a sentence without a full stop.
 */
export function readParameter(
  kind: string,
  path: readonly string[],
  text: string,
  kinds: readonly KindTable[],
): Result<OptionValue, string> {
  const table = kinds.find((one) => one.kind === kind)?.options;
  const spec = table === undefined ? undefined : specAt(table, path);
  if (spec === undefined || !isScalar(spec)) return failure(`${path.join('.')} cannot be changed here`);
  const report = createReport();
  const names = { declarations: [], byName: new Map(), zones: new Map(), expansions: new Map() };
  const owner = { context: { report, names, end: 0 }, kind };
  const value = readOption(owner, scalar(text.trim(), spec), path.at(-1) ?? '', spec);
  const [problem] = report.problems;
  return problem === undefined ? success(value) : failure(problem.message);
}

/** As YAML would read it: what looks like a number or a flag is one where the option takes one. */
function scalar(text: string, spec: OptionSpec): LocatedScalar {
  const isNumber = spec.type === 'integer' && /^-?[0-9]+(\.[0-9]+)?$/u.test(text);
  const isFlag = spec.type === 'flag' && (text === 'true' || text === 'false');
  const value = isNumber ? Number(text) : isFlag ? text === 'true' : text === '' ? undefined : text;
  return { type: 'scalar', value, text, line: 1, column: 1 };
}

function specAt(table: OptionTable, [key = '', ...rest]: readonly string[]): OptionSpec | undefined {
  const option = table[key];
  if (option === undefined) return undefined;
  const [next] = rest;
  const spec = alternativeOf(option, next === undefined ? undefined : { [next]: undefined });
  if (next === undefined) return spec;
  return spec.type === 'record' ? specAt(spec.fields, rest) : undefined;
}

function isScalar(spec: OptionSpec): boolean {
  return (
    spec.type !== 'reference' && spec.type !== 'list' && spec.type !== 'record' && spec.type !== 'either'
  );
}

function isRecord(value: OptionValue): value is ScenarioNode['options'] {
  return typeof value === 'object' && !Array.isArray(value);
}
