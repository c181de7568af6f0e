/** What may be written at a place of a scenario's text. */
import { describeName, describeShape, isRequired, type Description } from './description.ts';
import { distinct, isUndecided, propertyOf, quantityOf, recordsAt, shapesAt, type Shape } from './shapes.ts';
import { keysOf, placeAt, valueAt, type TextPlace } from './text-place.ts';
import { namesIn, type WrittenName } from './written-names.ts';
import { FIXED_KINDS } from './scaling-faults.ts';
import { amountsFor } from './likely-amounts.ts';
import type { NameRule } from './schema-parts.ts';

export interface Completion {
  readonly label: string;
  /** What takes the word's place. */
  readonly insert: string;
  readonly is: 'key' | 'value';
  readonly says: Description;
}

export interface Completions {
  /** The word that they take the place of. */
  readonly from: number;
  readonly to: number;
  readonly all: readonly Completion[];
}

/** `format` is the JSON Schema of the format. Whatever the text, nothing is thrown. */
export function completionsAt(text: string, offset: number, format: Shape): Completions | undefined {
  const place = placeAt(text, offset);
  if (place === undefined) return undefined;
  const all = place.role === 'key' ? fromKey(place, format) : valuesAt(place, format, place.path);
  return all.length === 0 ? undefined : { from: place.from, to: place.to, all };
}

/** A word that stands alone is a key, or the value that its record might be. */
function fromKey(place: TextPlace, format: Shape): readonly Completion[] {
  const keys = keysAt(place, format);
  const only = place.alone && keysOf(valueAt(place.content, place.path)).length === 0;
  return only ? [...keys, ...valuesAt(place, format, place.path)] : keys;
}

function keysAt({ content, path, rest }: TextPlace, format: Shape): readonly Completion[] {
  const value = valueAt(content, path);
  const used = keysOf(value);
  const records = recordsAt(format, content, path);
  const [first] = records;
  const known = distinct(
    records.flatMap(({ properties = {} }) => Object.keys(properties)),
    (key) => key,
  );
  // A node of no kind takes what all kinds have.
  const shared = isUndecided(records, value)
    ? known.filter((key) => records.every((record) => propertyOf(record, key) !== undefined))
    : known;
  return shared
    .filter((key) => !used.includes(key))
    .map((label): Completion => {
      const owner = records.find(({ properties = {} }) => Object.hasOwn(properties, label)) ?? first;
      const shape = owner === undefined ? undefined : propertyOf(owner, label);
      const insert = rest.trimStart().startsWith(':') ? label : `${label}: `;
      const says = { ...describeShape(label, shape ?? {}, owner), isRequired: isRequired(records, label) };
      return { label, insert, is: 'key', says };
    });
}

function valuesAt(place: TextPlace, format: Shape, path: TextPlace['path']): readonly Completion[] {
  const shapes = shapesAt(format, place.content, path);
  const all = shapes.flatMap((shape) => [
    ...wordsOf(shape),
    ...namesFor(place, path, shape['x-names']),
    ...itemNames(place, path, shape),
    ...zonesFor(place, shape),
    ...amountsFor(place.content, path, shape).map((amount) =>
      value(amount, amountDescription(amount, shape)),
    ),
  ]);
  return distinct(all, ({ label }) => label);
}

function wordsOf(shape: Shape): readonly Completion[] {
  if (shape.type === 'boolean') return ['true', 'false'].map((word) => value(word, { name: word }));
  if (shape.const !== undefined) {
    const word = String(shape.const);
    return [value(word, { name: word, doc: shape.description })];
  }
  const { enum: words = shape.examples ?? [], enumDescriptions } = shape;
  return words.map((word, index) =>
    value(word, { name: word, doc: enumDescriptions?.[index], isDefault: word === shape.default }),
  );
}

/** One name is a list of one. */
function itemNames(place: TextPlace, path: TextPlace['path'], shape: Shape): readonly Completion[] {
  const item = shape.type === 'array' && shape.items !== false ? shape.items : undefined;
  return item?.anyOf === undefined ? namesFor(place, path, item?.['x-names']) : [];
}

function namesFor(
  { content }: TextPlace,
  path: TextPlace['path'],
  rule: NameRule | undefined,
): readonly Completion[] {
  if (rule === undefined) return [];
  const siblings = siblingsOf(content, path);
  const fits = (one: WrittenName): boolean =>
    mayStand(one, rule, content, path) && !siblings.includes(one.name) && !isSelf(one, path);
  const named = namesIn(content).filter(fits);
  const mayBeNone = rule.choice === true ? asksForNode(content, path) : rule.membersOf !== undefined;
  const none = !mayBeNone ? [] : [value('none', { name: 'none' })];
  return [...named.map((one) => value(one.name, describeName(one))), ...none];
}

function mayStand(
  one: WrittenName,
  { kinds, zones, groups, several, scalable, membersOf, choice }: NameRule,
  content: unknown,
  path: TextPlace['path'],
): boolean {
  if (one.is === 'zone') return zones === true;
  if (groups === true || scalable === true)
    return one.is === 'group' && !(scalable === true && FIXED_KINDS.has(one.kind));
  if (several === true && typeof path.at(-1) !== 'number' && (one.count < 2 || one.count > 9)) return false;
  if (choice === true && !asksForNode(content, path)) return false;
  // Whoever needs an ensemble or a database needs the whole of it.
  if (membersOf === undefined)
    return (
      kinds === undefined ||
      (kinds.includes(one.kind) && !(FIXED_KINDS.has(one.kind) && one.is === 'instance'))
    );
  return one.is !== 'group' && one.of === valueAt(content, [...path.slice(0, -1), membersOf]);
}

/** Whether the question whose choices these are has a node for an answer. */
function asksForNode(content: unknown, path: TextPlace['path']): boolean {
  const answer = valueAt(content, [...path.slice(0, path.indexOf('ask') + 1), 'answer']);
  return keysOf(answer).some((key) => ['primary', 'leader', 'node-of'].includes(key));
}

/** Names in the same list, and those at the other end of a link. */
function siblingsOf(content: unknown, path: TextPlace['path']): readonly string[] {
  const lists = path.flatMap((step, index) => {
    const around = path.slice(0, index);
    if (step === 'from' || step === 'to')
      return ['from', 'to'].map((end) => valueAt(content, [...around, end]));
    return typeof step === 'number' && index > 1 ? [valueAt(content, around)] : [];
  });
  return lists.flat(3).filter((one) => typeof one === 'string');
}

/** Nobody calls himself. */
function isSelf(one: WrittenName, [section, owner]: TextPlace['path']): boolean {
  return section === 'nodes' && one.of === owner;
}

function zonesFor({ content }: TextPlace, shape: Shape): readonly Completion[] {
  if (shape['x-zone'] !== true) return [];
  return namesIn(content).flatMap((one) => (one.is === 'zone' ? value(one.name, describeName(one)) : []));
}

function amountDescription(amount: string, shape: Shape): Description {
  return {
    name: amount,
    types: [quantityOf(shape) ?? 'integer'],
    isDefault: amount === String(shape.default),
  };
}

function value(label: string, says: Description): Completion {
  return { label, insert: label, is: 'value', says };
}
