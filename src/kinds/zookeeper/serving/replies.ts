import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { hasKey, lookUp, valuesOf, withEntry, withoutKey } from '../../../lib/sorted-map.ts';
import { type ClientMessage, type ErrorCode, passwordOf, type Result, type SessionId } from '../protocol.ts';
import type { Server } from '../state.ts';
import { dropWatches } from './watches.ts';

export function reply(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  xid: number,
  error: ErrorCode | undefined,
  result: Result,
): void {
  ctx.send(connection, { type: 'reply', xid, zxid: s.tree.zxid, error, result } satisfies ClientMessage);
}

/** Forgets a client's connection, if it is one. */
export function dropClient(s: Server, connection: ConnectionId): boolean {
  if (!hasKey(s.clients, connection)) return false;
  s.clients = withoutKey(s.clients, connection);
  dropWatches(s, connection);
  return true;
}

export function closeConnection(s: Server, ctx: Context, connection: ConnectionId): void {
  ctx.close(connection);
  dropClient(s, connection);
}

/** Closes the connection that holds a session here (ServerCnxnFactory.closeSession). */
export function closeConnectionsOf(s: Server, ctx: Context, session: SessionId): void {
  for (const client of valuesOf(s.clients)) {
    if (client.session === session) closeConnection(s, ctx, client.connection);
  }
}

/** Tells a client that its session stands, or (timeout 0) that it does not (ZooKeeperServer.finishSessionInit). */
export function grantSession(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  session: SessionId,
  timeout: number,
): void {
  const client = lookUp(s.clients, connection);
  if (client === undefined) return;
  const isValid = timeout > 0;
  ctx.send(connection, {
    type: 'session',
    session: isValid ? session : 0,
    password: isValid ? passwordOf(session) : 0,
    timeout,
  } satisfies ClientMessage);
  if (isValid) s.clients = withEntry(s.clients, connection, { ...client, session, timeout });
  else closeConnection(s, ctx, connection);
}
