import type { Context } from '../../../kernel/kind.ts';
import { entriesOf, keysOf } from '../../../lib/sorted-map.ts';
import type { ErrorCode, ReadOperation, Result } from '../protocol.ts';
import { reply } from './replies.ts';
import type { ClientConnection, Server } from '../state.ts';
import { findSession, findZnode } from '../data/tree.ts';
import { addLastingWatch, addWatch, hasWatch, removeWatch } from './watches.ts';
import { permits, statOf, type Znode } from '../data/znode.ts';

/**
 * Reads are answered from this server's own tree, however old it is (FinalRequestProcessor). Paths are not validated:
 * a malformed one is just not there. A read that fails leaves no watch, but for `exists`.
 */
export function read(
  s: Server,
  ctx: Context,
  client: ClientConnection,
  xid: number,
  operation: ReadOperation,
): void {
  const answer = answerOf(s, client, operation);
  const failed = typeof answer === 'string';
  reply(s, ctx, client.connection, xid, failed ? answer : undefined, failed ? {} : answer);
}

function answerOf(s: Server, client: ClientConnection, operation: ReadOperation): Result | ErrorCode {
  const { connection } = client;
  switch (operation.op) {
    case 'ephemerals':
      return { paths: ownEphemerals(s, client, operation.prefix) };
    case 'add-watch':
      addLastingWatch(s, operation.path, operation.mode, connection);
      return {};
    case 'check-watches':
      return hasWatch(s, operation.path, operation.kind, connection) ? {} : 'NOWATCHER';
    case 'remove-watches':
      return removeWatch(s, operation.path, operation.kind, connection) ? {} : 'NOWATCHER';
    case 'exists': {
      if (operation.watch) addWatch(s, 'data', operation.path, connection);
      const node = findZnode(s.tree, operation.path);
      return node === undefined ? 'NONODE' : { stat: statOf(node) };
    }
    default:
      return contentOf(s, client, operation);
  }
}

type ContentRead = Extract<ReadOperation, { op: 'get' | 'children' | 'get-acl' | 'count-descendants' }>;

/** Reads that need a znode and its permission; whoever may change permissions may also read them. */
function contentOf(s: Server, { connection }: ClientConnection, operation: ContentRead): Result | ErrorCode {
  const { op, path } = operation;
  const node = findZnode(s.tree, path);
  if (node === undefined) return 'NONODE';
  if (!permits(node, 'r') && !(op === 'get-acl' && permits(node, 'a'))) return 'NOAUTH';
  switch (op) {
    case 'get':
      if (operation.watch) addWatch(s, 'data', path, connection);
      return { ...(node.data === undefined ? {} : { data: node.data }), stat: statOf(node) };
    case 'children':
      if (operation.watch) addWatch(s, 'child', path, connection);
      return { children: keysOf(node.children), stat: statOf(node) };
    case 'get-acl':
      return { acl: node.acl, stat: statOf(node) };
    case 'count-descendants':
      return { count: descendantsOf(node) };
  }
}

function descendantsOf(node: Znode): number {
  return entriesOf(node.children).reduce((sum, { value }) => sum + 1 + descendantsOf(value), 0);
}

/** By prefix of the text, not of path components; a blank prefix and `/` are all. */
function ownEphemerals(s: Server, { session }: ClientConnection, prefix: string): readonly string[] {
  const all = keysOf(findSession(s.tree, session)?.ephemerals);
  const trimmed = prefix.trim();
  return trimmed === '' || trimmed === '/' ? all : all.filter((path) => path.startsWith(prefix));
}
