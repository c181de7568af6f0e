import { entriesOf, sizeOf, type SortedMap, withEntry, withoutKey } from '../../../lib/sorted-map.ts';
import { cloneCapacity, FIRST_CAPACITY, grownCapacity, walked } from './java-hash-set.ts';
import type { SessionId } from '../protocol.ts';

/** An open session, as every server knows it. */
export interface Session {
  readonly id: SessionId;
  readonly timeout: number;
  /** The node that opened it. */
  readonly client: string;
  /** Its ephemerals: path to place in the order of creation. */
  readonly ephemerals: SortedMap<string, number>;
  /** How many it ever created. */
  readonly creations: number;
  /** The buckets of the HashSet that the real server keeps them in. */
  readonly capacity: number;
}

export function newSession(id: SessionId, timeout: number, client: string): Session {
  return { id, timeout, client, ephemerals: undefined, creations: 0, capacity: FIRST_CAPACITY };
}

export function withEphemeral(session: Session, path: string): Session {
  const { id, timeout, client, creations } = session;
  const ephemerals = withEntry(session.ephemerals, path, creations);
  const capacity = grownCapacity(session.capacity, ephemerals.size);
  return { id, timeout, client, ephemerals, creations: creations + 1, capacity };
}

export function withoutEphemeral(session: Session, path: string): Session {
  const { id, timeout, client, creations, capacity } = session;
  return { id, timeout, client, ephemerals: withoutKey(session.ephemerals, path), creations, capacity };
}

/** The paths of its ephemerals in the order of creation. */
export function ephemeralsOf(session: Session | undefined): readonly string[] {
  const entries = [...entriesOf(session?.ephemerals)].sort((a, b) => a.value - b.value);
  return entries.map(({ key }) => key);
}

/**
 * The ephemerals of a closing session in the order of their deletion (PrepRequestProcessor, case closeSession): a
 * clone of the set of the applied tree, less the outstanding deletions, and the outstanding creations added.
 */
export function closingOrder(applied: Session | undefined, prepared: Session | undefined): readonly string[] {
  const left = ephemeralsOf(prepared);
  if (left.length === 0) return left;
  const known = ephemeralsOf(applied);
  const clone = walked(known, applied?.capacity ?? FIRST_CAPACITY);
  const present = new Set(left);
  const old = new Set(known);
  const elements = clone.filter((path) => present.has(path));
  let capacity = cloneCapacity(sizeOf(applied?.ephemerals));
  for (const path of left) {
    if (old.has(path)) continue;
    elements.push(path);
    capacity = grownCapacity(capacity, elements.length);
  }
  return walked(elements, capacity);
}
