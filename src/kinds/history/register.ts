import {
  firstWhere,
  lastWhere,
  lookUp,
  sizeOf,
  type SortedMap,
  withEntry,
  withoutKey,
} from '../../lib/sorted-map.ts';
import type { SimTime } from '../../lib/units.ts';

/*
 * Whether what clients did with one key can be put in one order, each operation at a moment between its beginning and
 * its end, in which every read returns the write before it. Each write has a value of its own, so it is known which
 * write a read saw, and the question is answered exactly and fast (Gibbons, Korach, "Testing shared memories", 1997).
 *
 * A write and the reads that saw it are a cluster. Its value is there at the latest when the first of them ends and at
 * the earliest until the last of them begins; if the one is before the other, it is held all the time between them.
 * There is an order unless two clusters each have an operation that ends before one of the other begins, or a read ends
 * before its write begins.
 */

/** What a client asked for and was told. Operations that only touch, one beginning as another ends, are concurrent. */
export interface Operation {
  /** Who did it, and its number there: of a write, also the value that it writes. */
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** The write that it did or saw, by name; empty if it saw that nothing was written yet. */
  readonly value: string;
  readonly from: SimTime;
  /** NEVER: a write that failed may be done at any time later, or not at all. */
  readonly to: SimTime;
}

/** A write and the reads that saw it, as far as they are known. */
export interface Cluster {
  readonly value: string;
  /** Its place among the clusters of its key, by the end of its first operation. */
  readonly place: number;
  /** The operation that ended first, and the one that began last. */
  readonly first: Operation;
  readonly latest: Operation;
}

/** What is known of one key. */
export interface Register {
  /** How many operations were looked at. */
  readonly operations: number;
  readonly clusters: SortedMap<string, Cluster>;
  /** By place: those that must be held for a while, which never overlap, and all others. */
  readonly held: SortedMap<number, Cluster>;
  readonly brief: SortedMap<number, Cluster>;
}

/** Why there is no order any more. */
export type Conflict =
  | { readonly type: 'premature'; readonly read: Operation; readonly write: Operation }
  /** `rival` is there before the last operation of `held` begins, and after the first of `held` has ended. */
  | { readonly type: 'overlap'; readonly held: Cluster; readonly rival: Cluster };

/** What is there at first was written before everything. */
const NOTHING: Operation = { name: '', kind: 'write', value: '', from: -1, to: -1 };

export const EMPTY_REGISTER: Register = {
  operations: 0,
  clusters: withEntry<string, Cluster>(undefined, '', {
    value: '',
    place: 0,
    first: NOTHING,
    latest: NOTHING,
  }),
  held: undefined,
  brief: undefined,
};

/**
 * Takes one more operation, in the order of their ends; failed writes when their failure is known. A conflict cannot be
 * mended by what is learned later: clusters only grow.
 */
export function withOperation(
  register: Register,
  operation: Operation,
): { readonly register: Register; readonly conflict: Conflict | undefined } {
  const known = lookUp(register.clusters, operation.value);
  const cluster = grown(register, known, operation);
  // A failed write that nobody saw need not have been done.
  if (cluster === undefined) return { register, conflict: undefined };
  const after = { ...withCluster(register, known, cluster), operations: register.operations + 1 };
  return { register: after, conflict: conflictOf(register, known, cluster, operation) };
}

function grown(register: Register, known: Cluster | undefined, operation: Operation): Cluster | undefined {
  if (known !== undefined)
    return operation.from > known.latest.from ? { ...known, latest: operation } : known;
  if (operation.to === Infinity) return undefined;
  const place = sizeOf(register.clusters);
  return { value: operation.value, place, first: operation, latest: operation };
}

function isHeld({ first, latest }: Cluster): boolean {
  return first.to < latest.from;
}

function withCluster(register: Register, known: Cluster | undefined, cluster: Cluster): Register {
  if (known === cluster) return register;
  const { clusters, held, brief } = register;
  const { value, place } = cluster;
  const all = withEntry(clusters, value, cluster);
  return isHeld(cluster)
    ? { ...register, clusters: all, held: withEntry(held, place, cluster), brief: withoutKey(brief, place) }
    : { ...register, clusters: all, brief: withEntry(brief, place, cluster) };
}

function conflictOf(
  register: Register,
  known: Cluster | undefined,
  cluster: Cluster,
  operation: Operation,
): Conflict | undefined {
  if (operation.kind === 'write' && cluster.first.to < operation.from)
    return { type: 'premature', read: cluster.first, write: operation };
  if (known === cluster) return undefined;
  const rival = heldRival(register, cluster) ?? briefRival(register, known, cluster);
  if (rival === undefined) return undefined;
  // Of the value that was there at first nothing but reads can be told.
  const [held, other] = isHeld(cluster) && rival.value !== '' ? [cluster, rival] : [rival, cluster];
  return { type: 'overlap', held, rival: other };
}

/** Each has an operation that ends before one of the other begins. */
function clash(one: Cluster, other: Cluster): boolean {
  return one.first.to < other.latest.from && other.first.to < one.latest.from;
}

/** Of those that are held only the last one that is there before `cluster` ends can overlap it. */
function heldRival({ held }: Register, cluster: Cluster): Cluster | undefined {
  const last = lastWhere(held, ({ first }) => first.to < cluster.latest.from)?.value;
  const other =
    last?.place === cluster.place ? lastWhere(held, ({ place }) => place < cluster.place)?.value : last;
  return other !== undefined && clash(other, cluster) ? other : undefined;
}

/** Those that begin while `cluster` is held; where it was known to be held before, they were looked at. */
function briefRival({ brief }: Register, known: Cluster | undefined, cluster: Cluster): Cluster | undefined {
  if (!isHeld(cluster)) return undefined;
  const since = known !== undefined && isHeld(known) ? known.latest.from : cluster.first.to;
  let at = firstWhere(brief, ({ first }) => first.to >= since)?.value;
  while (at !== undefined && at.first.to < cluster.latest.from) {
    if (at.place !== cluster.place && clash(at, cluster)) return at;
    const { place } = at;
    at = firstWhere(brief, (one) => one.place > place)?.value;
  }
  return undefined;
}
