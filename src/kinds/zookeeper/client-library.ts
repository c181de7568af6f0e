import type { ConnectionId, Context, NodeEvent } from '../../kernel/kind.ts';
import { MILLISECOND, SECOND, type Duration, type SimTime } from '../../lib/units.ts';
import {
  CLIENT_PORT, type ClientMessage, type ErrorCode, type Operation, passwordOf, type Result, type SessionId, type WatchEventType,
  type Zxid,
} from './protocol.ts'; // prettier-ignore

/** What an application is told of its session (Curator's names). */
export type SessionState = 'CONNECTING' | 'CONNECTED' | 'SUSPENDED' | 'LOST' | 'CLOSED';

interface PendingRequest {
  readonly xid: number;
  readonly operation: Operation;
  /** The application's own word for what it waits for. */
  readonly tag: string;
  readonly sentAt: SimTime;
}

interface ClientWatch {
  readonly table: 'data' | 'exist' | 'child';
  readonly path: string;
}

/**
 * The ZooKeeper client that applications embed in their state: an immutable record and functions over it, with the
 * timers of the Java client (ClientCnxn): ping at T/3, read timeout at 2T/3, connect timeout at T/n.
 */
export interface ZookeeperClient {
  /** The connect string, shuffled once. */
  readonly servers: readonly string[];
  readonly requestedTimeout: Duration;
  readonly state: SessionState;
  /** 0 before the first session. */
  readonly session: SessionId;
  readonly timeout: Duration;
  /** The server that is tried next or was tried last. */
  readonly server: number;
  readonly lastConnected: number | undefined;
  readonly connection: ConnectionId | undefined;
  /** The handshake is done. */
  readonly attached: boolean;
  readonly everConnected: boolean;
  readonly lastZxid: Zxid;
  readonly nextXid: number;
  readonly pending: readonly PendingRequest[];
  readonly watches: readonly ClientWatch[];
  readonly sentAt: SimTime;
  readonly heardAt: SimTime;
}

/** What the library tells its application. */
export type Notice =
  | { readonly type: 'connected'; readonly newSession: boolean }
  | { readonly type: 'suspended' }
  /** The ensemble says that the session is expired; a new one is being opened. */
  | { readonly type: 'lost' }
  | {
      readonly type: 'reply';
      readonly tag: string;
      readonly operation: Operation;
      readonly error: ErrorCode | undefined;
      readonly result: Result;
      readonly sentAt: SimTime;
    }
  | { readonly type: 'watch'; readonly event: WatchEventType; readonly path: string };

export interface ClientStep {
  readonly client: ZookeeperClient;
  readonly notices: readonly Notice[];
}

/** The library sleeps this long before it reports a broken connection and before every new attempt. */
const PAUSE: Duration = 100 * MILLISECOND;

type ClientTimer = 'zookeeper-connect' | 'zookeeper-ping' | 'zookeeper-read' | 'zookeeper-retry';

export interface ClientOptions {
  /** The connect string. */
  readonly servers: readonly string[];
  /** The session timeout that is asked for. */
  readonly timeout: Duration;
}

export function startClient({ servers, timeout }: ClientOptions, ctx: Context): ZookeeperClient {
  const client: ZookeeperClient = {
    servers: shuffled(servers, ctx),
    requestedTimeout: timeout,
    state: 'CONNECTING',
    session: 0,
    timeout,
    server: 0,
    lastConnected: undefined,
    connection: undefined,
    attached: false,
    everConnected: false,
    lastZxid: 0,
    nextXid: 1,
    pending: [],
    watches: [],
    sentAt: ctx.now,
    heardAt: ctx.now,
  };
  return dial(client, ctx);
}

