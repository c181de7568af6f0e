/**
 * The namespace of a scenario: nodes, groups, instances and zones share one. Declared first, so that everything
 * else can refer forwards.
 */
import type { KindTable } from './kind-table.ts';
import type { Located, LocatedEntry, LocatedRecord } from './positions.ts';
import { reject, rejectUnknown, shorten, type Position, type Report } from './problem.ts';
import { readInteger, readMapping } from './reading.ts';
import { FORMAT_KINDS, notBuilt } from './unbuilt.ts';

export const MAX_NODES = 1000;
const NAME_PATTERN = /^[a-z][a-z0-9-]{0,39}$/u;

/** An entry of `nodes:`: a node, or a group with its instances. */
export interface Declaration {
  readonly name: string;
  readonly at: Position;
  readonly record: LocatedRecord;
  /** Undefined where the kind is missing, unknown or not built yet (a problem already). */
  readonly kind: KindTable | undefined;
  readonly isGroup: boolean;
  /** The node itself, or the instances, those that are added later among them. */
  readonly members: readonly string[];
  /** How many of them are there from the beginning. */
  readonly count: number;
  /** No file declares it. */
  readonly implied?: boolean;
}

export interface Names {
  /** In file order. */
  readonly declarations: readonly Declaration[];
  /** By the name of a node, a group or an instance. */
  readonly byName: ReadonlyMap<string, Declaration>;
  readonly zones: Map<string, readonly string[]>;
  /** Lists of names that were expanded before, so that a group of a thousand is one array however often it stands. */
  readonly expansions: Map<string, readonly string[]>;
}

/** Undefined when names or counts are wrong: what refers to them would only repeat it. */
export function declareNames(
  report: Report,
  nodes: Located,
  kinds: readonly KindTable[],
  added: ReadonlyMap<string, number> = new Map(),
): Names | undefined {
  const section = readMapping(report, nodes, 'nodes');
  if (section === undefined) return undefined;
  if (section.entries.size === 0) return reject(report, section, 'a scenario needs at least one node');
  const declarations: Declaration[] = [];
  const byName = new Map<string, Declaration>();
  let sound = true;
  let total = 0;
  for (const entry of section.entries.values()) {
    const declaration = declare(report, entry, kinds, added.get(entry.key) ?? 0);
    if (declaration === undefined) {
      sound = false;
      continue;
    }
    declarations.push(declaration);
    total += declaration.members.length;
    if (total > MAX_NODES) return reject(report, declaration.at, `more than ${String(MAX_NODES)} nodes`);
    for (const name of new Set([declaration.name, ...declaration.members])) {
      if (!claim(report, byName, name, declaration)) sound = false;
    }
  }
  return sound ? { declarations, byName, zones: new Map(), expansions: new Map() } : undefined;
}

/** What a name already means, for sentences; undefined when it is free. */
export function meaningOf(names: Names, name: string): string | undefined {
  const declaration = names.byName.get(name);
  if (declaration === undefined) return names.zones.has(name) ? 'a zone' : undefined;
  return meaningIn(declaration, name);
}

/** Checks the form of a name that the file introduces. */
export function isValidName(report: Report, at: Position, name: string): boolean {
  if (NAME_PATTERN.test(name)) return true;
  const advice = name.includes('[')
    ? 'use count for several instances'
    : 'small letters, digits and -, at most 40';
  reject(report, at, `${shorten(name)} cannot be a name (${advice})`);
  return false;
}

function declare(
  report: Report,
  entry: LocatedEntry,
  kinds: readonly KindTable[],
  added: number,
): Declaration | undefined {
  const { key: name, at } = entry;
  const named = isValidName(report, at, name);
  const record = readMapping(report, entry.value, named ? name : 'a node');
  if (record === undefined) return undefined;
  const kind = readKind(report, entry, record, kinds);
  const countEntry = record.entries.get('count');
  if (countEntry === undefined) {
    return named ? { name, at, record, kind, isGroup: false, members: [name], count: 1 } : undefined;
  }
  const count = readInteger(report, countEntry.value, 'count', 1, MAX_NODES);
  if (!named || count === undefined) return undefined;
  const members = Array.from(
    { length: Math.min(count + added, MAX_NODES + 1) },
    (_, index) => `${name}-${String(index + 1)}`,
  );
  return { name, at, record, kind, isGroup: true, members, count };
}

function readKind(
  report: Report,
  entry: LocatedEntry,
  record: LocatedRecord,
  kinds: readonly KindTable[],
): KindTable | undefined {
  const kindEntry = record.entries.get('kind');
  if (kindEntry === undefined) return reject(report, entry.at, `${shorten(entry.key)} needs a kind`);
  const { value } = kindEntry;
  const word = value.type === 'scalar' ? value.text : '';
  const kind = kinds.find((candidate) => candidate.kind === word);
  if (kind !== undefined) return kind;
  if (FORMAT_KINDS.some((known) => known === word)) return reject(report, value, notBuilt(`kind ${word}`));
  if (word === '') return reject(report, value, 'kind is the name of a kind, such as api-server');
  return rejectUnknown(report, value, word, 'a kind', [...kinds.map((known) => known.kind), ...FORMAT_KINDS]);
}

function claim(
  report: Report,
  byName: Map<string, Declaration>,
  name: string,
  declaration: Declaration,
): boolean {
  const other = byName.get(name);
  if (other === undefined) {
    byName.set(name, declaration);
    return true;
  }
  const here = name === declaration.name ? name : `${name} of group ${declaration.name}`;
  reject(report, declaration.at, `${here} is a name twice: it is already ${meaningIn(other, name)}`);
  return false;
}

function meaningIn(declaration: Declaration, name: string): string {
  if (!declaration.isGroup) return 'a node';
  return declaration.name === name ? 'a group' : `an instance of group ${declaration.name}`;
}
