import type { ConnectionId } from '../../../kernel/kind.ts';
import {
  entriesOf, hasKey, keysOf, lookUp, sizeOf, type SortedMap, withEntry, withoutKey,
} from '../../../lib/sorted-map.ts'; // prettier-ignore
import { parentPath } from './paths.ts';
import type { WatchEventType, WatchMode } from '../protocol.ts';

/** A standard watch fires once. */
export type Mode = 'standard' | WatchMode;

type Watchers = SortedMap<ConnectionId, Mode>;

/** The watches of one kind: a connection has at most one a path (WatchManager, WatcherModeManager). */
export interface WatchTable {
  readonly byPath: SortedMap<string, Watchers>;
  /** Connections stay here when all their watches have fired, until they are closed. */
  readonly byConnection: SortedMap<ConnectionId, SortedMap<string, true>>;
  /** How many of the watches are recursive: without any, ancestors need not be asked. */
  readonly recursive: number;
}

/** The watches of the connections to one server (DataTree.dataWatches, childWatches). */
export interface Watches {
  readonly data: WatchTable;
  readonly child: WatchTable;
}

const EMPTY_TABLE: WatchTable = { byPath: undefined, byConnection: undefined, recursive: 0 };

export const NO_WATCHES: Watches = { data: EMPTY_TABLE, child: EMPTY_TABLE };

/** Registers a watch; a later one of the same connection and path takes its place, whatever their modes. */
export function addWatch(table: WatchTable, path: string, connection: ConnectionId, mode: Mode): WatchTable {
  const watchers = lookUp(table.byPath, path);
  const before = lookUp(watchers, connection);
  if (before === mode) return table;
  const paths = lookUp(table.byConnection, connection);
  return {
    byPath: withEntry(table.byPath, path, withEntry(watchers, connection, mode)),
    byConnection:
      before === undefined
        ? withEntry(table.byConnection, connection, withEntry(paths, path, true))
        : table.byConnection,
    recursive: table.recursive + weight(mode) - weight(before),
  };
}

function weight(mode: Mode | undefined): number {
  return mode === 'persistent-recursive' ? 1 : 0;
}

export function hasWatch(table: WatchTable, path: string, connection: ConnectionId): boolean {
  return hasKey(lookUp(table.byPath, path), connection);
}

export function removeWatch(table: WatchTable, path: string, connection: ConnectionId): WatchTable {
  const watchers = lookUp(table.byPath, path);
  const mode = lookUp(watchers, connection);
  if (mode === undefined) return table;
  const left = withoutKey(watchers, connection);
  const paths = withoutKey(lookUp(table.byConnection, connection), path);
  return {
    byPath: left === undefined ? withoutKey(table.byPath, path) : withEntry(table.byPath, path, left),
    byConnection: withEntry(table.byConnection, connection, paths),
    recursive: table.recursive - weight(mode),
  };
}

/** The watches of a closed connection go with it. */
export function dropConnection(table: WatchTable, connection: ConnectionId): WatchTable {
  if (!hasKey(table.byConnection, connection)) return table;
  let left = table;
  for (const path of keysOf(lookUp(table.byConnection, connection)))
    left = removeWatch(left, path, connection);
  return { ...left, byConnection: withoutKey(left.byConnection, connection) };
}

/** The connections that an event concerns, in ascending order, and the table without the watches that fired once. */
export interface Fired {
  readonly table: WatchTable;
  readonly connections: readonly ConnectionId[];
}

const NOBODY: readonly ConnectionId[] = [];

/** WatchManager.triggerWatch. A recursive watch never hears of a change of children, only of the children. */
export function trigger(table: WatchTable, event: WatchEventType, path: string): Fired {
  const watchers = lookUp(table.byPath, path);
  if (watchers === undefined && table.recursive === 0) return { table, connections: NOBODY };
  const concerned: ConnectionId[] = [];
  let left = table;
  for (const { key: connection, value: mode } of entriesOf(watchers)) {
    if (event === 'children' && mode === 'persistent-recursive') continue;
    concerned.push(connection);
    if (mode === 'standard') left = removeWatch(left, path, connection);
  }
  if (table.recursive > 0 && event !== 'children') collectRecursive(table, path, concerned);
  return { table: left, connections: concerned };
}

/** The recursive watches of all ancestors (PathParentIterator). */
function collectRecursive(table: WatchTable, path: string, into: ConnectionId[]): void {
  const known = new Set(into);
  for (let at = path; at !== '/';) {
    at = parentPath(at);
    for (const { key: connection, value: mode } of entriesOf(lookUp(table.byPath, at))) {
      if (mode === 'persistent-recursive') known.add(connection);
    }
  }
  into.splice(0, into.length, ...[...known].sort((a, b) => a - b));
}

/** What the four-letter word `wchs` counts. */
export function countWatches(table: WatchTable): {
  readonly connections: number;
  readonly paths: number;
  readonly watches: number;
} {
  const watches = entriesOf(table.byPath).reduce((sum, { value }) => sum + sizeOf(value), 0);
  return { connections: sizeOf(table.byConnection), paths: sizeOf(table.byPath), watches };
}
