/**
 * The order in which a Java HashSet of strings is walked: a closing session deletes its ephemerals in it, and a client
 * names the paths that it watches in it. Chains that the real class turns into trees, from eight strings in one bucket
 * on, are not told apart.
 */

/** `new HashSet<>()` gets sixteen buckets with its first element. */
export const FIRST_CAPACITY = 16;

/** The buckets of a set after it has grown to `size` elements: doubled beyond three quarters, never fewer again. */
export function grownCapacity(capacity: number, size: number): number {
  return size > 0.75 * capacity ? 2 * capacity : capacity;
}

/** The buckets of the clone of a set with `size` elements (HashMap.putMapEntries, in single precision). */
export function cloneCapacity(size: number): number {
  if (size === 0) return FIRST_CAPACITY;
  const wanted = Math.floor(Math.fround(Math.fround(size / 0.75) + 1));
  let capacity = 1;
  while (capacity < wanted) capacity *= 2;
  return capacity;
}

/** The elements of a set that has only grown, or the keys of such a HashMap, as it is walked. */
export function walkedAsGrown(elements: readonly string[]): readonly string[] {
  let capacity = FIRST_CAPACITY;
  while (grownCapacity(capacity, elements.length) > capacity) capacity *= 2;
  return walked(elements, capacity);
}

/** The elements as a set with so many buckets is walked; `elements` are in the order of their insertion. */
export function walked(elements: readonly string[], capacity: number): readonly string[] {
  return elements
    .map((element) => ({ element, bucket: bucketOf(element, capacity) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ element }) => element);
}

function bucketOf(text: string, capacity: number): number {
  const hash = hashCode(text);
  return (hash ^ (hash >>> 16)) & (capacity - 1);
}

/** java.lang.String.hashCode. */
function hashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}
