/**
 * Whether two plain values (records, lists and what they hold) are the same in all their parts. Where both hold what
 * the two values `before` hold there, which were found to be the same, nothing is compared again.
 */
export function equal(one: unknown, other: unknown, before?: readonly [unknown, unknown]): boolean {
  return same(one, other, before?.[0], before?.[1]);
}

function same(one: unknown, other: unknown, oneBefore: unknown, otherBefore: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  if (one === oneBefore && other === otherBefore) return true;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(other, key)) return false;
    if (!same(one[key], other[key], partOf(oneBefore, key), partOf(otherBefore, key))) return false;
  }
  return true;
}

type Parts = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null;
}

function partOf(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}
