/**
 * Work on a resource that other servers work on, too: it is read when the work begins and written when it is over
 * (read, modify, write). Nobody keeps two servers from doing that at the same time.
 */
import type { ConnectionId, Context } from '../../kernel/kind.ts';
import { withEntry } from '../../lib/sorted-map.ts';
import { RESOURCE_PORT, type ResourceAccess, type ResourceReply } from '../resource/protocol.ts';
import type { ApiServer, ServedRequest } from './state.ts';

/** Begins a turn at the resource, if the request is for one; turns have the order in which they begin. */
export function beginTurn(s: ApiServer, ctx: Context, request: ServedRequest): void {
  if (s.config.resource === undefined || request.work !== 'write') return;
  s.serving = withEntry(s.serving, request.id, { ...request, turn: ctx.now });
  access(s, ctx, 'resource-read', request.id, ctx.now);
}

/** Ends a turn: what was worked out is written. The answer follows once it is done. */
export function endTurn(s: ApiServer, ctx: Context, id: number, turn: number): void {
  access(s, ctx, 'resource-write', id, turn);
}

function access(s: ApiServer, ctx: Context, type: ResourceAccess['type'], id: number, turn: number): void {
  if (s.config.resource === undefined) return;
  s.resource ??= ctx.connect(s.config.resource, RESOURCE_PORT);
  const numbered = type === 'resource-write' ? 2 * id + 1 : 2 * id;
  ctx.send(s.resource, { type, id: numbered, token: undefined, turn } satisfies ResourceAccess);
}

/** The request whose write the resource has done; undefined: that was a read. */
export function writtenFor({ id }: ResourceReply): number | undefined {
  return id % 2 === 1 ? (id - 1) / 2 : undefined;
}

/** The next access opens another connection; what was asked over this one stays unanswered. */
export function resourceClosed(s: ApiServer, connection: ConnectionId): void {
  if (connection === s.resource) s.resource = undefined;
}
