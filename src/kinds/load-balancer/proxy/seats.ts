import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { withItem } from '../../../lib/chunked-list.ts';
import { entriesOf, hasKey, lookUp, type SortedMap, withEntry, withoutKey } from '../../../lib/sorted-map.ts';
import { algorithmFor } from '../choice.ts';
import { type Load, loadOf } from '../loads.ts';
import { isUsable, loadChanged } from '../pool.ts';
import type { LoadBalancer, ProxiedRequest, ServerState } from '../state.ts';

/** Slots of servers and the queues for them (HAProxy's queue.c): bookkeeping, without acting on it. */

export function setRequest(s: LoadBalancer, request: ProxiedRequest): void {
  s.requests = withEntry(s.requests, request.id, request);
}

export function requestOf(s: LoadBalancer, id: number): ProxiedRequest | undefined {
  return lookUp(s.requests, id);
}

function replaceLoad(s: LoadBalancer, ctx: Context, server: ServerState, load: Load): void {
  s.loads = withItem(s.loads, server.index, load);
  loadChanged(s, algorithmFor(s.config), server, ctx.now);
}

/** A request takes a slot, and an idle connection if there is one. */
export function takeSeat(s: LoadBalancer, ctx: Context, index: number): ConnectionId | undefined {
  const server = s.servers[index];
  if (server === undefined) return undefined;
  const { served, idle, queue } = loadOf(s.loads, index);
  const left = idle.length === 0 ? idle : idle.slice(0, -1);
  replaceLoad(s, ctx, server, { served: served + 1, idle: left, queue });
  return idle.at(-1);
}

/** A request gives its slot back, and its connection if it is kept; whoever waits gets the slot before the event is over. */
export function leaveSeat(s: LoadBalancer, ctx: Context, index: number, kept?: ConnectionId): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const { served, idle, queue } = loadOf(s.loads, index);
  const more = kept === undefined ? idle : [...idle, kept];
  replaceLoad(s, ctx, server, { served: served - 1, idle: more, queue });
  if (queue !== undefined || s.queue !== undefined) s.moves = [...s.moves, { index, type: 'freed' }];
}

/** A request joins the queue of a server, or that of all. */
export function joinQueue(s: LoadBalancer, request: ProxiedRequest, index: number | undefined): void {
  const ticket = s.ticket;
  s.ticket++;
  setRequest(s, { ...request, phase: 'queued', server: index, seated: false, ticket });
  const server = index === undefined ? undefined : s.servers[index];
  if (server === undefined) s.queue = withEntry(s.queue, ticket, request.id);
  else changeQueue(s, server, (queue) => withEntry(queue, ticket, request.id));
}

export function leaveQueue(s: LoadBalancer, { ticket, server: index }: ProxiedRequest): void {
  const server = index === undefined ? undefined : s.servers[index];
  if (server === undefined) s.queue = withoutKey(s.queue, ticket);
  else changeQueue(s, server, (queue) => withoutKey(queue, ticket));
}

/** The algorithm learns of a queue only when the next slot is taken or given back (`pendconn_add`). */
function changeQueue(
  s: LoadBalancer,
  { index }: ServerState,
  change: (queue: Load['queue']) => Load['queue'],
): void {
  const load = loadOf(s.loads, index);
  s.loads = withItem(s.loads, index, { ...load, queue: change(load.queue) });
}

/** Forgets an idle connection that its server has closed; whether it was one. */
export function dropIdle(s: LoadBalancer, connection: ConnectionId): boolean {
  if (!hasKey(s.connections, connection)) return false;
  const server = s.servers.find(({ index }) => loadOf(s.loads, index).idle.includes(connection));
  if (server === undefined) return false;
  s.connections = withoutKey(s.connections, connection);
  const load = loadOf(s.loads, server.index);
  const idle = load.idle.filter((one) => one !== connection);
  s.loads = withItem(s.loads, server.index, { ...load, idle });
  return true;
}

/** Closes what is idle to a server that went away. */
export function closeIdle(s: LoadBalancer, ctx: Context, index: number): void {
  const load = loadOf(s.loads, index);
  if (load.idle.length === 0) return;
  for (const connection of load.idle) {
    ctx.close(connection);
    s.connections = withoutKey(s.connections, connection);
  }
  s.loads = withItem(s.loads, index, { ...load, idle: [] });
}

/** The request that has waited longest for a slot of this server, or for any slot that it may have. */
export function nextFor(s: LoadBalancer, ctx: Context, index: number): ProxiedRequest | undefined {
  const server = s.servers[index];
  if (server === undefined) return undefined;
  const own = firstOf(loadOf(s.loads, index).queue);
  const any = takesFromAll(s, ctx, server) ? firstOf(s.queue) : undefined;
  const head = own === undefined || (any !== undefined && any.ticket < own.ticket) ? any : own;
  return head === undefined ? undefined : requestOf(s, head.id);
}

/** The request that has waited longest for any server. */
export function firstWaiting(s: LoadBalancer): ProxiedRequest | undefined {
  const head = firstOf(s.queue);
  return head === undefined ? undefined : requestOf(s, head.id);
}

/** A backup takes requests of the common queue only while it stands in; behind a circuit breaker all are chosen anew. */
function takesFromAll(s: LoadBalancer, ctx: Context, server: ServerState): boolean {
  if (s.config.circuitBreaker !== undefined || !isUsable(server, s.config, ctx.now)) return false;
  if (!server.backup) return true;
  return s.usable === 0 && (s.config.allBackups || firstBackup(s) === server.index);
}

export function firstBackup(s: LoadBalancer): number | undefined {
  return s.servers.find(({ backup, usable }) => backup && usable)?.index;
}

function firstOf(
  queue: SortedMap<number, number>,
): { readonly ticket: number; readonly id: number } | undefined {
  if (queue === undefined) return undefined;
  let first = queue;
  while (first.left !== undefined) first = first.left;
  return { ticket: first.key, id: first.value };
}

/** The requests that wait for this server, the longest first. */
export function waitingFor(s: LoadBalancer, index: number): readonly number[] {
  return entriesOf(loadOf(s.loads, index).queue).map(({ value }) => value);
}
