import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { lookUp } from '../../lib/sorted-map.ts';
import type { ClientMessage, WatchEventType, Zxid } from './protocol.ts';
import type { Server, Watch } from './state.ts';
import { findZnode, type Trigger } from './tree.ts';

/** Sets a one-shot watch; setting it twice is the same as once (WatchManager.addWatch). */
export function addWatch(s: Server, table: Watch['table'], path: string, connection: ConnectionId): void {
  const known = s.watches.some(
    (watch) => watch.connection === connection && watch.table === table && watch.path === path,
  );
  if (!known) s.watches = [...s.watches, { table, path, connection }];
}

export function dropWatches(s: Server, connection: ConnectionId): void {
  if (s.watches.some((watch) => watch.connection === connection)) {
    s.watches = s.watches.filter((watch) => watch.connection !== connection);
  }
}

/** Fires the watches of a change, in the order of its triggers; a connection hears of one deletion once. */
export function fireWatches(s: Server, ctx: Context, triggers: readonly Trigger[]): void {
  const told = new Set<string>();
  for (const trigger of triggers) {
    const fired = s.watches.filter((watch) => watch.table === trigger.table && watch.path === trigger.path);
    if (fired.length === 0) continue;
    s.watches = s.watches.filter((watch) => !fired.includes(watch));
    for (const { connection } of fired) {
      const key = `${trigger.event} ${trigger.path} ${String(connection)}`;
      if (told.has(key)) continue;
      told.add(key);
      fire(s, ctx, connection, trigger.event, trigger.path);
    }
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

/** A client that reconnected sets its watches again and hears of what it missed (DataTree.setWatches). */
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
}
