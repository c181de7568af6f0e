/** The nearest valid name, for hints in sentences about bad input. */

/** Longer texts are not names that somebody mistyped; comparing them would cost time for nothing. */
const MAX_LENGTH = 60;

/**
 * The candidate that `word` was probably meant to be, or undefined when none is near: another number of the same
 * family first (`api-9` is near `api-3`), then the smallest edit distance; ties go to the earlier candidate.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const wanted = word.toLowerCase();
  const limit = wanted.length <= 2 ? 1 : Math.floor(wanted.length / 3) + 1;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > MAX_LENGTH) continue;
    const distance = familyDistance(wanted, candidate) ?? editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance && distance < Math.max(wanted.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Below 1 for names that differ in their number alone, smaller for nearer numbers; undefined for others. */
function familyDistance(word: string, candidate: string): number | undefined {
  const left = /^(.*?-?)([0-9]{1,9})$/u.exec(word);
  const right = /^(.*?-?)([0-9]{1,9})$/u.exec(candidate);
  const [, stem = '', number = ''] = left ?? [];
  const [, otherStem = '', otherNumber = ''] = right ?? [];
  if (left === null || right === null || stem === '' || stem !== otherStem) return undefined;
  return 1 - 1 / (1 + Math.abs(Number(number) - Number(otherNumber)));
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (last[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length] ?? 0;
}
