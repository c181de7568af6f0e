import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { lookUp, withEntry } from '../../../lib/sorted-map.ts';
import { hasBug } from '../planted-bugs.ts';
import { type ClientMessage, isWrite, type Origin, type Transaction } from '../protocol.ts';
import { read } from './reads.ts';
import { closeConnection, closeConnectionsOf, grantSession, reply } from './replies.ts';
import { resultOf } from '../data/results.ts';
import { noteTouch, sessionError } from './session-tracker.ts';
import type { ClientConnection, OrderedRequest, Server } from '../state.ts';
import type { Applied } from '../data/tree.ts';
import { setWatches } from './watches.ts';

/*
 * CommitProcessor: the requests of a session are answered in their order. Writes, and at learners sync, are under way
 * to the leader as soon as they come; what comes after them waits here. Other sessions do not wait.
 */

/** Whether a request is answered by what the leader sends, rather than from this server's tree. */
export function waitsForLeader(s: Server, message: OrderedRequest): boolean {
  if (message.type !== 'request') return false;
  const { operation } = message;
  return isWrite(operation) || (operation.op === 'sync' && s.leadership === undefined);
}

/** Answers a request now, or when those before it are answered. */
export function enqueue(s: Server, ctx: Context, client: ClientConnection, message: OrderedRequest): void {
  const free = client.queue.length === 0 || hasBug(s, 'overtakes-writes');
  if (free && !waitsForLeader(s, message)) answer(s, ctx, client, message);
  else setQueue(s, client, [...client.queue, message]);
}

function setQueue(s: Server, client: ClientConnection, queue: readonly OrderedRequest[]): void {
  s.clients = withEntry(s.clients, client.connection, { ...client, queue });
}

/** The head of a queue is answered: on with what waited for it, up to the next one under way. */
function advance(s: Server, ctx: Context, connection: ConnectionId): void {
  const client = lookUp(s.clients, connection);
  if (client === undefined) return;
  const waiting = client.queue.slice(1);
  const next = waiting.findIndex((message) => waitsForLeader(s, message));
  const ready = next < 0 ? waiting : waiting.slice(0, next);
  setQueue(s, client, waiting.slice(ready.length));
  for (const message of ready) {
    const current = lookUp(s.clients, connection);
    if (current !== undefined) answer(s, ctx, current, message);
  }
}

/** What this server can answer by itself. The leader answers the owner of a session alone; learners do not look. */
function answer(s: Server, ctx: Context, client: ClientConnection, message: OrderedRequest): void {
  const error = s.leadership && sessionError(lookUp(s.leadership.sessions, client.session), s.config.sid);
  if (error === 'SESSIONMOVED') {
    closeConnection(s, ctx, client.connection);
    return;
  }
  switch (message.type) {
    case 'ping':
      ctx.send(client.connection, { type: 'pong' } satisfies ClientMessage);
      return;
    case 'set-watches':
      setWatches(s, ctx, client.connection, message);
      return;
    case 'request':
      answerRequest(s, ctx, client, message);
  }
}

function answerRequest(
  s: Server,
  ctx: Context,
  client: ClientConnection,
  { xid, operation }: Extract<OrderedRequest, { type: 'request' }>,
): void {
  if (operation.op === 'sync') reply(s, ctx, client.connection, xid, undefined, {});
  else if (!isWrite(operation)) read(s, ctx, client, xid, operation);
}

/** After a transaction is applied: the reply to whoever asked here, and the end of connections whose session ended. */
export function settleRequest(s: Server, ctx: Context, transaction: Transaction, applied: Applied): void {
  const { change, origin } = transaction;
  if (change.type === 'create-session' && s.leadership === undefined) noteTouch(s, change.session);
  if (origin?.server === s.config.sid) settleOwn(s, ctx, transaction, origin, applied);
  if (change.type === 'close-session') closeConnectionsOf(s, ctx, change.session);
}

function settleOwn(
  s: Server,
  ctx: Context,
  { change }: Transaction,
  { connection, xid }: Origin,
  applied: Applied,
): void {
  if (lookUp(s.clients, connection) === undefined) return;
  if (change.type === 'create-session') {
    grantSession(s, ctx, connection, change.session, change.timeout);
  } else if (change.type === 'error' && change.code === 'SESSIONMOVED') {
    closeConnection(s, ctx, connection);
  } else {
    const error = change.type === 'error' ? change.code : undefined;
    reply(s, ctx, connection, xid, error, resultOf(change, applied));
    advance(s, ctx, connection);
  }
}

/** The answer to `sync`: everything that was committed before it is applied here now. */
export function answerSync(s: Server, ctx: Context, { connection, xid }: Origin): void {
  if (lookUp(s.clients, connection) === undefined) return;
  reply(s, ctx, connection, xid, undefined, {});
  advance(s, ctx, connection);
}
