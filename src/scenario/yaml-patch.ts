/**
 * Changes the text of a YAML value so that it means another one. Only what differs between the two versions is touched: comments,
 * blank lines, quotes, order and style of all else stay as they are.
 */
import { align, type Step } from './alignment.ts';
import {
  beginsLine, commentColumn, isBlankLine, lineEnd, lineStart, nextLine, skipComments,
} from './text-changes.ts'; // prettier-ignore
import { addToFlow, removeFromFlow } from './yaml-flow.ts';
import {
  endOf, entriesOf, isBlock, isFlow, isMap, isScalar, isSeq, itemsOf, lineBehind, rangeOf, textOf, Unpatchable,
} from './yaml-source.ts'; // prettier-ignore
import type { Entry, Scalar, Site, YamlSource, YAMLMap, YAMLSeq } from './yaml-source.ts';
import {
  fieldText, flowText, inUnitOf, isSame, isWrittenList, isWrittenRecord, type WrittenRecord,
} from './yaml-words.ts'; // prettier-ignore
import type { Written } from './write.ts';

/** What a value was and what it is to be, in the words of the format. */
export interface Difference<T extends Written = Written> {
  readonly before: T;
  readonly after: T;
  /** What is written of `after` where nothing stood: without what the format would fill in. */
  readonly brief?: Written | undefined;
}

/** What is told of a record that cannot be seen from its two versions. */
export interface RecordStyle {
  /** The keys in the order in which new ones take their places; else they come last. */
  readonly order?: readonly string[];
  /** Keys that are renamed, from the old to the new. */
  readonly renamed?: ReadonlyMap<string, string>;
}

/** The columns by which nested blocks are indented. */
const INDENT = 2;

export function patchValue(source: YamlSource, site: Site, { before, after, brief }: Difference): void {
  if (isSame(before, after)) return;
  const { node } = site;
  if (isMap(node) && isWrittenRecord(before) && isWrittenRecord(after)) {
    if (patchRecord(source, node, { before, after, brief })) return;
  } else if (isSeq(node) && isWrittenList(before) && isWrittenList(after)) {
    if (patchList(source, site, node, { before, after })) return;
  } else if (node === undefined && (isWrittenList(after) || isWrittenRecord(after))) {
    addFirst(source, site, after);
    return;
  }
  const [only] = isScalar(node) && isWrittenList(after) && after.length === 1 ? after : [];
  // A name may stand for a list of one.
  replaceValue(source, site, only ?? after);
}

/** False where it is better replaced as a whole, because nothing of it would stay. */
export function patchRecord(
  source: YamlSource,
  map: YAMLMap,
  { before, after, brief }: Difference<WrittenRecord>,
  style: RecordStyle = {},
): boolean {
  const entries = entriesOf(source, map);
  const { renamed = new Map<string, string>() } = style;
  const nameOf = (key: string): string => renamed.get(key) ?? key;
  const isGone = ({ key }: Entry): boolean =>
    Object.hasOwn(before, key) && !Object.hasOwn(after, nameOf(key));
  const present = new Set(entries.map(({ key }) => nameOf(key)));
  const added = Object.keys(after).filter(
    (key) => !present.has(key) && !isSame(before[key], after[key]) && after[key] !== undefined,
  );
  if (entries.length > 0 && entries.every(isGone)) return false;
  for (const entry of entries) {
    const [was, is] = [before[entry.key], after[nameOf(entry.key)]];
    if (nameOf(entry.key) !== entry.key) renameKey(source, entry, nameOf(entry.key));
    if (is === undefined) continue;
    if (was === undefined) replaceValue(source, entry, is);
    else patchValue(source, entry, { before: was, after: is, brief: fieldOf(brief, nameOf(entry.key)) });
  }
  removeEntries(source, map, entries, isGone);
  const fields = added.map((key) => [key, newValue(before[key], after[key], fieldOf(brief, key))] as const);
  addEntries(source, map, entries, fields, style.order);
  return true;
}

/** What is written of a value where nothing was: of a record the fields that were filled in otherwise. */
function newValue(before: Written | undefined, after: Written | undefined, brief?: Written): Written {
  if (after === undefined) throw new Unpatchable();
  if (!isWrittenRecord(before) || !isWrittenRecord(after)) return brief ?? after;
  const fields = Object.entries(after).filter(([key, field]) => !isSame(before[key], field));
  return Object.fromEntries(
    fields.map(([key, field]) => [key, newValue(before[key], field, fieldOf(brief, key))]),
  );
}

function fieldOf(value: Written | undefined, key: string): Written | undefined {
  return isWrittenRecord(value) ? value[key] : undefined;
}

function renameKey({ changes }: YamlSource, entry: Entry, name: string): void {
  changes.replace(entry.start, entry.keyEnd, name);
}

