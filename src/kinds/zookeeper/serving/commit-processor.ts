import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import type { AppendLog } from '../../../lib/append-log.ts';
import { lookUp, withEntry } from '../../../lib/sorted-map.ts';
import { hasBug } from '../planted-bugs.ts';
import { type ClientMessage, isWrite, type Origin, type Transaction } from '../protocol.ts';
import { read } from './reads.ts';
import { closeConnection, closeConnectionsOf, grantSession, reply } from './replies.ts';
import { resultOf } from '../data/results.ts';
import { noteTouch, sessionError } from './session-tracker.ts';
import {
  type ClientConnection,
  NO_REQUESTS,
  type OrderedRequest,
  type RequestQueue,
  type Server,
} from '../state.ts';
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
  const { queue } = client;
  const free = queue.answered === queue.requests.length || hasBug(s, 'overtakes-writes');
  if (free && !waitsForLeader(s, message)) answer(s, ctx, client, message);
  else setQueue(s, client, { requests: queue.requests.append(message), answered: queue.answered });
}

function setQueue(s: Server, client: ClientConnection, queue: RequestQueue): void {
  const { connection, session, timeout } = client;
  s.clients = withEntry(s.clients, connection, {
    connection,
    client: client.client,
    session,
    timeout,
    queue,
  });
}

/** The head of a queue is answered: on with what waited for it, up to the next one under way. */
function advance(s: Server, ctx: Context, connection: ConnectionId): void {
  const client = lookUp(s.clients, connection);
  if (client === undefined) return;
  const { requests, answered: head } = client.queue;
  const next = nextForLeader(s, requests, head + 1);
  setQueue(s, client, next >= requests.length ? NO_REQUESTS : { requests, answered: next });
  for (let index = head + 1; index < next; index++) {
    const current = lookUp(s.clients, connection);
    const message = requests.at(index);
    if (current !== undefined && message !== undefined) answer(s, ctx, current, message);
  }
}

/** The place of the first request from `from` on that the leader must answer, or the end. */
function nextForLeader(s: Server, requests: AppendLog<OrderedRequest>, from: number): number {
  let index = from;
  for (; index < requests.length; index++) {
    const message = requests.at(index);
    if (message !== undefined && waitsForLeader(s, message)) return index;
  }
  return index;
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
