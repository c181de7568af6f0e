import { compareText } from './compare.ts';
import { avalanche, hashText } from './hash.ts';

/**
 * An immutable map in the order of its keys: a treap whose priorities are hashes of the keys, so that equal maps have
 * equal shapes however they came about. A change copies one path and shares the rest. Plain data, so that it survives
 * being sent to another thread; an empty map is undefined.
 */
export type SortedMap<K extends string | number, V> = SortedEntry<K, V> | undefined;

export interface SortedEntry<K extends string | number, V> {
  readonly key: K;
  readonly value: V;
  readonly priority: number;
  /** How many entries there are from here down. */
  readonly size: number;
  readonly left: SortedMap<K, V>;
  readonly right: SortedMap<K, V>;
}

export function sizeOf(map: SortedMap<string, unknown> | SortedMap<number, unknown>): number {
  return map === undefined ? 0 : map.size;
}

export function lookUp<K extends string | number, V>(map: SortedMap<K, V>, key: K): V | undefined {
  let at = map;
  while (at !== undefined && at.key !== key) at = key < at.key ? at.left : at.right;
  return at?.value;
}

export function hasKey<K extends string | number, V>(map: SortedMap<K, V>, key: K): boolean {
  let at = map;
  while (at !== undefined && at.key !== key) at = key < at.key ? at.left : at.right;
  return at !== undefined;
}

/** The entry with the least key. */
export function firstOf<K extends string | number, V>(map: SortedMap<K, V>): SortedEntry<K, V> | undefined {
  let at = map;
  while (at?.left !== undefined) at = at.left;
  return at;
}

/** The first entry that `holds`, where it holds for all entries from some place on. */
export function firstWhere<K extends string | number, V>(
  map: SortedMap<K, V>,
  holds: (value: V) => boolean,
): SortedEntry<K, V> | undefined {
  let found: SortedMap<K, V>;
  for (let at = map; at !== undefined;) {
    if (holds(at.value)) [found, at] = [at, at.left];
    else at = at.right;
  }
  return found;
}

/** The last entry that `holds`, where it holds for all entries up to some place. */
export function lastWhere<K extends string | number, V>(
  map: SortedMap<K, V>,
  holds: (value: V) => boolean,
): SortedEntry<K, V> | undefined {
  let found: SortedMap<K, V>;
  for (let at = map; at !== undefined;) {
    if (holds(at.value)) [found, at] = [at, at.right];
    else at = at.left;
  }
  return found;
}

/** The map with `key` at `value`, in place of what it had there. */
export function withEntry<K extends string | number, V>(
  map: SortedMap<K, V>,
  key: K,
  value: V,
): SortedEntry<K, V> {
  return insert(map, key, value, priorityOf(key));
}

/** The map without `key`; the same map if it has no such key. */
export function withoutKey<K extends string | number, V>(map: SortedMap<K, V>, key: K): SortedMap<K, V> {
  if (map === undefined) return undefined;
  if (key === map.key) return merge(map.left, map.right);
  if (key < map.key) {
    const left = withoutKey(map.left, key);
    return left === map.left ? map : entry(map, left, map.right);
  }
  const right = withoutKey(map.right, key);
  return right === map.right ? map : entry(map, map.left, right);
}

/** All entries in the order of their keys: strings by code unit, numbers by value. */
export function entriesOf<K extends string | number, V>(map: SortedMap<K, V>): readonly SortedEntry<K, V>[] {
  const entries: SortedEntry<K, V>[] = [];
  collect(map, entries);
  return entries;
}

export function keysOf<K extends string | number>(map: SortedMap<K, unknown>): readonly K[] {
  return entriesOf(map).map(({ key }) => key);
}

export function valuesOf<V>(map: SortedMap<string, V> | SortedMap<number, V>): readonly V[] {
  return entriesOf<string | number, V>(map).map(({ value }) => value);
}

/**
 * Visits the entries of `map` but for those that `known` shares with it at the same place. Every entry in which the two
 * differ is among them; few others are, if one came about by few changes of the other.
 */
export function visitChanges<K extends string | number, V>(
  map: SortedMap<K, V>,
  known: SortedMap<K, V>,
  visit: (entry: SortedEntry<K, V>) => void,
): void {
  if (map === undefined || map === known) return;
  visitChanges(map.left, known?.left, visit);
  visit(map);
  visitChanges(map.right, known?.right, visit);
}

function collect<K extends string | number, V>(map: SortedMap<K, V>, into: SortedEntry<K, V>[]): void {
  if (map === undefined) return;
  collect(map.left, into);
  into.push(map);
  collect(map.right, into);
}

/** A signed 32-bit integer: anything wider would be boxed. */
function priorityOf(key: string | number): number {
  return typeof key === 'string' ? hashText(key) | 0 : avalanche(key ^ (key / 2 ** 32)) | 0;
}

/** The heap order; keys break ties, so that the shape depends on nothing but the keys. */
function isAbove<K extends string | number, V>(a: SortedEntry<K, V>, b: SortedEntry<K, V>): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return compareText(String(a.key), String(b.key)) > 0;
}

function entry<K extends string | number, V>(
  of: { readonly key: K; readonly value: V; readonly priority: number },
  left: SortedMap<K, V>,
  right: SortedMap<K, V>,
): SortedEntry<K, V> {
  const size = 1 + (left === undefined ? 0 : left.size) + (right === undefined ? 0 : right.size);
  return { key: of.key, value: of.value, priority: of.priority, size, left, right };
}

function insert<K extends string | number, V>(
  map: SortedMap<K, V>,
  key: K,
  value: V,
  priority: number,
): SortedEntry<K, V> {
  if (map === undefined) return { key, value, priority, size: 1, left: undefined, right: undefined };
  if (key === map.key) return entry({ key, value, priority }, map.left, map.right);
  if (key < map.key) {
    const left = insert(map.left, key, value, priority);
    if (!isAbove(left, map)) return entry(map, left, map.right);
    return entry(left, left.left, entry(map, left.right, map.right));
  }
  const right = insert(map.right, key, value, priority);
  if (!isAbove(right, map)) return entry(map, map.left, right);
  return entry(right, entry(map, map.left, right.left), right.right);
}

/** Two maps as one, where all keys of `left` come before those of `right`. */
function merge<K extends string | number, V>(left: SortedMap<K, V>, right: SortedMap<K, V>): SortedMap<K, V> {
  if (left === undefined) return right;
  if (right === undefined) return left;
  return isAbove(left, right)
    ? entry(left, left.left, merge(left.right, right))
    : entry(right, merge(left, right.left), right.right);
}