function removeEntries(
  source: YamlSource,
  map: YAMLMap,
  entries: readonly Entry[],
  isGone: (entry: Entry) => boolean,
): void {
  if (isFlow(map)) {
    removeFromFlow(source, entries, isGone);
    return;
  }
  for (const [index, entry] of entries.entries()) {
    if (isGone(entry)) removeLines(source, entry, entries[index + 1]);
  }
}

/** Its lines; where its first one begins with something else, such as the dash of its record, up to the next entry. */
export function removeLines(source: YamlSource, gone: Entry, next: Entry | undefined): void {
  const { text, changes } = source;
  const { start } = gone;
  if (!beginsLine(text, start)) {
    if (next === undefined) throw new Unpatchable();
    changes.remove(start, next.start);
    return;
  }
  const [from, to] = [lineStart(text, start), lineBehind(source, gone)];
  const previous = from === 0 ? 0 : lineStart(text, from - 1);
  const doubled = from > 0 && isBlankLine(text, previous) && isBlankLine(text, to);
  changes.remove(doubled ? previous : from, to);
}

type Field = readonly [key: string, value: Written];

function addEntries(
  source: YamlSource,
  map: YAMLMap,
  entries: readonly Entry[],
  fields: readonly Field[],
  order: readonly string[] | undefined,
): void {
  if (fields.length === 0) return;
  if (isFlow(map)) {
    const texts = fields.map(([key, value]) => fieldText(key, value, true));
    addToFlow(source, map, entries, texts);
    return;
  }
  const [first] = entries;
  if (first === undefined) throw new Unpatchable();
  const indent = ' '.repeat(first.column);
  const inBlocks = entries.length > 1 && entries.every(({ node }) => isBlock(node));
  for (const [key, value] of fields) {
    const lines =
      inBlocks && isWrittenRecord(value) ? blockEntry(key, value) : [fieldText(key, value, false)];
    const at = placeOf(source, entries, key, order);
    source.changes.insertLines(
      at,
      lines.map((line) => `${indent}${line}`),
    );
  }
}

/** Where the lines of a new entry go: behind the last one before it. */
function placeOf(
  source: YamlSource,
  entries: readonly Entry[],
  key: string,
  order: readonly string[] | undefined,
): number {
  const last = entries.length - 1;
  const place = order?.indexOf(key) ?? -1;
  const known =
    place < 0 ? last : entries.findLastIndex((entry) => (order?.indexOf(entry.key) ?? -1) < place);
  const previous = entries[known];
  const [first] = entries;
  if (first === undefined) throw new Unpatchable();
  if (previous === undefined) return lineStart(source.text, first.start);
  // A comment further left, or one between two entries, is about what follows.
  const own = known === last ? Math.max(1, previous.column) : previous.column + 1;
  return skipComments(source.text, lineBehind(source, previous), own);
}

export function blockEntry(key: string, value: WrittenRecord): readonly string[] {
  const fields = Object.entries(value).map(([field, one]) => fieldText(field, one, false));
  return [`${key}:`, ...fields.map((line) => `${' '.repeat(INDENT)}${line}`)];
}

/** False where it is better replaced as a whole. */
function patchList(
  source: YamlSource,
  site: Site,
  seq: YAMLSeq,
  { before, after }: Difference<readonly Written[]>,
): boolean {
  const items = itemsOf(source, seq);
  const isOther = ({ node }: Site, index: number): boolean => isOtherName(node, before[index]);
  if (items.length !== before.length || items.some(isOther)) return false;
  if (items.length === 0) {
    addFirst(source, site, after);
    return true;
  }
  const steps = align(before, after, isSame, isAkin);
  for (const step of steps) {
    if (step.type !== 'kept') continue;
    const [item, was, is] = [items[step.before], before[step.before], after[step.after]];
    if (item === undefined || was === undefined || is === undefined) throw new Unpatchable();
    patchValue(source, item, { before: was, after: is });
  }
  if (!isFlow(seq)) {
    patchBlockItems(source, site, items, steps, after);
    return true;
  }
  if (!steps.some(({ type }) => type === 'kept')) return false;
  const gone = new Set(steps.flatMap((step) => (step.type === 'removed' ? [step.before] : [])));
  removeFromFlow(source, items, (_item, index) => gone.has(index));
  let behind = -1;
  for (const step of steps) {
    if (step.type === 'kept') behind = step.before;
    if (step.type === 'added')
      addToFlow(source, seq, items.slice(0, behind + 1), [flowText(after[step.after] ?? '', true)]);
  }
  return true;
}

const NAME = /^[a-z][a-z0-9-]*$/u;

/** A list of names may stand in another order than it is kept in. */
function isOtherName(node: Site['node'], name: Written | undefined): boolean {
  if (typeof name !== 'string' || !NAME.test(name) || !isScalar(node)) return false;
  return textOf(node) !== name;
}

