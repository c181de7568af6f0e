/** From the text of a scenario file to a scenario: what the file means, or every reason why it means nothing. */
import { failure, success, type Result } from '../lib/result.ts';
import { readExpectations } from './expectations.ts';
import { warnOfDatabaseTerms } from './database-terms.ts';
import { warnOfEmptyGroups, warnOfIdleFaults } from './fault-warnings.ts';
import { readFaults } from './faults.ts';
import { instancesAdded } from './scaling-faults.ts';
import { checkVersion, readHeader, SCENARIO_KEYS, type Header } from './header.ts';
import type { KindTable } from './kind-table.ts';
import { declareNames } from './names.ts';
import { declareZones, readNetwork, zonesOf } from './network.ts';
import { groupsOf, readScenarioNodes } from './nodes.ts';
import { warnOfLateChecks } from './late-checks.ts';
import { withOperators } from './operators.ts';
import { locate, type Located, type LocatedRecord } from './positions.ts';
import { byPosition, createReport, reject, type Problem, type Report } from './problem.ts';
import { readRecord } from './reading.ts';
import type { Context } from './references.ts';
import type { Scenario } from './scenario.ts';
import { warnOfSessionTimeouts } from './session-timeouts.ts';
import { readStory } from './story.ts';

export interface ParsedScenario {
  readonly scenario: Scenario;
  /** What is allowed but probably not meant. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads a scenario file. Whatever the text, the answer is a scenario or at least one problem with its position,
 * in the order of the file; nothing is thrown. `kinds` are the component kinds that this version builds; `file`
 * is its name, which the problems then carry.
 */
export function parseScenario(
  text: string,
  kinds: readonly KindTable[],
  file?: string,
): Result<ParsedScenario, readonly Problem[]> {
  const report = createReport();
  const scenario = readScenario(report, text, kinds);
  if (scenario === undefined || report.problems.length > 0) return failure(inFile(report.problems, file));
  return success({ scenario, warnings: inFile(report.warnings, file) });
}

function readScenario(report: Report, text: string, kinds: readonly KindTable[]): Scenario | undefined {
  const located = locate(report, text);
  if (located === undefined) return undefined;
  if (located.type !== 'record') {
    return reject(report, located, 'a scenario file is a record that begins with ensemble: 1');
  }
  if (!checkVersion(report, located)) return undefined;
  readRecord(report, located, 'a scenario', SCENARIO_KEYS);
  const header = readHeader(report, located);
  return readSystem(report, located, header, kinds);
}

function readSystem(
  report: Report,
  record: LocatedRecord,
  header: Header,
  kinds: readonly KindTable[],
): Scenario | undefined {
  const section = (key: (typeof SCENARIO_KEYS)[number]): Located | undefined =>
    record.entries.get(key)?.value;
  const nodesSection = section('nodes');
  if (nodesSection === undefined) return reject(report, record, 'a scenario needs nodes');
  const declared = declareNames(report, nodesSection, kinds, instancesAdded(section('faults')));
  if (declared === undefined) return undefined;
  const names = withOperators(declared, kinds, section('faults'));
  const context: Context = { report, names, end: header.duration };
  declareZones(context, section('zones'));
  const nodes = readScenarioNodes(context);
  const network = readNetwork(context, section('network'));
  const faults = readFaults(context, section('faults'), network);
  const story = readStory(context, section('story'));
  const expect = readExpectations(context, section('expect'));
  warnOfSessionTimeouts(context, nodes);
  warnOfLateChecks(context, nodes);
  warnOfDatabaseTerms(context, nodes);
  warnOfIdleFaults(report, faults);
  warnOfEmptyGroups(context, faults);
  return {
    ...header,
    nodes,
    groups: groupsOf(context),
    zones: zonesOf(context),
    network,
    faults: faults.map((placed) => placed.fault),
    story,
    expect,
  };
}

function inFile(problems: readonly Problem[], file: string | undefined): readonly Problem[] {
  const ordered = byPosition(problems);
  return file === undefined ? ordered : ordered.map((problem) => ({ ...problem, file }));
}
