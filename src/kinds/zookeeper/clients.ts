import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { askLeader, forward, reportTouch } from './follower.ts';
import { attach, propose, sync } from './leader.ts';
import type { ClientMessage, Origin, WriteRequest } from './protocol.ts';
import { read } from './reads.ts';
import { dropClient, grantSession, updateClient } from './replies.ts';
import { negotiate, touch } from './session-tracker.ts';
import type { ClientConnection, QueuedRequest, Server } from './state.ts';
import { setWatches } from './watches.ts';

/** Somebody connects to the client port; a server that does not serve hangs up at once. */
export function acceptClient(s: Server, ctx: Context, connection: ConnectionId, client: string): void {
  if (!s.serving) {
    ctx.close(connection);
    return;
  }
  s.clients = [
    ...s.clients,
    { connection, client, session: 0, timeout: 0, waitingFor: undefined, queue: [] },
  ];
}

export function receiveFromClient(
  s: Server,
  ctx: Context,
  connection: ConnectionId,
  message: ClientMessage,
): void {
  const client = s.clients.find((one) => one.connection === connection);
  if (client === undefined) return;
  switch (message.type) {
    case 'connect':
      connect(s, ctx, client, message);
      return;
    case 'ping':
      heard(s, ctx, client);
      ctx.send(connection, { type: 'pong' } satisfies ClientMessage);
      return;
    case 'set-watches':
      setWatches(s, ctx, connection, message);
      return;
    case 'request':
      heard(s, ctx, client);
      updateClient(s, connection, {
        queue: [...client.queue, { xid: message.xid, operation: message.operation }],
      });
      return;
    default:
      return;
  }
}

function heard(s: Server, ctx: Context, client: ClientConnection): void {
  if (client.session === 0) return;
  if (s.leadership !== undefined) touch(s, ctx, client.session);
  else reportTouch(s, client.session);
}

/** ZooKeeperServer.processConnectRequest: a new session is a transaction, an old one is revalidated at the leader. */
function connect(
  s: Server,
  ctx: Context,
  client: ClientConnection,
  message: Extract<ClientMessage, { type: 'connect' }>,
): void {
  const { connection } = client;
  if (message.lastZxid > s.tree.zxid) {
    ctx.close(connection);
    dropClient(s, connection);
    return;
  }
  const timeout = negotiate(message.timeout, s.config);
  if (message.session === 0) {
    s.sessionCount++;
    submit(s, ctx, {
      session: s.sessionBase + s.sessionCount,
      origin: { server: s.config.sid, connection, xid: 0 },
      operation: { op: 'create-session', timeout, client: client.client },
    });
    return;
  }
  for (const other of s.clients.filter((one) => one.session === message.session)) {
    ctx.close(other.connection);
    dropClient(s, other.connection);
  }
  if (s.leadership === undefined) {
    askLeader(s, ctx, { type: 'revalidate', session: message.session, connection, timeout });
  } else {
    grantSession(s, ctx, connection, message.session, attach(s, ctx, message.session, s.config.sid, timeout));
  }
}

function submit(s: Server, ctx: Context, request: WriteRequest): void {
  if (s.leadership !== undefined) propose(s, ctx, request);
  else forward(s, ctx, request);
}

/**
 * Takes up the requests that nothing holds back any more. Each session's requests are answered in order: a read
 * waits for the session's earlier writes, other sessions do not (CommitProcessor).
 */
export function serveQueues(s: Server, ctx: Context): void {
  for (;;) {
    const client = s.clients.find((one) => one.waitingFor === undefined && one.queue.length > 0);
    const request = client?.queue[0];
    if (client === undefined || request === undefined) return;
    updateClient(s, client.connection, { queue: client.queue.slice(1) });
    serve(s, ctx, client, request);
  }
}

function serve(s: Server, ctx: Context, client: ClientConnection, request: QueuedRequest): void {
  const { connection, session } = client;
  const { operation, xid } = request;
  const origin: Origin = { server: s.config.sid, connection, xid };
  switch (operation.op) {
    case 'sync':
      updateClient(s, connection, { waitingFor: xid });
      if (s.leadership !== undefined) sync(s, ctx, origin, undefined);
      else askLeader(s, ctx, { type: 'sync', origin });
      return;
    case 'create':
    case 'delete':
    case 'set':
    case 'set-acl':
    case 'check':
    case 'multi':
    case 'close':
      updateClient(s, connection, { waitingFor: xid });
      submit(s, ctx, { session, origin, operation });
      return;
    default:
      read(s, ctx, client, xid, operation);
  }
}
