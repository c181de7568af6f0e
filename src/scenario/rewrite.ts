/** From an edited scenario back to its text: what did not change stays as its author wrote it. */
import { parseDocument, type Document } from 'yaml';
import { failure, success, type Result } from '../lib/result.ts';
import { SCENARIO_KEYS } from './header.ts';
import type { KindTable } from './kind-table.ts';
import { withoutIdleInstances } from './later-instances.ts';
import { parseScenario, type ParsedScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { isBlankLine, skipComments } from './text-changes.ts';
import { writeNodesBriefly, writeScenario, type WrittenScenario } from './write-scenario.ts';
import type { Written } from './write.ts';
import { blockEntry, hasComment, patchRecord, patchValue, removeLines } from './yaml-patch.ts';
import {
  entriesOf,
  isFlow,
  isMap,
  isSeq,
  lineBehind,
  openYaml,
  Unpatchable,
  unlessUnpatchable,
} from './yaml-source.ts';
import type { Entry, YamlSource } from './yaml-source.ts';
import {
  fieldText,
  flowText,
  isSame,
  isWrittenList,
  isWrittenRecord,
  type WrittenRecord,
} from './yaml-words.ts';

export interface Rewritten extends ParsedScenario {
  readonly text: string;
}

/**
 * The text of a scenario file changed so that it means `after`. Comments, blank lines, quotes, indentation and the order of all
 * that did not change stay to the byte. A failure has the problems of the text as it would be, or of the text itself; a text that
 * means anything else is never returned.
 */
export function rewriteText(
  text: string,
  after: Scenario,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  let best = readText(text, kinds);
  let problems: readonly Problem[] | undefined;
  // The second attempt mends what the first could not know, such as a group that now names more instances.
  for (const attempt of [patched, patched, rewritten]) {
    if (!best.ok || isMeant(best.value.scenario, after, kinds)) return best;
    const next = attempt(best.value.text, best.value.scenario, after, kinds);
    const read = next === undefined ? undefined : readText(next, kinds);
    if (read?.ok === true) best = read;
    else problems ??= read?.error;
  }
  return best.ok && isMeant(best.value.scenario, after, kinds) ? best : failure(problems ?? [NOT_SAYABLE]);
}

function readText(text: string, kinds: readonly KindTable[]): Result<Rewritten, readonly Problem[]> {
  const parsed = parseScenario(text, kinds);
  return parsed.ok ? success({ text, ...parsed.value }) : parsed;
}

const NOT_SAYABLE: Problem = {
  line: 1,
  column: 1,
  message: 'a scenario file cannot say this, such as an option that only some instances of a group have',
};

/** Whether a scenario that was read is `goal`, but for the texts of expectations, which are those of the file. */
export function isMeant(scenario: Scenario, goal: Scenario, kinds: readonly KindTable[]): boolean {
  const needed = withoutIdleInstances(goal);
  return isSame(systemOf(scenario), systemOf(needed)) && isSame(told(scenario), told(needed));

  function told(one: Scenario): unknown {
    const { header, story, expect } = writeScenario(one, kinds);
    return { header, story, expect };
  }
}

/** A zone without nodes is none. */
function systemOf({ nodes, groups, zones, network, faults }: Scenario): unknown {
  return { nodes, groups, zones: zones.filter(({ members }) => members.length > 0), network, faults };
}

/** By surgery on the text; undefined where that is not possible. */
function patched(
  text: string,
  before: Scenario,
  after: Scenario,
  kinds: readonly KindTable[],
): string | undefined {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const source = openYaml(text.slice(mark.length));
  const changed = unlessUnpatchable(() => {
    patchScenario(source, [before, withoutIdleInstances(after)], kinds);
    return source.changes.apply();
  });
  return changed === undefined ? undefined : `${mark}${changed}`;
}

function patchScenario(
  source: YamlSource,
  [before, after]: readonly [Scenario, Scenario],
  kinds: readonly KindTable[],
): void {
  const root = source.document.contents;
  if (!isMap(root) || isFlow(root)) throw new Unpatchable();
  const renamed = renamedNodes(before, after);
  const [was, is] = writtenAlike(source.document, [before, after], renamed, kinds);
  const entries = entriesOf(source, root);
  patchRecord(source, root, { before: was.header, after: is.header }, { order: SCENARIO_KEYS });
  patchNodes(source, entries, [was.nodes, is.nodes], writeNodesBriefly(after, kinds), renamed);
  for (const key of ['zones', 'network', 'faults', 'story', 'expect'] as const) {
    patchSection(source, entries, key, [was[key], is[key]]);
  }
}

/** Both versions in the words of the format, with zones where the text has them. */
function writtenAlike(
  document: Document,
  [before, after]: readonly [Scenario, Scenario],
  renamed: ReadonlyMap<string, string>,
  kinds: readonly KindTable[],
): readonly [WrittenScenario, WrittenScenario] {
  const saysZone = (name: string): boolean =>
    !document.hasIn(['nodes', name]) || document.hasIn(['nodes', name, 'zone']);
  const formerly = new Map([...renamed].map(([name, other]) => [other, name]));
  const oldName = (name: string): string => formerly.get(name) ?? name;
  const [was, is] = [
    writeScenario(before, kinds, saysZone),
    writeScenario(after, kinds, (name) => saysZone(oldName(name))),
  ];
  const { zones } = document.toJS() as { readonly zones?: Readonly<Record<string, unknown>> };
  const placeOf = (zone: string, name: string): number => {
    const [, group = name, instance = ''] = /^(.*)(-[0-9]+)$/u.exec(name) ?? [];
    const word = formerly.has(name) ? oldName(name) : `${oldName(group)}${instance}`;
    const words = zones?.[zone];
    return Array.isArray(words) ? words.indexOf(word) : -1;
  };
  return [inOrder(was, placeOf), inOrder(is, placeOf)];
}

/** With the zones listed as the text does, new names last. */
function inOrder(written: WrittenScenario, placeOf: (zone: string, name: string) => number): WrittenScenario {
  const zones = Object.entries(written.zones).map(([zone, names]) => {
    const places = names.map((name) => {
      const place = placeOf(zone, name);
      return { name, place: place < 0 ? Infinity : place };
    });
    places.sort((one, other) => (one.place === other.place ? 0 : one.place - other.place));
    return [zone, places.map(({ name }) => name)] as const;
  });
  return { ...written, zones: Object.fromEntries(zones) };
}

/** A node that is gone and a new one of its kind in its place are one that was renamed. */
function renamedNodes(before: Scenario, after: Scenario): ReadonlyMap<string, string> {
  const [old, fresh] = [kindsByName(before), kindsByName(after)];
  const gone = [...old.keys()].filter((name) => !fresh.has(name));
  const added = [...fresh.keys()].filter((name) => !old.has(name));
  if (gone.length !== added.length) return new Map();
  const pairs = gone.map((name, index) => [name, added[index] ?? name] as const);
  return new Map(pairs.filter(([name, other]) => old.get(name) === fresh.get(other)));
}

function kindsByName({ nodes }: Scenario): ReadonlyMap<string, string> {
  const declared = nodes.filter(({ implied }) => implied !== true);
  return new Map(declared.map(({ name, group, kind }) => [group ?? name, kind]));
}

function patchNodes(
  source: YamlSource,
  entries: readonly Entry[],
  [before, after]: readonly [WrittenScenario['nodes'], WrittenScenario['nodes']],
  brief: WrittenScenario['nodes'],
  renamed: ReadonlyMap<string, string>,
): void {
  const section = entries.find(({ key }) => key === 'nodes');
  if (section === undefined || !isMap(section.node)) throw new Unpatchable();
  const order = Object.keys(after);
  patchRecord(source, section.node, { before, after, brief }, { order, renamed });
}

function patchSection(
  source: YamlSource,
  entries: readonly Entry[],
  key: string,
  [before, after]: readonly [Written, Written],
): void {
  if (isSame(before, after)) return;
  const section = entries.find((entry) => entry.key === key);
  if (section === undefined) addSection(source, entries, key, changesOf(before, after));
  else if (isEmpty(after) && !isCommented(source, section)) {
    removeLines(source, section, entries[entries.indexOf(section) + 1]);
  } else patchValue(source, section, { before, after });
}

function isEmpty(value: Written): boolean {
  return isWrittenList(value) && value.length === 0;
}

function isCommented(source: YamlSource, section: Entry): boolean {
  const { text } = source;
  const behind = lineBehind(source, section);
  return hasComment(text, section.start, behind) || skipComments(text, behind, 1) > behind;
}

/** Of a record that is not in the text, the entries that are not as the format would have them. */
function changesOf(before: Written, after: Written): Written {
  if (!isWrittenRecord(before) || !isWrittenRecord(after)) return after;
  const changed = Object.entries(after).filter(([key, value]) => !isSame(before[key], value));
  return Object.fromEntries(changed);
}

/** Behind the last section that comes before it, between empty lines as its neighbours are. */
export function addSection(source: YamlSource, entries: readonly Entry[], key: string, value: Written): void {
  const { text, changes } = source;
  const place = SCENARIO_KEYS.findIndex((one) => one === key);
  const previous = entries.findLast((entry) => SCENARIO_KEYS.findIndex((one) => one === entry.key) < place);
  if (previous === undefined) throw new Unpatchable();
  const at = skipComments(text, lineBehind(source, previous), 1);
  const isOpen = at < text.length && !isBlankLine(text, at);
  changes.insertLines(at, ['', ...sectionLines(key, value), ...(isOpen ? [''] : [])]);
}

function sectionLines(key: string, value: Written): readonly string[] {
  if (isWrittenList(value)) return [`${key}:`, ...value.map((item) => `  - ${flowText(item, false)}`)];
  return isWrittenRecord(value) ? blockEntry(key, value) : [fieldText(key, value, false)];
}

/** By the library's own writer: comments are kept, the layout is its own. */
function rewritten(text: string, before: Scenario, after: Scenario, kinds: readonly KindTable[]): string {
  const document = parseDocument(text.replace(/^\ufeff/u, ''), { version: '1.2', schema: 'core' });
  const versions = [before, withoutIdleInstances(after)] as const;
  const [was, is] = writtenAlike(document, versions, new Map(), kinds);
  setFields(document, [], fieldsOf(was), fieldsOf(is));
  const whole = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? whole.replaceAll('\n', '\r\n') : whole;
}

function fieldsOf({ header, ...sections }: WrittenScenario): WrittenRecord {
  return { ...header, ...sections };
}

function setFields(
  document: Document.Parsed,
  path: readonly (string | number)[],
  before: WrittenRecord | readonly Written[],
  after: WrittenRecord | readonly Written[],
): void {
  const [olds, news] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const key of olds.keys()) if (!news.has(key)) document.deleteIn([...path, key]);
  for (const [key, value] of news) {
    const old = olds.get(key);
    if (isSame(old, value)) continue;
    const at = [...path, key];
    const node = document.getIn(at, true);
    if (isMap(node) && isWrittenRecord(old) && isWrittenRecord(value)) setFields(document, at, old, value);
    else if (isSeq(node) && isWrittenList(old) && isWrittenList(value) && old.length === value.length) {
      setFields(document, at, old, value);
    } else document.setIn(at, document.createNode(value));
  }
}
