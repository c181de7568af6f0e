import type { Context, NodeEvent } from '../../kernel/kind.ts';
import type { Duration } from '../../lib/units.ts';
import {
  attach,
  breakConnection,
  dial,
  expire,
  greet,
  reportBroken,
  sendQueued,
} from './client/client-connection.ts';
import { answerWithoutServer } from './client/client-refusals.ts';
import {
  type ClientRequest,
  type ClientStep,
  type Notice,
  ownAnswer,
  type ZookeeperClient,
} from './client/client-state.ts';
import {
  type ClientTimer,
  ping,
  pingAt,
  pingsWhenWoken,
  silentAt,
  startTimer,
  timerOf,
} from './client/client-timers.ts';
import { failureOf, fireClientWatches, registerWatch, removeClientWatches } from './client/client-watches.ts';
import type { ClientMessage, ErrorCode, Operation, SessionId, WatchKind } from './protocol.ts';

export type {
  ClientEventType,
  ClientStep,
  Notice,
  SessionState,
  ZookeeperClient,
} from './client/client-state.ts';

/*
 * The ZooKeeper client that applications embed in their state: an immutable record and functions over it, with the
 * behaviour and the times of the Java client 3.8 (ClientCnxn, ZooKeeper, ZKWatchManager, StaticHostProvider).
 */

export interface ClientOptions {
  /** The connect string. */
  readonly servers: readonly string[];
  /** The session timeout that is asked for. */
  readonly timeout: Duration;
  /** Tells several handles of one node apart: the key of their timers. */
  readonly handle?: number;
  /** Whether the servers are tried in random order, as the real client does; true unless said otherwise. */
  readonly shuffle?: boolean;
  /** Whether a new session is opened when one is lost; true unless said otherwise. */
  readonly renew?: boolean;
  /** A session to go on with. */
  readonly resume?: { readonly session: SessionId; readonly password: number };
}

/** Opens a handle: the first attempt to connect begins at once. */
export function startClient(options: ClientOptions, ctx: Context): ZookeeperClient {
  const { servers, timeout, handle = 0, shuffle = true, renew = true, resume } = options;
  const client: ZookeeperClient = {
    handle,
    servers: shuffle ? shuffled(servers, ctx) : servers,
    requestedTimeout: timeout,
    renew,
    state: 'CONNECTING',
    link: 'waiting',
    session: resume?.session ?? 0,
    password: resume?.password ?? 0,
    timeout,
    server: 0,
    lastConnected: 0,
    connection: undefined,
    everConnected: false,
    lastZxid: 0,
    nextXid: 1,
    queued: [],
    pending: [],
    watches: [],
    closing: undefined,
    silent: false,
    sentAt: ctx.now,
    heardAt: ctx.now,
  };
  return dial(client, ctx);
}

function shuffled(servers: readonly string[], ctx: Context): readonly string[] {
  const stream = ctx.random('zookeeper-servers');
  const order = [...servers];
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    const [a, b] = [order[i], order[j]];
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a];
  }
  return order;
}

/** The server that the client is connected to, if its session stands there. */
export function connectedServer(client: ZookeeperClient | undefined): string | undefined {
  return client?.link === 'attached' ? client.servers[client.server] : undefined;
}

/**
 * Asks something. While there is no connection it waits for the outcome of the present attempt. What the library
 * answers by itself is in the step's notices. `watcher` names the watcher object that the operation registers.
 */
export function submit(
  client: ZookeeperClient,
  ctx: Context,
  operation: Operation,
  tag: string,
  watcher = '',
): ClientStep {
  if (operation.op === 'close') return closeClient(client, ctx, tag);
  const request: ClientRequest = { xid: 0, operation, tag, watcher, removal: undefined, sentAt: ctx.now };
  return queue(client, ctx, request);
}

/**
 * Removes a watcher object's watches of a path, or everybody's. With an object the server is only asked whether it
 * has such a watch, and keeps it (ZooKeeper.removeWatches).
 */
export function removeWatches(
  client: ZookeeperClient,
  ctx: Context,
  path: string,
  kind: WatchKind,
  tag: string,
  watcher?: string,
): ClientStep {
  const op = watcher === undefined ? 'remove-watches' : 'check-watches';
  const removal = { path, kind, watcher };
  const request = {
    xid: 0,
    operation: { op, path, kind } as const,
    tag,
    watcher: '',
    removal,
    sentAt: ctx.now,
  };
  return queue(client, ctx, request);
}

/** Closes the session. The reply comes when the handle is closed; if no server can be told, the session expires. */
export function closeClient(client: ZookeeperClient, ctx: Context, tag: string): ClientStep {
  const operation: Operation = { op: 'close' };
  const request: ClientRequest = { xid: 0, operation, tag, watcher: '', removal: undefined, sentAt: ctx.now };
  if (isOver(client)) return { client, notices: [ownAnswer(request, undefined)] };
  const step = queue(client, ctx, request);
  return { client: { ...step.client, closing: client.closing ?? tag }, notices: step.notices };
}

/** Whether the handle is of no more use (ZooKeeper.States.isAlive). */
function isOver({ state, link }: ZookeeperClient): boolean {
  return link === 'dead' || state === 'CLOSED' || (state === 'LOST' && link === 'broken');
}

function queue(client: ZookeeperClient, ctx: Context, request: ClientRequest): ClientStep {
  const own = request.operation.op === 'close' ? undefined : answerWithoutServer(request.operation);
  if (own !== undefined) return { client, notices: [ownAnswer(request, own.error, own.result)] };
  if (isOver(client) || client.closing !== undefined) {
    const error = isOver(client) ? 'SESSIONEXPIRED' : 'CONNECTIONLOSS';
    return { client, notices: [ownAnswer(request, failureOf(client.watches, request, error))] };
  }
  const queued = { ...client, queued: [...client.queued, request] };
  if (client.link !== 'attached') return { client: queued, notices: [] };
  const sent = sendQueued(queued, ctx);
  const pings = pingsWhenWoken(client, client.sentAt, ctx.now);
  return { client: pings ? ping(sent, ctx) : sent, notices: [] };
}

