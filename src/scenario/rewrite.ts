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
  const goal = withoutIdleInstances(after);
  let problems: readonly Problem[] = [NOT_SAYABLE];
  let best = text;
  // The second attempt mends what the first could not know, such as a group that now names more instances.
  for (const attempt of [patched, patched, rewritten]) {
    const before = parseScenario(best, kinds);
    if (!before.ok) return before;
    if (isMeant(before.value.scenario, goal, kinds)) return success({ text: best, ...before.value });
    const next = attempt(best, before.value.scenario, goal, kinds);
    if (next === undefined) continue;
    const parsed = parseScenario(next, kinds);
    if (parsed.ok) best = next;
    else problems = parsed.error;
  }
  const last = parseScenario(best, kinds);
  if (last.ok && isMeant(last.value.scenario, goal, kinds)) return success({ text: best, ...last.value });
  return failure(problems);
}

const NOT_SAYABLE: Problem = {
  line: 1,
  column: 1,
  message: 'a scenario file cannot say this, such as an option that only some instances of a group have',
};

/** Whether two scenarios are the same but for the texts of their expectations, which are those of the file. */
function isMeant(scenario: Scenario, goal: Scenario, kinds: readonly KindTable[]): boolean {
  const told = ({ nodes, groups, zones, network, faults }: Scenario) => ({
    nodes,
    groups,
    zones,
    network,
    faults,
  });
  return (
    isSame(told(scenario), told(goal)) && isSame(writeScenario(scenario, kinds), writeScenario(goal, kinds))
  );
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
  try {
    patchScenario(source, [before, after], kinds);
  } catch (error) {
    if (error instanceof Unpatchable) return undefined;
    throw error;
  }
  const changed = source.changes.apply();
  return changed === undefined ? undefined : `${mark}${changed}`;
}

function patchScenario(
  source: YamlSource,
  [before, after]: readonly [Scenario, Scenario],
  kinds: readonly KindTable[],
): void {
  const root = source.document.contents;
  if (!isMap(root) || isFlow(root)) throw new Unpatchable();
  const [was, is] = [writeScenario(before, kinds), writeScenario(after, kinds)];
  const entries = entriesOf(source, root);
  patchRecord(source, root, { before: was.header, after: is.header }, { order: SCENARIO_KEYS });
  patchNodes(source, entries, [was, is], writeNodesBriefly(after, kinds));
  for (const key of ['zones', 'network', 'faults', 'story', 'expect'] as const) {
    patchSection(source, entries, key, [was[key], is[key]]);
  }
}

function patchNodes(
  source: YamlSource,
  entries: readonly Entry[],
  [{ nodes: before }, { nodes: after }]: readonly [WrittenScenario, WrittenScenario],
  brief: WrittenScenario['nodes'],
): void {
  const section = entries.find(({ key }) => key === 'nodes');
  if (section === undefined || !isMap(section.node)) throw new Unpatchable();
  const renamed = renamedNodes(before, after);
  patchRecord(source, section.node, { before, after, brief }, { order: Object.keys(after), renamed });
}

/** A node that is gone and a new one of its kind in its place are one that was renamed. */
function renamedNodes(
  before: WrittenScenario['nodes'],
  after: WrittenScenario['nodes'],
): ReadonlyMap<string, string> {
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const fresh = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  if (gone.length !== fresh.length) return new Map();
  const pairs = gone.map((name, index) => [name, fresh[index] ?? name] as const);
  return new Map(pairs.filter(([name, other]) => before[name]?.kind === after[other]?.kind));
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
function addSection(source: YamlSource, entries: readonly Entry[], key: string, value: Written): void {
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
  const [was, is] = [before, after].map((scenario) => {
    const { header, ...sections } = writeScenario(scenario, kinds);
    return { ...header, ...sections } as WrittenRecord;
  });
  if (was !== undefined && is !== undefined) setFields(document, [], was, is);
  const whole = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? whole.replaceAll('\n', '\r\n') : whole;
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
    const [node, at] = [document.getIn([...path, key], true), [...path, key]];
    const nests =
      (isMap(node) && isWrittenRecord(old) && isWrittenRecord(value)) ||
      (isSeq(node) && isWrittenList(old) && isWrittenList(value) && old.length === value.length);
    if (nests) setFields(document, at, old as WrittenRecord, value as WrittenRecord);
    else document.setIn(at, document.createNode(value));
  }
}
