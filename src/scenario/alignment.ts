/** What became of the items of a list, from one version of it to the next. */

export type Step =
  /** It is there before and after, and may have changed. */
  | { readonly type: 'kept'; readonly before: number; readonly after: number }
  | { readonly type: 'removed'; readonly before: number }
  /** `from` is the item that was removed elsewhere and is the same. */
  | { readonly type: 'added'; readonly after: number; readonly from?: number };

/**
 * The steps from one list to another, in the order of both. Items that are the same stay; of what lies between them
 * those that are `akin` are one item that changed.
 */
export function align<T>(
  before: readonly T[],
  after: readonly T[],
  same: (one: T, other: T) => boolean,
  akin: (one: T, other: T) => boolean,
): readonly Step[] {
  const kept = longestCommon(before, after, same);
  const steps: Step[] = [];
  let [from, to] = [0, 0];
  for (const [i, j] of [...kept, [before.length, after.length] as const]) {
    steps.push(...between(before, after, [from, i], [to, j], akin));
    if (i < before.length) steps.push({ type: 'kept', before: i, after: j });
    [from, to] = [i + 1, j + 1];
  }
  return withMoves(steps, before, after, same);
}

type Span = readonly [from: number, to: number];

/** Pairs in order what was removed with what was added in its place. */
function between<T>(
  before: readonly T[],
  after: readonly T[],
  [from, end]: Span,
  [to, last]: Span,
  akin: (one: T, other: T) => boolean,
): readonly Step[] {
  const steps: Step[] = [];
  let [next, waiting] = [from, to];
  const pass = (until: number, gone: number): void => {
    for (; next < gone; next += 1) steps.push({ type: 'removed', before: next });
    for (; waiting < until; waiting += 1) steps.push({ type: 'added', after: waiting });
  };
  for (let j = to; j < last; j += 1) {
    let partner = next;
    while (partner < end && !akin(before[partner] as T, after[j] as T)) partner += 1;
    if (partner >= end) continue;
    pass(j, partner);
    steps.push({ type: 'kept', before: partner, after: j });
    [next, waiting] = [partner + 1, j + 1];
  }
  pass(last, end);
  return steps;
}

/** An item that is removed here and added there was moved. */
function withMoves<T>(
  steps: readonly Step[],
  before: readonly T[],
  after: readonly T[],
  same: (one: T, other: T) => boolean,
): readonly Step[] {
  const removed = new Set(steps.flatMap((step) => (step.type === 'removed' ? [step.before] : [])));
  return steps.map((step): Step => {
    if (step.type !== 'added') return step;
    const from = [...removed].find((index) => same(before[index] as T, after[step.after] as T));
    if (from === undefined) return step;
    removed.delete(from);
    return { ...step, from };
  });
}

/** The pairs of a longest common subsequence; what both begin and end with is not compared with the rest. */
function longestCommon<T>(
  before: readonly T[],
  after: readonly T[],
  same: (one: T, other: T) => boolean,
): readonly (readonly [number, number])[] {
  const shorter = Math.min(before.length, after.length);
  const equal = (i: number, j: number): boolean => same(before[i] as T, after[j] as T);
  let head = 0;
  while (head < shorter && equal(head, head)) head += 1;
  let tail = 0;
  while (head + tail < shorter && equal(before.length - 1 - tail, after.length - 1 - tail)) tail += 1;
  const [rows, columns] = [before.length - head - tail, after.length - head - tail];
  const lengths = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = columns - 1; j >= 0; j -= 1) {
      row[j] = equal(head + i, head + j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = Array.from({ length: head }, (_, index) => [index, index]);
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (equal(head + i, head + j)) {
      pairs.push([head + i, head + j]);
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  for (let index = tail; index > 0; index -= 1) pairs.push([before.length - index, after.length - index]);
  return pairs;
}
