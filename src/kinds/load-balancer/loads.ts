import type { ConnectionId } from '../../kernel/kind.ts';
import type { SortedMap } from '../../lib/sorted-map.ts';

/** What changes at a server with every request. */
export interface Load {
  /** Requests that have a slot on it. */
  readonly served: number;
  /** Open connections to it without a request, the one used last at the end. */
  readonly idle: readonly ConnectionId[];
  /** Requests that wait for a slot, by ticket. */
  readonly queue: SortedMap<number, number>;
}

/** The loads of all servers in blocks, so that a change copies one block and not the pool. */
export type Loads = readonly (readonly Load[])[];

const BLOCK = 16;
const NO_LOAD: Load = { served: 0, idle: [], queue: undefined };

/** The loads of `count` servers that have nothing to do. */
export function noLoads(count: number): Loads {
  return Array.from({ length: Math.ceil(count / BLOCK) }, () => Array<Load>(BLOCK).fill(NO_LOAD));
}

/** The load of the server at `index`. */
export function loadOf(loads: Loads, index: number): Load {
  return loads[Math.floor(index / BLOCK)]?.[index % BLOCK] ?? NO_LOAD;
}

/** The loads with `load` at `index`. */
export function withLoad(loads: Loads, index: number, load: Load): Loads {
  const place = Math.floor(index / BLOCK);
  const block = (loads[place] ?? []).slice();
  block[index % BLOCK] = load;
  const next = loads.slice();
  next[place] = block;
  return next;
}
