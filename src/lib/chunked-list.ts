/**
 * An immutable list in chunks: replacing an item copies one chunk and the list of chunks, not the whole. For lists of about 20
 * to 1,000 items that are on record and change one item at a time.
 */
export type ChunkedList<T> = readonly (readonly T[])[];

const CHUNK_BITS = 4;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;

export function itemAt<T>(list: ChunkedList<T>, index: number): T | undefined {
  return list[index >> CHUNK_BITS]?.[index & CHUNK_MASK];
}

export function lengthOf(list: ChunkedList<unknown>): number {
  const last = list[list.length - 1];
  return last === undefined ? 0 : ((list.length - 1) << CHUNK_BITS) + last.length;
}

/** The list with `item` at `index`, which is a place that it has, or the next one. */
export function withItem<T>(list: ChunkedList<T>, index: number, item: T): ChunkedList<T> {
  const chunk = list[index >> CHUNK_BITS]?.slice() ?? [];
  chunk[index & CHUNK_MASK] = item;
  const next = list.slice();
  next[index >> CHUNK_BITS] = chunk;
  return next;
}
