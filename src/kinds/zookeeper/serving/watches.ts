import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { lookUp } from '../../../lib/sorted-map.ts';
import type { ClientMessage, WatchEventType, WatchKind, WatchMode, Zxid } from '../protocol.ts';
import type { Server } from '../state.ts';
import { findZnode, type Trigger } from '../data/tree.ts';
import * as tables from '../data/watch-table.ts';
import type { Watches } from '../data/watch-table.ts';

/** Sets a one-shot watch, in place of whatever this connection has there: a persistent watch is one no more. */
export function addWatch(s: Server, table: keyof Watches, path: string, connection: ConnectionId): void {
  s.watches = { ...s.watches, [table]: tables.addWatch(s.watches[table], path, connection, 'standard') };
}

/** DataTree.addWatch: in both tables, whether or not there is such a znode. */
export function addLastingWatch(s: Server, path: string, mode: WatchMode, connection: ConnectionId): void {
  const { data, child } = s.watches;
  s.watches = {
    data: tables.addWatch(data, path, connection, mode),
    child: tables.addWatch(child, path, connection, mode),
  };
}

/** The tables that a kind of watch may stand in. */
function tablesOf(kind: WatchKind): readonly (keyof Watches)[] {
  return kind === 'any' ? ['child', 'data'] : kind === 'data' ? ['data'] : ['child'];
}

export function hasWatch(s: Server, path: string, kind: WatchKind, connection: ConnectionId): boolean {
  return tablesOf(kind).some((table) => tables.hasWatch(s.watches[table], path, connection));
}

/** Whether there was such a watch; it is gone now. */
export function removeWatch(s: Server, path: string, kind: WatchKind, connection: ConnectionId): boolean {
  const found = hasWatch(s, path, kind, connection);
  for (const table of tablesOf(kind)) {
    s.watches = { ...s.watches, [table]: tables.removeWatch(s.watches[table], path, connection) };
  }
  return found;
}

export function dropWatches(s: Server, connection: ConnectionId): void {
  const data = tables.dropConnection(s.watches.data, connection);
  const child = tables.dropConnection(s.watches.child, connection);
  if (data !== s.watches.data || child !== s.watches.child) s.watches = { data, child };
}

/**
 * Fires the watches of a change, in the order of its triggers. Child watches of a deleted znode pass over the
 * connections that its data watches have told just before (DataTree.deleteNode). What nobody may read uses the watches
 * up without a word (NIOServerCnxn.process, since CVE-2024-23944).
 */
export function fireWatches(s: Server, ctx: Context, triggers: readonly Trigger[]): void {
  let told: readonly ConnectionId[] = [];
  for (const { table, event, path, readable } of triggers) {
    const fired = tables.trigger(s.watches[table], event, path);
    if (fired.table !== s.watches[table]) s.watches = { ...s.watches, [table]: fired.table };
    const skipsTold = table === 'child' && event === 'deleted' && told.length > 0;
    const passedOver = skipsTold ? new Set(told) : undefined;
    for (const connection of fired.connections) {
      if (readable && passedOver?.has(connection) !== true) fire(s, ctx, connection, event, path);
    }
    told = fired.connections;
  }
}

function fire(s: Server, ctx: Context, connection: ConnectionId, event: WatchEventType, path: string): void {
  const client = lookUp(s.clients, connection);
  ctx.send(connection, { type: 'watch-event', event, path } satisfies ClientMessage);
  ctx.milestone({
    type: 'watch-fired',
    about: client?.client ?? ctx.self,
    reason: event,
    data: { path, event },
  });
}

/**
 * A client that reconnected sets its watches again and hears of what it missed, but for lasting watches
 * (DataTree.setWatches).
 */
export function setWatches(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  message: Extract<ClientMessage, { type: 'set-watches' }>,
): void {
  const since: Zxid = message.relativeZxid;
  for (const path of message.data) {
    const node = findZnode(s.tree, path);
    if (node === undefined) fire(s, ctx, connection, 'deleted', path);
    else if (node.stat.mzxid > since) fire(s, ctx, connection, 'changed', path);
    else addWatch(s, 'data', path, connection);
  }
  for (const path of message.exist) {
    if (findZnode(s.tree, path) !== undefined) fire(s, ctx, connection, 'created', path);
    else addWatch(s, 'data', path, connection);
  }
  for (const path of message.child) {
    const node = findZnode(s.tree, path);
    if (node === undefined) fire(s, ctx, connection, 'deleted', path);
    else if (node.stat.pzxid > since) fire(s, ctx, connection, 'children', path);
    else addWatch(s, 'child', path, connection);
  }
  for (const path of message.persistent) addLastingWatch(s, path, 'persistent', connection);
  for (const path of message.recursive) addLastingWatch(s, path, 'persistent-recursive', connection);
  ctx.send(connection, { type: 'watches-set', zxid: s.tree.zxid } satisfies ClientMessage);
}
