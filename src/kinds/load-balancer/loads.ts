import type { ConnectionId } from '../../kernel/kind.ts';
import { type ChunkedList, itemAt, withItem } from '../../lib/chunked-list.ts';
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

/** The loads of all servers by their places: apart from the servers, so that a request does not copy the pool. */
export type Loads = ChunkedList<Load>;

const NO_LOAD: Load = { served: 0, idle: [], queue: undefined };

/** The loads of `count` servers that have nothing to do. */
export function noLoads(count: number): Loads {
  let loads: Loads = [];
  for (let index = 0; index < count; index++) loads = withItem(loads, index, NO_LOAD);
  return loads;
}

/** The load of the server at `index`. */
export function loadOf(loads: Loads, index: number): Load {
  return itemAt(loads, index) ?? NO_LOAD;
}