/** Records are akin when they share most of their keys: a fault whose time changed, but not another fault. */
function isAkin(one: Written, other: Written): boolean {
  if (isWrittenRecord(one) && isWrittenRecord(other)) {
    const [keys, others] = [Object.keys(one), Object.keys(other)];
    const shared = keys.filter((key) => others.includes(key)).length;
    return shared * 2 >= keys.length + others.length - shared;
  }
  return isWrittenList(one) === isWrittenList(other) && isWrittenRecord(one) === isWrittenRecord(other);
}

type Item = Site & { readonly end: number };

function patchBlockItems(
  source: YamlSource,
  site: Site,
  items: readonly Item[],
  steps: readonly Step[],
  after: readonly Written[],
): void {
  const { text, changes } = source;
  const inBlocks = items.every(({ node }) => isBlock(node) && isMap(node));
  let behind: Item | undefined;
  for (const step of steps) {
    const item = step.type === 'added' ? undefined : items[step.before];
    if (step.type === 'removed' && item !== undefined) {
      changes.remove(lineStart(text, item.start), lineBehind(source, item));
    }
    behind = item ?? behind;
    if (step.type !== 'added') continue;
    const moved = step.from === undefined ? undefined : items[step.from];
    const value = after[step.after] ?? '';
    const lines =
      moved === undefined ? itemLines(value, items[0]?.column ?? 0, inBlocks) : linesOf(source, moved);
    changes.insertLines(itemPlace(source, items, behind), lines);
  }
  if (after.length === 0) changes.insert(site.after, ' []');
}

function itemPlace(source: YamlSource, items: readonly Item[], behind: Item | undefined): number {
  const [first] = items;
  if (behind === undefined) return first === undefined ? 0 : lineStart(source.text, first.start);
  const at = lineBehind(source, behind);
  const isLast = behind === items.at(-1);
  return skipComments(source.text, at, isLast ? Math.max(1, behind.column) : behind.column + 1);
}

function linesOf({ text }: YamlSource, item: Item): readonly string[] {
  return text.slice(lineStart(text, item.start), lineEnd(text, item.end)).split(/\r?\n/u);
}

function itemLines(value: Written, column: number, inBlocks: boolean): readonly string[] {
  const indent = ' '.repeat(column);
  if (!inBlocks || !isWrittenRecord(value)) return [`${indent}- ${flowText(value, false)}`];
  const fields = Object.entries(value).map(([key, one]) => fieldText(key, one, false));
  return fields.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`);
}

/** What was empty gets a line for each item or entry, unless it stands within brackets. */
export function addFirst(source: YamlSource, site: Site, value: readonly Written[] | WrittenRecord): void {
  const { text, changes } = source;
  const lines = isWrittenRecord(value)
    ? Object.entries(value).map(([key, field]) => fieldText(key, field, false))
    : value.map((item) => `- ${flowText(item, false)}`);
  if (site.inFlow || lines.length === 0 || !beginsLine(text, site.start)) {
    replaceValue(source, site, value);
    return;
  }
  const end = site.node === undefined ? site.after : rangeOf(site.node)[1];
  changes.remove(site.after, end);
  const indent = ' '.repeat(site.column + INDENT);
  changes.insertLines(
    nextLine(text, end),
    lines.map((line) => `${indent}${line}`),
  );
}

/** Writes the value anew, on one line. */
function replaceValue({ text, changes }: YamlSource, { node, after, inFlow }: Site, value: Written): void {
  if (node === undefined) {
    changes.insert(after, ` ${flowText(value, inFlow)}`);
    return;
  }
  const [start] = rangeOf(node);
  const isText = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
  const last = endOf(text, node, after);
  const end = isText ? lineEnd(text, last) : last;
  if (isBlock(node) && text.slice(after, start).includes('\n')) {
    changes.insert(after, ` ${flowText(value, false)}`);
    changes.remove(lineEnd(text, after), lineEnd(text, end));
  } else
    changes.replace(start, end, isScalar(node) ? scalarText(node, value, inFlow) : flowText(value, inFlow));
}

function scalarText(node: Scalar, value: Written, inFlow: boolean): string {
  const quotes = node.type === 'QUOTE_DOUBLE' ? 'double' : node.type === 'QUOTE_SINGLE' ? 'single' : 'plain';
  const written = typeof value === 'string' ? inUnitOf(textOf(node), value) : value;
  return flowText(written, inFlow, quotes);
}

/** Whether a comment stands alone on a line from `from` to `to`, or behind the first of them. */
export function hasComment(text: string, from: number, to: number): boolean {
  if (text.slice(from, lineEnd(text, from)).includes('#')) return true;
  for (let at = nextLine(text, from); at < to; at = nextLine(text, at)) {
    if (commentColumn(text, at) !== undefined) return true;
  }
  return false;
}
