/** What to replace in one text so that it becomes another: all between their common beginning and their common end. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Undefined where they are the same. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let end = 0;
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

/**
 * A text with the changes that made it of `base`, and those that made `other` of it. Undefined where both changed the same
 * place.
 */
export function withBoth(base: string, text: string, other: string): string | undefined {
  const mine = changeBetween(base, text);
  const theirs = changeBetween(base, other);
  if (mine === undefined || theirs === undefined) return mine === undefined ? other : text;
  const [first, second] = mine.from <= theirs.from ? [mine, theirs] : [theirs, mine];
  if (second.from < first.to || second.from === first.from) return undefined;
  return (
    base.slice(0, first.from) +
    first.insert +
    base.slice(first.to, second.from) +
    second.insert +
    base.slice(second.to)
  );
}
