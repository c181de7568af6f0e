import type { ConnectionId, Context } from '../../kernel/kind.ts';
import {
  type ClientMessage,
  type ErrorCode,
  type Origin,
  passwordOf,
  type Result,
  type Transaction,
} from './protocol.ts';
import { resultOf } from './results.ts';
import type { ClientConnection, Server } from './state.ts';
import type { Applied } from './tree.ts';
import { dropWatches } from './watches.ts';

export function updateClient(s: Server, connection: ConnectionId, change: Partial<ClientConnection>): void {
  s.clients = s.clients.map((client) =>
    client.connection === connection ? { ...client, ...change } : client,
  );
}

export function dropClient(s: Server, connection: ConnectionId): boolean {
  if (!s.clients.some((client) => client.connection === connection)) return false;
  s.clients = s.clients.filter((client) => client.connection !== connection);
  dropWatches(s, connection);
  return true;
}

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

/** Tells a client that its session stands, or (timeout 0) that it does not. */
export function grantSession(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  session: number,
  timeout: number,
): void {
  ctx.send(connection, {
    type: 'session',
    session,
    password: passwordOf(session),
    timeout,
  } satisfies ClientMessage);
  if (timeout > 0) {
    updateClient(s, connection, { session, timeout });
  } else {
    ctx.close(connection);
    dropClient(s, connection);
  }
}

/** After a transaction is applied: the reply to whoever asked here, and the end of connections whose session ended. */
export function settleRequest(s: Server, ctx: Context, transaction: Transaction, applied: Applied): void {
  const { change, origin } = transaction;
  const asked =
    origin?.server === s.config.sid && s.clients.some((one) => one.connection === origin.connection);
  if (asked) {
    if (change.type === 'create-session') {
      grantSession(s, ctx, origin.connection, change.session, change.timeout);
    } else {
      const error = change.type === 'error' ? change.code : undefined;
      reply(s, ctx, origin.connection, origin.xid, error, resultOf(change, applied));
      updateClient(s, origin.connection, { waitingFor: undefined });
    }
  }
  if (change.type === 'close-session') {
    for (const { connection } of s.clients.filter((one) => one.session === change.session)) {
      ctx.close(connection);
      dropClient(s, connection);
    }
  }
}

/** The answer to `sync`: everything that was committed before it is applied here now. */
export function answerSync(s: Server, ctx: Context, origin: Origin): void {
  if (!s.clients.some((one) => one.connection === origin.connection)) return;
  reply(s, ctx, origin.connection, origin.xid, undefined, {});
  updateClient(s, origin.connection, { waitingFor: undefined });
}
