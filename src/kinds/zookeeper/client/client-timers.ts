import type { Context } from '../../../kernel/kind.ts';
import { SECOND, type Duration, type SimTime } from '../../../lib/units.ts';
import type { ZookeeperClient } from './client-state.ts';
import type { ClientMessage } from '../protocol.ts';

const TIMERS = ['connect', 'ping', 'read', 'overdue', 'retry', 'broken'] as const;

export type ClientTimer = (typeof TIMERS)[number];

const PREFIX = 'zookeeper-';

/** A woken send thread that was idle for so long pings that much ahead (ClientCnxn.SendThread.run). */
const AHEAD = SECOND;
/** MAX_SEND_PING_INTERVAL: a woken send thread that has sent nothing for so long pings. */
const PING_INTERVAL_MAX = 10 * SECOND;

export function startTimer(client: ZookeeperClient, ctx: Context, timer: ClientTimer, after: Duration): void {
  ctx.startTimer(PREFIX + timer, after, client.handle);
}

export function stopTimers(client: ZookeeperClient, ctx: Context): void {
  for (const timer of TIMERS) ctx.cancelTimer(PREFIX + timer, client.handle);
}

/** Which timer of the library a timer event is. */
export function timerOf(name: string): ClientTimer | undefined {
  return TIMERS.find((timer) => PREFIX + timer === name);
}

export function readTimeout(client: ZookeeperClient): Duration {
  return Math.floor((client.timeout * 2) / 3);
}

/** When a server that stays silent is given up. */
export function silentAt(client: ZookeeperClient): SimTime {
  return client.heardAt + readTimeout(client);
}

/**
 * When an idle send thread wakes to ping. It sleeps half the read timeout after the last packet it sent; if something
 * woke it when it had been idle for more than a second, it sleeps a second less.
 */
export function pingAt(client: ZookeeperClient): SimTime {
  const { sentAt, heardAt } = client;
  return sentAt + pingInterval(client) - (heardAt - sentAt > AHEAD ? AHEAD : 0);
}

function pingInterval(client: ZookeeperClient): Duration {
  return Math.floor(readTimeout(client) / 2);
}

/** Whether a send thread that something wakes now pings, having last sent at `sentAt`. */
export function pingsWhenWoken(client: ZookeeperClient, sentAt: SimTime, now: SimTime): boolean {
  const idle = now - sentAt;
  return idle > PING_INTERVAL_MAX || pingInterval(client) - idle - (idle > AHEAD ? AHEAD : 0) <= 0;
}

export function ping(client: ZookeeperClient, ctx: Context): ZookeeperClient {
  if (client.connection === undefined) return client;
  ctx.send(client.connection, { type: 'ping' } satisfies ClientMessage);
  return { ...client, sentAt: ctx.now };
}
