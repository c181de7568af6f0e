/** A whole scenario in the words of the format: written as YAML it reads back as the same. */
import { formatDuration } from '../lib/quantities.ts';
import { alternativeOf, type OptionSpec, type OptionTable } from '../lib/options.ts';
import type { KindTable } from './kind-table.ts';
import { defaultOf } from './node-options.ts';
import { startTime } from './nodes.ts';
import type { LinkQuality, OptionValue, Scenario, ScenarioNode } from './scenario.ts';
import { writeExpectation, writeStep } from './write-expectations.ts';
import { writeFault, writeOption, type WriteNames, type Written } from './write.ts';
import { isSame, type WrittenRecord } from './yaml-words.ts';

export interface WrittenScenario {
  readonly header: WrittenRecord;
  /** By the name of a node or group, with the defaults of its options. */
  readonly nodes: Readonly<Record<string, WrittenRecord>>;
  /** Those whose nodes do not all say so themselves. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
  readonly network: WrittenRecord;
  readonly faults: readonly WrittenRecord[];
  readonly story: readonly WrittenRecord[];
  readonly expect: readonly WrittenRecord[];
}

/** Whether a node or group says itself in which zone it is, and is not listed below `zones:`. */
export type SaysZone = (name: string) => boolean;

export function writeScenario(
  scenario: Scenario,
  kinds: readonly KindTable[],
  saysZone: SaysZone = () => true,
): WrittenScenario {
  const { ensemble, title, summary, chapter, level, seed, duration } = scenario;
  const names = namesWriter(scenario);
  return {
    header: { ensemble, title, summary, chapter, level, seed, duration: formatDuration(duration) },
    nodes: mapDeclarations(scenario, (members, name) => writeNode(members, kinds, saysZone(name), false)),
    zones: writeZones(scenario, saysZone),
    network: {
      default: writeQuality(scenario.network.default),
      links: scenario.network.links.map(({ between, ...quality }) => ({
        between: between.map((end) => names(end, true)),
        ...writeQuality(quality),
      })),
    },
    faults: scenario.faults.map((fault) => writeFault(fault, names)),
    story: scenario.story.map((step) => writeStep(step, names)),
    expect: scenario.expect.map((expectation) => writeExpectation(expectation, names)),
  };
}

/** The nodes without what the format would fill in, for those that are new. */
export function writeNodesBriefly(scenario: Scenario, kinds: readonly KindTable[]): WrittenScenario['nodes'] {
  return mapDeclarations(scenario, (members) => writeNode(members, kinds, true, true));
}

/** The value of an option without those of its fields that the format would fill in the same. */
function writeOptionBriefly(spec: OptionSpec, value: OptionValue): Written | undefined {
  const of = alternativeOf(spec, value);
  if (of.type !== 'record' || !isOptions(value)) return writeOption(spec, value);
  return writeFields(of.fields, value, true);
}

function writeFields(table: OptionTable, options: Options, brief: boolean): WrittenRecord {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, spec]) => {
      const value = options[key];
      if (brief && isSame(value, defaultOf(spec))) return [];
      const written = brief ? writeOptionBriefly(spec, value) : writeOption(spec, value);
      return written === undefined ? [] : [[key, written]];
    }),
  );
}

type Options = ScenarioNode['options'];

function isOptions(value: OptionValue): value is Options {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The nodes that one entry of the file declares. */
type Members = readonly [ScenarioNode, ...ScenarioNode[]];

function mapDeclarations<T>(
  scenario: Scenario,
  write: (members: Members, name: string) => T,
): Record<string, T> {
  const declared = new Map<string, [ScenarioNode, ...ScenarioNode[]]>();
  for (const node of scenario.nodes) {
    if (node.implied === true) continue;
    const name = node.group ?? node.name;
    const members = declared.get(name);
    if (members === undefined) declared.set(name, [node]);
    else members.push(node);
  }
  return Object.fromEntries([...declared].map(([name, members]) => [name, write(members, name)]));
}

function writeNode(
  members: Members,
  kinds: readonly KindTable[],
  saysZone: boolean,
  brief: boolean,
): WrittenRecord {
  const [{ kind, group, start, options }] = members;
  const count = members.filter(({ later }) => later !== true).length;
  const zone = saysZone ? commonZone(members) : undefined;
  const table = kinds.find((one) => one.kind === kind)?.options ?? {};
  return {
    kind,
    ...(group === undefined ? {} : { count }),
    ...(zone === undefined ? {} : { zone }),
    ...(start === startTime(kind, 0, count) ? {} : { start: formatDuration(start) }),
    ...writeFields(table, options, brief),
  };
}

function commonZone(members: Members): string | undefined {
  const [{ zone }] = members;
  return members.every((node) => node.zone === zone) ? zone : undefined;
}

function writeZones(scenario: Scenario, saysZone: SaysZone): WrittenScenario['zones'] {
  const listed = Object.values(
    mapDeclarations(scenario, (members, name) => {
      const zone = commonZone(members);
      if (zone === undefined) return members.map((node) => ({ name: node.name, zone: node.zone }));
      return saysZone(name) ? [] : [{ name, zone }];
    }),
  ).flat();
  return Object.fromEntries(
    scenario.zones.map(({ name }) => {
      const members = listed.filter(({ zone }) => zone === name);
      return [name, members.map((member) => member.name)];
    }),
  );
}

function writeQuality({ latency, jitter }: LinkQuality): WrittenRecord {
  return { latency: formatDuration(latency), jitter: formatDuration(jitter) };
}

/** Groups, zones and ranges where all their nodes stand in a row; a single word stands for itself. */
function namesWriter({ groups, zones }: Scenario): WriteNames {
  return (names, inZones = false) => {
    const sets = [...groups, ...(inZones ? zones : [])];
    // The largest first; a group before a zone of the same nodes.
    sets.sort((one, other) => other.members.length - one.members.length);
    const words: string[] = [];
    for (let at = 0; at < names.length;) {
      const set = sets.find(({ members }) => members.length > 1 && isAt(names, at, members));
      const length = set?.members.length ?? runLength(names, at);
      words.push(set?.name ?? rangeOf(names[at] ?? '', length));
      at += length;
    }
    const [only] = words;
    return only !== undefined && words.length === 1 ? only : words;
  };
}

function isAt(names: readonly string[], at: number, members: readonly string[]): boolean {
  return members.every((member, offset) => names[at + offset] === member);
}

/** Fewer instances are as well said one by one. */
const SHORTEST_RANGE = 4;
const INSTANCE = /^(.*-)([1-9][0-9]*)$/u;

/** How many instances of a group follow each other from `at` on; 1 where they are too few for a range. */
function runLength(names: readonly string[], at: number): number {
  const [, stem = '', first = ''] = INSTANCE.exec(names[at] ?? '') ?? [];
  let length = 1;
  while (stem !== '' && names[at + length] === `${stem}${String(Number(first) + length)}`) length += 1;
  return length < SHORTEST_RANGE ? 1 : length;
}

function rangeOf(name: string, length: number): string {
  const [, stem = '', first = ''] = INSTANCE.exec(name) ?? [];
  return length === 1 ? name : `${stem}[${first}..${String(Number(first) + length - 1)}]`;
}
