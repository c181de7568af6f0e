import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { lookUp, withEntry } from '../../../lib/sorted-map.ts';
import { enqueue, waitsForLeader } from './commit-processor.ts';
import { askLeader, forward } from '../ensemble/follower.ts';
import { propose } from '../ensemble/leader.ts';
import { type ClientMessage, isWrite, type Origin, passwordOf, type WriteRequest } from '../protocol.ts';
import { closeConnection, closeConnectionsOf, grantSession } from './replies.ts';
import { FRAME_MAX, requestSize } from '../data/request-size.ts';
import { attach, negotiate, noteTouch, touch } from './session-tracker.ts';
import { type ClientConnection, NO_REQUESTS, type OrderedRequest, type Server } from '../state.ts';

/** Somebody connects to the client port; a server that does not serve hangs up at once. */
export function acceptClient(s: Server, ctx: Context, connection: ConnectionId, client: string): void {
  if (!s.serving) {
    ctx.close(connection);
    return;
  }
  const accepted: ClientConnection = { connection, client, session: 0, timeout: 0, queue: NO_REQUESTS };
  s.clients = withEntry(s.clients, connection, accepted);
}

export function receiveFromClient(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  message: ClientMessage,
): void {
  const client = lookUp(s.clients, connection);
  if (client === undefined) return;
  switch (message.type) {
    case 'connect':
      connect(s, ctx, client, message);
      return;
    case 'ping':
    case 'set-watches':
    case 'request':
      receiveRequest(s, ctx, client, message);
      return;
    default:
      return;
  }
}

type Connect = Extract<ClientMessage, { type: 'connect' }>;

/** ZooKeeperServer.processConnectRequest: a new session is a transaction, an old one is revalidated at the leader. */
function connect(s: Server, ctx: Context, client: ClientConnection, message: Connect): void {
  const { connection } = client;
  if (message.lastZxid > s.tree.zxid) {
    closeConnection(s, ctx, connection);
    return;
  }
  const timeout = negotiate(message.timeout, s.config);
  if (message.session === 0) createSession(s, ctx, client, timeout);
  else reopenSession(s, ctx, connection, message, timeout);
}

function createSession(s: Server, ctx: Context, client: ClientConnection, timeout: number): void {
  const { base, count } = s.sessionIds;
  s.sessionIds = { base, count: count + 1 };
  submit(s, ctx, {
    session: base + count + 1,
    origin: { server: s.config.sid, connection: client.connection, xid: 0 },
    operation: { op: 'create-session', timeout, client: client.client },
  });
}

/** The session's earlier connection here is closed before anything is looked at, even the password. */
function reopenSession(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  { session, password }: Connect,
  timeout: number,
): void {
  closeConnectionsOf(s, ctx, session);
  if (password !== passwordOf(session)) {
    grantSession(s, ctx, connection, session, 0);
  } else if (s.leadership === undefined) {
    askLeader(s, ctx, { type: 'revalidate', session, connection, timeout });
  } else {
    grantSession(s, ctx, connection, session, attach(s, ctx, session, s.config.sid, timeout));
  }
}

function submit(s: Server, ctx: Context, request: WriteRequest): void {
  if (s.leadership !== undefined) propose(s, ctx, request);
  else forward(s, ctx, request);
}

/** Each request counts as a sign of life; one of a session that the leader does not know any more is dropped. */
function receiveRequest(s: Server, ctx: Context, client: ClientConnection, message: OrderedRequest): void {
  const { connection, session } = client;
  if (session === 0 || !heard(s, ctx, client)) return;
  if (message.type === 'request' && requestSize(message.operation) > FRAME_MAX) {
    closeConnection(s, ctx, connection);
    return;
  }
  enqueue(s, ctx, client, message);
  if (message.type === 'request' && waitsForLeader(s, message)) sendToLeader(s, ctx, client, message);
}

function heard(s: Server, ctx: Context, client: ClientConnection): boolean {
  if (s.leadership !== undefined) return touch(s, ctx, client.session);
  noteTouch(s, client.session);
  return true;
}

/** Writes go to the leader as they come; they do not wait for each other (FollowerRequestProcessor). */
function sendToLeader(
  s: Server,
  ctx: Context,
  { connection, session }: ClientConnection,
  { xid, operation }: Extract<OrderedRequest, { type: 'request' }>,
): void {
  const origin: Origin = { server: s.config.sid, connection, xid };
  if (operation.op === 'sync') askLeader(s, ctx, { type: 'sync', origin });
  else if (isWrite(operation)) submit(s, ctx, { session, origin, operation });
}
