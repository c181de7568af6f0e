/** A scenario with other names in it, wherever it refers to nodes and groups: for renaming them and taking them out. */
import { alternativeOf, type OptionSpec, type OptionTable } from '../lib/options.ts';
import type { KindTable } from './kind-table.ts';
import { defaultOf } from './node-options.ts';
import type { OptionValue, Scenario, ScenarioNode } from './scenario.ts';

/** What a name becomes; undefined where it is gone. */
export type NameMap = (name: string) => string | undefined;

/**
 * With every name as `nameOf` has it. What names only what is gone goes with it: faults, links, expectations, steps of the story; an
 * option that must be given keeps its name, so that whoever reads the file says what is missing.
 */
export function withNames(scenario: Scenario, nameOf: NameMap, kinds: readonly KindTable[]): Scenario {
  const membersOf = <Set extends { readonly members: readonly string[] }>(set: Set): Set => ({
    ...set,
    members: set.members.flatMap((name) => nameOf(name) ?? []),
  });
  const { nodes, groups, zones, network, faults, story, expect } = scenario;
  return {
    ...scenario,
    nodes: nodes.flatMap((node) => withNodeNames(node, nameOf, kinds) ?? []),
    groups: groups.map(membersOf).flatMap((group) => {
      const name = nameOf(group.name);
      return name === undefined ? [] : [{ ...group, name }];
    }),
    zones: zones.map(membersOf),
    network: { ...network, links: mapEach(network.links, nameOf) },
    faults: mapEach(faults, nameOf),
    story: mapEach(story, nameOf),
    expect: mapEach(expect, nameOf),
  };
}

function withNodeNames(
  node: ScenarioNode,
  nameOf: NameMap,
  kinds: readonly KindTable[],
): ScenarioNode | undefined {
  const [name, group] = [nameOf(node.name), node.group === undefined ? undefined : nameOf(node.group)];
  if (name === undefined) return undefined;
  const table = kinds.find(({ kind }) => kind === node.kind)?.options ?? {};
  const options = Object.entries(node.options).map(([key, value]) => {
    const spec = table[key];
    if (spec === undefined || value === undefined) return [key, value] as const;
    const mapped = optionWith(spec, value, nameOf);
    if (mapped !== undefined) return [key, mapped] as const;
    return [key, isRequired(spec) ? value : defaultOf(spec)] as const;
  });
  return { ...node, name, group, options: Object.fromEntries(options) };
}

function isRequired(spec: OptionTable[string]): boolean {
  return spec.optional !== true && !('default' in spec);
}

/** Undefined where what it names is gone. */
function optionWith(option: OptionSpec, value: OptionValue, nameOf: NameMap): OptionValue {
  const spec = alternativeOf(option, value);
  if (spec.type === 'reference') return typeof value === 'string' ? nameOf(value) : value;
  if (spec.type === 'list' && Array.isArray(value)) {
    const items = (value as readonly OptionValue[]).flatMap(
      (item) => optionWith(spec.of, item, nameOf) ?? [],
    );
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (spec.type !== 'record' || typeof value !== 'object') return value;
  const fields: [string, OptionValue][] = [];
  for (const [key, field] of Object.entries(value)) {
    const of = spec.fields[key];
    const mapped = of === undefined || field === undefined ? field : optionWith(of, field, nameOf);
    if (mapped === undefined && field !== undefined && of !== undefined && isRequired(of)) return undefined;
    fields.push([key, mapped]);
  }
  return Object.fromEntries(fields);
}

/** Fields that are words and texts, never names, whatever they say. */
const WORDS: ReadonlySet<string> = new Set([
  'title', 'say', 'question', 'because', 'detail', 'verb', 'check', 'role', 'milestone', 'metric', 'name', 'order',
  'options', 'written',
]); // prettier-ignore

/** The items without those of which nothing is left. */
function mapEach<T>(items: readonly T[], nameOf: NameMap): readonly T[] {
  return items.flatMap((item) => (mapped(item as Part, nameOf) as T | undefined) ?? []);
}

type Part = string | number | boolean | undefined | readonly Part[] | { readonly [key: string]: Part };

/** Undefined where nothing is left of it. */
function mapped(value: Part, nameOf: NameMap): Part {
  if (typeof value === 'string') return nameOf(value);
  if (isList(value)) return mappedList(value, nameOf);
  if (typeof value !== 'object') return value;
  const fields: [string, Part][] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || isWord(value, key)) {
      fields.push([key, field]);
      continue;
    }
    const one = mapped(field, nameOf);
    // A step can be told without its question.
    if (one === undefined && key === 'ask') continue;
    if (one === undefined) return undefined;
    fields.push([key, one]);
  }
  return Object.fromEntries(fields);
}

/** Names; or two ends, sets, and choices, of which less than two make no sense. */
function mappedList(list: readonly Part[], nameOf: NameMap): Part {
  const rest = list.flatMap((item): readonly Part[] => {
    const one = mapped(item, nameOf);
    return one === undefined ? [] : [one];
  });
  const least = typeof list[0] === 'object' ? Math.min(2, list.length) : Math.min(1, list.length);
  return rest.length < least ? undefined : rest;
}

/** `of` is a word but in patterns, where it is a list; `text` is a name only in choices of nodes; so is `ends: all`. */
function isWord(record: { readonly [key: string]: Part }, key: string): boolean {
  if (key === 'of' || key === 'ends') return typeof record[key] === 'string';
  if (key === 'text') return record.check !== undefined || record.range !== undefined;
  return WORDS.has(key);
}

function isList(value: Part): value is readonly Part[] {
  return Array.isArray(value);
}
