/** What a user changed of a scenario, small enough for an address and written in the words of the format. */
import { type Document, isMap, parseDocument } from 'yaml';
import { alternativeOf, type OptionSpec, type OptionTable } from '../lib/options.ts';
import { failure, type Result } from '../lib/result.ts';
import type { KindTable } from './kind-table.ts';
import { parseScenario, type ParsedScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import type { OptionValue, Scenario } from './scenario.ts';
import { writeFault, writeOption, type Written } from './write.ts';

export interface ScenarioEdits {
  readonly seed?: number;
  /** The whole list, where it is another one. */
  readonly faults?: readonly Written[];
  /** By node or group and the path of the option within it: `db.election.sessionTimeout`. */
  readonly options?: Readonly<Record<string, Written>>;
}

/** As deep as a whole file may nest. */
const DEEPEST = 60;

/** What makes `edited` of `original`, as far as users can change it; undefined if nothing does. */
export function editsBetween(
  original: Scenario,
  edited: Scenario,
  kinds: readonly KindTable[],
): ScenarioEdits | undefined {
  const options = optionEdits(original, edited, kinds);
  const edits: ScenarioEdits = {
    ...(original.seed === edited.seed ? {} : { seed: edited.seed }),
    ...(same(original.faults, edited.faults)
      ? {}
      : { faults: edited.faults.map((fault) => writeFault(fault)) }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  return Object.keys(edits).length === 0 ? undefined : edits;
}

/** Reads a scenario file with edits made to it. Whatever the edits, the answer is a scenario or problems. */
export function parseEdited(
  text: string,
  edits: unknown,
  kinds: readonly KindTable[],
  file: string,
): Result<ParsedScenario, readonly Problem[]> {
  if (typeof edits !== 'object' || edits === null) {
    return failure([{ line: 1, column: 1, message: 'the edits are not a record', file }]);
  }
  if (nestsDeeper(edits, DEEPEST)) {
    return failure([
      { line: 1, column: 1, message: `the edits nest more than ${DEEPEST} levels deep`, file },
    ]);
  }
  const document = parseDocument(text);
  if (document.errors.length > 0) return parseScenario(text, kinds, file);
  const { seed, faults, options } = edits as Readonly<Record<keyof ScenarioEdits, unknown>>;
  if (seed !== undefined) document.set('seed', document.createNode(seed));
  if (faults !== undefined) document.set('faults', document.createNode(faults));
  for (const [path, value] of Object.entries(
    typeof options === 'object' && options !== null ? options : {},
  )) {
    const steps = ['nodes', ...path.split('.')];
    if (!document.hasIn(steps.slice(0, 2))) continue;
    if (!isWithinRecords(document, steps)) {
      return failure([{ line: 1, column: 1, message: `the edits set ${path}, which is no option`, file }]);
    }
    document.setIn(steps, document.createNode(value));
  }
  return parseScenario(document.toString(), kinds, file);
}

/** Whether all that a path leads through is a record, or not there yet. */
function isWithinRecords(document: Document, steps: readonly string[]): boolean {
  return steps.every((_, length) => {
    const within: unknown = length === 0 ? document.contents : document.getIn(steps.slice(0, length), true);
    return within === undefined || isMap(within);
  });
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1));
}

function optionEdits(
  original: Scenario,
  edited: Scenario,
  kinds: readonly KindTable[],
): Readonly<Record<string, Written>> {
  const changes: Record<string, Written> = {};
  for (const [index, node] of edited.nodes.entries()) {
    const table = kinds.find(({ kind }) => kind === node.kind)?.options;
    const before = original.nodes[index];
    if (table === undefined || before?.name !== node.name) continue;
    collect(changes, node.group ?? node.name, table, before.options, node.options);
  }
  return changes;
}

type Values = Readonly<Record<string, OptionValue>>;

/** Notes every option of a table that differs, records by their fields. */
function collect(
  changes: Record<string, Written>,
  path: string,
  table: OptionTable,
  before: Values,
  after: Values,
): void {
  for (const [key, spec] of Object.entries(table)) {
    const [one, other] = [before[key], after[key]];
    if (same(one, other)) continue;
    const nested = fieldsOf(spec, one, other);
    if (nested !== undefined) collect(changes, `${path}.${key}`, ...nested);
    else {
      const written = writeOption(spec, other);
      if (written !== undefined) changes[`${path}.${key}`] = written;
    }
  }
}

function fieldsOf(
  spec: OptionSpec,
  one: OptionValue,
  other: OptionValue,
): readonly [OptionTable, Values, Values] | undefined {
  const of = alternativeOf(spec, other);
  if (of.type !== 'record' || of !== alternativeOf(spec, one)) return undefined;
  return isRecord(one) && isRecord(other) ? [of.fields, one, other] : undefined;
}

function isRecord(value: OptionValue): value is Values {
  return typeof value === 'object' && !Array.isArray(value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