/** Lets the library handle an event. Undefined: the event is not its own. */
export function handleClient(
  client: ZookeeperClient,
  event: NodeEvent,
  ctx: Context,
): ClientStep | undefined {
  switch (event.type) {
    case 'timer': {
      const timer = event.key === client.handle ? timerOf(event.name) : undefined;
      return timer && fire(client, timer, ctx);
    }
    case 'connected':
      return event.connection === client.connection ? quietly(greet(client, ctx)) : undefined;
    case 'closed':
      return event.connection === client.connection ? quietly(breakConnection(client, ctx)) : undefined;
    case 'message':
      return event.connection === client.connection
        ? hear(client, event.message as ClientMessage, ctx)
        : undefined;
    default:
      return undefined;
  }
}

function quietly(client: ZookeeperClient): ClientStep {
  return { client, notices: [] };
}

/** A packet of the server: it is handled, and the send thread, being awake, looks whether to ping. */
function hear(client: ZookeeperClient, message: ClientMessage, ctx: Context): ClientStep {
  const heard = { ...client, heardAt: ctx.now };
  const { client: after, notices } = receive(heard, message, ctx);
  if (client.link !== 'attached' || after.link !== 'attached') return { client: after, notices };
  if (pingsWhenWoken(after, after.sentAt, ctx.now)) return { client: ping(after, ctx), notices };
  const wakeAt = pingAt(after);
  if (wakeAt < pingAt(client)) startTimer(after, ctx, 'ping', wakeAt - ctx.now);
  return { client: after, notices };
}

function receive(client: ZookeeperClient, message: ClientMessage, ctx: Context): ClientStep {
  switch (message.type) {
    case 'session':
      return message.timeout > 0 ? attach(client, ctx, message) : expire(client, ctx);
    case 'reply':
      return answer(client, message, ctx);
    case 'watch-event': {
      const { watches, notices } = fireClientWatches(client.watches, message.event, message.path);
      return { client: { ...client, watches }, notices };
    }
    case 'watches-set':
      return quietly({ ...client, lastZxid: message.zxid ?? client.lastZxid });
    default:
      return quietly(client);
  }
}

type Reply = Extract<ClientMessage, { type: 'reply' }>;

/** Replies come in the order of the requests (SendThread.readResponse). */
function answer(client: ZookeeperClient, reply: Reply, ctx: Context): ClientStep {
  const request = client.pending[0];
  if (request?.xid !== reply.xid) return quietly(breakConnection(client, ctx));
  const lastZxid = reply.zxid > 0 ? reply.zxid : client.lastZxid;
  const answered: ZookeeperClient = { ...client, lastZxid, pending: client.pending.slice(1) };
  if (request.operation.op === 'close') {
    return quietly({ ...breakConnection(answered, ctx), state: 'CLOSED' });
  }
  return request.removal === undefined
    ? settled(answered, request, reply, reply.error)
    : removed(answered, request, reply);
}

function settled(
  client: ZookeeperClient,
  request: ClientRequest,
  { zxid, result }: Reply,
  error: ErrorCode | undefined,
): ClientStep {
  const { tag, operation, sentAt } = request;
  const watches = registerWatch(client.watches, request, error);
  const notice: Notice = { type: 'reply', tag, operation, error, result, sentAt, zxid };
  return { client: watches === client.watches ? client : { ...client, watches }, notices: [notice] };
}

/** What the client forgets is told before the reply (ClientCnxn.finishPacket). */
function removed(client: ZookeeperClient, request: ClientRequest, reply: Reply): ClientStep {
  const { removal } = request;
  const gone =
    removal === undefined || reply.error !== undefined
      ? undefined
      : removeClientWatches(client.watches, removal);
  if (gone === undefined) return settled(client, request, reply, reply.error ?? 'NOWATCHER');
  const step = settled({ ...client, watches: gone.watches }, request, reply, undefined);
  return { client: step.client, notices: [...gone.notices, ...step.notices] };
}

function fire(client: ZookeeperClient, timer: ClientTimer, ctx: Context): ClientStep {
  switch (timer) {
    case 'retry':
      return quietly(dial(client, ctx));
    case 'connect':
      return quietly(breakConnection(client, ctx));
    case 'broken':
      return reportBroken(client, ctx);
    case 'ping':
      return quietly(pingIfDue(client, ctx));
    case 'read':
      return quietly(silenceDue(client, ctx));
    case 'overdue':
      return quietly(
        silentAt(client) > ctx.now ? awaitWord(client, ctx) : breakConnection(client, ctx, true),
      );
  }
}

/** A process that slept past the time looks into its sockets first: what they hold counts as heard now. */
function silenceDue(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const left = silentAt(client) - ctx.now;
  if (left > 0) return awaitWord(client, ctx);
  if (left === 0) return breakConnection(client, ctx, true);
  startTimer(client, ctx, 'overdue', 0);
  return client;
}

function awaitWord(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  startTimer(client, ctx, 'read', silentAt(client) - ctx.now);
  return client;
}

/** The timer is left alone when something is sent, so it may come too early. */
function pingIfDue(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const pinged = pingAt(client) <= ctx.now ? ping(client, ctx) : client;
  startTimer(pinged, ctx, 'ping', Math.max(1, pingAt(pinged) - ctx.now));
  return pinged;
}