/** The server that the client is connected to, if its session stands there. */
export function connectedServer(client: ZookeeperClient | undefined): string | undefined {
  return client?.attached === true ? client.servers[client.server] : undefined;
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

function dial(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const target = client.servers[client.server];
  if (target === undefined) return client;
  const connection = ctx.connect(target, CLIENT_PORT);
  ctx.startTimer('zookeeper-connect', Math.floor(client.timeout / client.servers.length));
  return { ...client, connection, attached: false };
}

/** Sends a request, or fails it at once with CONNECTIONLOSS where there is no connection. */
export function submit(client: ZookeeperClient, ctx: Context, operation: Operation, tag: string): ClientStep {
  if (!client.attached || client.connection === undefined) {
    const notice: Notice = {
      type: 'reply',
      tag,
      operation,
      error: 'CONNECTIONLOSS',
      result: {},
      sentAt: ctx.now,
    };
    return { client, notices: [notice] };
  }
  const xid = client.nextXid;
  ctx.send(client.connection, { type: 'request', xid, operation } satisfies ClientMessage);
  const pending = [...client.pending, { xid, operation, tag, sentAt: ctx.now }];
  return { client: { ...client, nextXid: xid + 1, pending, sentAt: ctx.now }, notices: [] };
}

/** Lets the library handle an event. Undefined: the event is not its own. */
export function handleClient(
  client: ZookeeperClient,
  event: NodeEvent,
  ctx: Context,
): ClientStep | undefined {
  switch (event.type) {
    case 'timer':
      return event.name.startsWith('zookeeper-') ? timer(client, event.name as ClientTimer, ctx) : undefined;
    case 'connected':
      return event.connection === client.connection ? { client: greet(client, ctx), notices: [] } : undefined;
    case 'closed':
      return event.connection === client.connection ? disconnect(client, ctx) : undefined;
    case 'message':
      if (event.connection !== client.connection) return undefined;
      return receive({ ...client, heardAt: ctx.now }, event.message as ClientMessage, ctx);
    default:
      return undefined;
  }
}

/** The connection stands: ask for a session, a new one or the same again. */
function greet(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  if (client.connection === undefined) return client;
  ctx.send(client.connection, {
    type: 'connect',
    session: client.session,
    password: passwordOf(client.session),
    timeout: client.requestedTimeout,
    lastZxid: client.lastZxid,
  } satisfies ClientMessage);
  return { ...client, everConnected: true, sentAt: ctx.now, heardAt: ctx.now };
}

function receive(client: ZookeeperClient, message: ClientMessage, ctx: Context): ClientStep {
  switch (message.type) {
    case 'session':
      return message.timeout > 0
        ? attach(client, message.session, message.timeout, ctx)
        : expire(client, ctx);
    case 'reply':
      return answer(client, message);
    case 'watch-event':
      return watchEvent(client, message.event, message.path);
    default:
      return { client, notices: [] };
  }
}

function attach(client: ZookeeperClient, session: SessionId, timeout: Duration, ctx: Context): ClientStep {
  ctx.cancelTimer('zookeeper-connect');
  ctx.startTimer('zookeeper-ping', Math.floor(timeout / 3));
  ctx.startTimer('zookeeper-read', Math.floor((timeout * 2) / 3));
  if (client.state === 'SUSPENDED') ctx.milestone({ type: 'connection-restored', data: { session } });
  const newSession = client.session !== session;
  const attached: ZookeeperClient = {
    ...client,
    session,
    timeout,
    state: 'CONNECTED',
    attached: true,
    lastConnected: client.server,
    watches: newSession ? [] : client.watches,
  };
  if (attached.watches.length > 0 && client.connection !== undefined) {
    const paths = (table: ClientWatch['table']): readonly string[] =>
      attached.watches.filter((watch) => watch.table === table).map((watch) => watch.path);
    ctx.send(client.connection, {
      type: 'set-watches',
      relativeZxid: client.lastZxid,
      data: paths('data'),
      exist: paths('exist'),
      child: paths('child'),
      persistent: [],
      recursive: [],
    } satisfies ClientMessage);
  }
  return { client: attached, notices: [{ type: 'connected', newSession }] };
}

/** The ensemble says that the session is gone. A new client handle takes its place. */
function expire(client: ZookeeperClient, ctx: Context): ClientStep {
  stopTimers(ctx);
  const fresh: ZookeeperClient = {
    ...client,
    state: 'LOST',
    session: 0,
    timeout: client.requestedTimeout,
    lastZxid: 0,
    connection: undefined,
    attached: false,
    pending: [],
    watches: [],
  };
  ctx.startTimer('zookeeper-retry', PAUSE);
  return { client: fresh, notices: [...losses(client), { type: 'lost' }] };
}

function losses(client: ZookeeperClient): readonly Notice[] {
  return client.pending.map(({ tag, operation, sentAt }) => ({
    type: 'reply', tag, operation, error: 'CONNECTIONLOSS', result: {}, sentAt,
  })); // prettier-ignore
}

function answer(client: ZookeeperClient, message: Extract<ClientMessage, { type: 'reply' }>): ClientStep {
  const request = client.pending.find((one) => one.xid === message.xid);
  if (request === undefined) return { client, notices: [] };
  const { operation, tag, sentAt } = request;
  const after: ZookeeperClient = {
    ...client,
    lastZxid: Math.max(client.lastZxid, message.zxid),
    pending: client.pending.filter((one) => one !== request),
    watches: registered(client.watches, operation, message.error),
  };
  return {
    client: after,
    notices: [{ type: 'reply', tag, operation, error: message.error, result: message.result, sentAt }],
  };
}

/** A watch is registered when the reply arrives: a missing node can only be watched with exists. */
function registered(
  watches: readonly ClientWatch[],
  operation: Operation,
  error: ErrorCode | undefined,
): readonly ClientWatch[] {
  if (!('watch' in operation) || !operation.watch) return watches;
  if (error !== undefined && !(operation.op === 'exists' && error === 'NONODE')) return watches;
  const table = operation.op === 'children' ? 'child' : error === undefined ? 'data' : 'exist';
  const same = watches.some((watch) => watch.table === table && watch.path === operation.path);
  return same ? watches : [...watches, { table, path: operation.path }];
}

function watchEvent(client: ZookeeperClient, event: WatchEventType, path: string): ClientStep {
  const fires = (watch: ClientWatch): boolean =>
    watch.path === path &&
    (event === 'deleted' || (event === 'children' ? watch.table === 'child' : watch.table !== 'child'));
  if (!client.watches.some(fires)) return { client, notices: [] };
  const watches = client.watches.filter((watch) => !fires(watch));
  return { client: { ...client, watches }, notices: [{ type: 'watch', event, path }] };
}

function stopTimers(ctx: Context): void {
  const timers: readonly ClientTimer[] = [
    'zookeeper-connect',
    'zookeeper-ping',
    'zookeeper-read',
    'zookeeper-retry',
  ];
  for (const name of timers) ctx.cancelTimer(name);
}

/** The connection broke or the server is silent: everything unanswered is lost to uncertainty; try the next server. */
function disconnect(client: ZookeeperClient, ctx: Context, silent = false): ClientStep {
  if (client.connection !== undefined) ctx.close(client.connection);
  stopTimers(ctx);
  const suspends = client.state === 'CONNECTED';
  if (suspends) {
    const of = client.servers[client.server] ?? '';
    const silence = silent ? { silence: { of, since: client.heardAt } } : {};
    const data = { session: client.session, server: of };
    ctx.milestone({ type: 'connection-suspended', reason: silent ? 'silence' : 'closed', data, ...silence });
  }
  const server = (client.server + 1) % client.servers.length;
  const patience = client.everConnected ? ctx.random('zookeeper-retry').below(SECOND) : 0;
  const again = server === (client.lastConnected ?? 0) ? SECOND : 0;
  ctx.startTimer('zookeeper-retry', PAUSE + patience + again);
  const after: ZookeeperClient = {
    ...client,
    server,
    connection: undefined,
    attached: false,
    pending: [],
    state: suspends ? 'SUSPENDED' : client.state,
  };
  return {
    client: after,
    notices: [...losses(client), ...(suspends ? [{ type: 'suspended' } as const] : [])],
  };
}

function timer(client: ZookeeperClient, name: ClientTimer, ctx: Context): ClientStep {
  switch (name) {
    case 'zookeeper-retry':
      return { client: dial(client, ctx), notices: [] };
    case 'zookeeper-connect':
      return disconnect(client, ctx);
    case 'zookeeper-ping':
      return { client: ping(client, ctx), notices: [] };
    case 'zookeeper-read': {
      const left = client.heardAt + Math.floor((client.timeout * 2) / 3) - ctx.now;
      if (left <= 0) return disconnect(client, ctx, true);
      ctx.startTimer('zookeeper-read', left);
      return { client, notices: [] };
    }
  }
}

/** Pings when nothing was sent for T/3. */
function ping(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const interval = Math.floor(client.timeout / 3);
  const left = client.sentAt + interval - ctx.now;
  if (left > 0 || client.connection === undefined) {
    ctx.startTimer('zookeeper-ping', Math.max(left, 1));
    return client;
  }
  ctx.send(client.connection, { type: 'ping' } satisfies ClientMessage);
  ctx.startTimer('zookeeper-ping', interval);
  return { ...client, sentAt: ctx.now };
}
