import type { Context } from '../../kernel/kind.ts';
import type { ReadOperation, Result } from './protocol.ts';
import { reply } from './replies.ts';
import type { ClientConnection, Server } from './state.ts';
import { findZnode } from './tree.ts';
import { addWatch } from './watches.ts';

/** Reads are answered from this server's own tree, however old it is. */
export function read(
  s: Server,
  ctx: Context,
  client: ClientConnection,
  xid: number,
  operation: ReadOperation,
): void {
  if (operation.op !== 'exists' && operation.op !== 'get' && operation.op !== 'children') {
    reply(s, ctx, client.connection, xid, 'UNIMPLEMENTED', {});
    return;
  }
  const { path, watch } = operation;
  const node = findZnode(s.tree, path);
  if (watch && (node !== undefined || operation.op === 'exists')) {
    addWatch(s, operation.op === 'children' ? 'child' : 'data', path, client.connection);
  }
  if (node === undefined) {
    reply(s, ctx, client.connection, xid, 'NONODE', {});
    return;
  }
  const { stat } = node;
  const result: Result =
    operation.op === 'get'
      ? { data: node.data, stat }
      : operation.op === 'children'
        ? { children: node.children.map((child) => child.name), stat }
        : { stat };
  reply(s, ctx, client.connection, xid, undefined, result);
}
