/** How a list of distinct items came to be another. */
export interface ListChanges {
  /** Items that only the later list has, in its order. */
  readonly come: readonly string[];
  /** Items that only the earlier list had, in its order. */
  readonly gone: readonly string[];
}

/** Long lists differ in few items, mostly: what both begin and end with is passed by. */
export function listChanges(before: readonly string[], after: readonly string[]): ListChanges {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  return { come: without(fresh, old), gone: without(old, fresh) };
}

function without(items: readonly string[], others: readonly string[]): readonly string[] {
  if (items.length === 0 || others.length === 0) return items;
  const known = new Set(others);
  return items.filter((item) => !known.has(item));
}
