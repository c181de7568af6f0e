import type { Context } from '../../../kernel/kind.ts';
import { MILLISECOND, SECOND } from '../../../lib/units.ts';
import { type ClientStep, type Notice, ownAnswer, type ZookeeperClient } from './client-state.ts';
import { pingAt, readTimeout, startTimer, stopTimers } from './client-timers.ts';
import { failureOf, setWatchesMessage } from './client-watches.ts';
import { CLIENT_PORT, type ClientMessage, type SessionId } from '../protocol.ts';

/** The library sleeps this long before it reports a broken connection (ClientCnxnSocketNIO.cleanup). */
const REPORT_PAUSE = 100 * MILLISECOND;
/** Before the turn of the server that it was connected to last (StaticHostProvider.next). */
const SPIN_PAUSE = SECOND;
/** Bound of the random sleep before each attempt after the first that succeeded (SendThread.startConnect). */
const RETRY_PAUSE = SECOND;

const XID_MAX = 2 ** 31 - 1;

export function dial(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const target = client.servers[client.server];
  if (target === undefined) return client;
  const connection = ctx.connect(target, CLIENT_PORT);
  startTimer(client, ctx, 'connect', Math.floor(client.timeout / client.servers.length));
  return { ...client, connection, link: 'connecting', sentAt: ctx.now, heardAt: ctx.now };
}

/** The connection stands: ask for a session, a new one or the same again (SendThread.primeConnection). */
export function greet(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  if (client.connection === undefined) return client;
  ctx.send(client.connection, {
    type: 'connect',
    session: client.session,
    password: client.password,
    timeout: client.requestedTimeout,
    lastZxid: client.lastZxid,
  } satisfies ClientMessage);
  return { ...client, everConnected: true, sentAt: ctx.now, heardAt: ctx.now };
}

/** The session stands (SendThread.onConnected): watches are set again, then goes what has waited. */
export function attach(
  client: ZookeeperClient,
  ctx: Context,
  granted: { readonly session: SessionId; readonly password: number; readonly timeout: number },
): ClientStep {
  const { session, password, timeout } = granted;
  stopTimers(client, ctx);
  if (client.state === 'SUSPENDED') ctx.milestone({ type: 'connection-restored', data: { session } });
  const attached: ZookeeperClient = {
    ...client,
    session,
    password,
    timeout,
    state: 'CONNECTED',
    link: 'attached',
    lastConnected: client.server,
    silent: false,
  };
  startTimer(attached, ctx, 'ping', Math.max(0, pingAt(attached) - ctx.now));
  startTimer(attached, ctx, 'read', readTimeout(attached));
  const again = setWatchesMessage(attached.watches, attached.lastZxid);
  if (again !== undefined && attached.connection !== undefined) ctx.send(attached.connection, again);
  const newSession = client.session !== session;
  const server = client.servers[client.server] ?? '';
  return {
    client: sendQueued(attached, ctx),
    notices: [{ type: 'connected', newSession, session, server, timeout }],
  };
}

/** Sends what waits, numbering it as it goes. */
export function sendQueued(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const { connection, queued } = client;
  if (connection === undefined || client.link !== 'attached' || queued.length === 0) return client;
  let xid = client.nextXid;
  const sent = queued.map((request) => {
    const numbered = { ...request, xid };
    ctx.send(connection, { type: 'request', xid, operation: request.operation } satisfies ClientMessage);
    xid = xid === XID_MAX ? 1 : xid + 1;
    return numbered;
  });
  return { ...client, nextXid: xid, queued: [], pending: [...client.pending, ...sent], sentAt: ctx.now };
}

/** The connection is of no use any more; a moment later the application hears of it. */
export function breakConnection(client: ZookeeperClient, ctx: Context, silent = false): ZookeeperClient {
  if (client.connection !== undefined) ctx.close(client.connection);
  stopTimers(client, ctx);
  startTimer(client, ctx, 'broken', REPORT_PAUSE);
  return { ...client, connection: undefined, link: 'broken', silent };
}

/** The ensemble says that the session is gone. */
export function expire(client: ZookeeperClient, ctx: Context): ClientStep {
  const lost: ZookeeperClient = { ...breakConnection(client, ctx), state: 'LOST' };
  return { client: lost, notices: [{ type: 'lost' }] };
}

/** What is unanswered when a connection is reported broken will never be: its outcome is unknown. */
export function reportBroken(client: ZookeeperClient, ctx: Context): ClientStep {
  const isOver = client.state === 'LOST' || client.state === 'CLOSED';
  const error = isOver ? 'SESSIONEXPIRED' : 'CONNECTIONLOSS';
  const notices: Notice[] = [...client.pending, ...client.queued]
    .filter(({ operation }) => operation.op !== 'close')
    .map((request) => ownAnswer(request, failureOf(client.watches, request, error)));
  const emptied: ZookeeperClient = { ...client, pending: [], queued: [] };
  if (client.state === 'LOST') {
    if (client.closing !== undefined) notices.push(closeReply(client.closing, ctx));
    return { client: afterLoss(emptied, ctx), notices };
  }
  if (client.state === 'CONNECTED') {
    noteSuspended(client, ctx);
    notices.push({ type: 'suspended' });
  }
  if (client.closing !== undefined) return closed(emptied, ctx, client.closing, notices);
  const state = client.state === 'CONNECTED' ? 'SUSPENDED' : client.state;
  return { client: tryNext({ ...emptied, state }, ctx), notices };
}

function noteSuspended(client: ZookeeperClient, ctx: Context): void {
  const of = client.servers[client.server] ?? '';
  const silence = client.silent ? { silence: { of, since: client.heardAt } } : {};
  const data = { session: client.session, server: of };
  const reason = client.silent ? 'silence' : 'closed';
  ctx.milestone({ type: 'connection-suspended', reason, data, ...silence });
}

function closed(client: ZookeeperClient, ctx: Context, tag: string, notices: readonly Notice[]): ClientStep {
  return {
    client: { ...client, state: 'CLOSED', link: 'dead' },
    notices: [...notices, { type: 'closed' }, closeReply(tag, ctx)],
  };
}

function closeReply(tag: string, ctx: Context): Notice {
  return {
    type: 'reply',
    tag,
    operation: { op: 'close' },
    error: undefined,
    result: {},
    sentAt: ctx.now,
  };
}

/** The next server of the list, after the sleeps of the real library. */
function tryNext(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const server = (client.server + 1) % client.servers.length;
  const spin = server === client.lastConnected ? SPIN_PAUSE : 0;
  const patience = client.everConnected ? ctx.random('zookeeper-retry').below(RETRY_PAUSE) : 0;
  startTimer(client, ctx, 'retry', spin + patience);
  return { ...client, server, link: 'waiting' };
}

/** A handle whose session is lost is dead; a new one may take its place, as an application would open it. */
function afterLoss(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  const gone: ZookeeperClient = {
    ...client,
    session: 0,
    password: 0,
    lastZxid: 0,
    closing: undefined,
  };
  if (!client.renew || client.closing !== undefined) return { ...gone, link: 'dead' };
  const fresh: ZookeeperClient = {
    ...gone, timeout: client.requestedTimeout, watches: [], server: 0, lastConnected: 0, everConnected: false,
    nextXid: 1,
  }; // prettier-ignore
  return dial(fresh, ctx);
}
