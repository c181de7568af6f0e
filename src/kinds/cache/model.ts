import type {
  Command,
  ConnectionId,
  Context,
  Directory,
  Face,
  KindDefinition,
  NodeEvent,
} from '../../kernel/kind.ts';
import { firstOf, lookUp, sizeOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import { edgesTo } from '../calling/configure.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { handleRegistry, startRegistry } from '../calling/registry.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { type CacheConfig, type CacheOptions, cacheOptions } from './config.ts';
import type { CacheReply, CacheRequest } from './protocol.ts';
import { type Cache, type CacheState, copyCache } from './state.ts';

function start(config: CacheConfig, ctx: Context): CacheState {
  const nothing = { used: undefined, byUse: undefined, uses: 0, hits: 0, misses: 0 };
  return { config, ...startRegistry(config.registry, ctx), ...nothing };
}

function handle(s: Cache, event: NodeEvent, ctx: Context): void {
  const own = s.registration?.own;
  const notices = handleRegistry(s, event, ctx);
  if (notices !== undefined) {
    noteMembership(s, ctx, own);
    return;
  }
  if (event.type === 'message') receive(s, ctx, event.connection, event.message as CacheRequest);
  else if (event.type === 'timer') leavingTimer(s, ctx, event.name, true);
  else if (event.type === 'command' && (event.message as Command).type === 'leave') leave(s, ctx);
}

function noteMembership(s: Cache, ctx: Context, before: string | undefined): void {
  const own = s.registration?.own;
  if (own !== undefined && before === undefined)
    ctx.milestone({ type: 'member-joined', data: { path: own } });
  else if (own === undefined && before !== undefined) {
    ctx.milestone({ type: 'member-left', reason: 'its session expired', data: { path: before } });
  }
}

function leave(s: Cache, ctx: Context): void {
  const path = s.registration?.own;
  if (path !== undefined) ctx.milestone({ type: 'member-left', reason: 'it was told to go', data: { path } });
  beginLeaving(s, ctx);
}

function receive(s: Cache, ctx: Context, connection: ConnectionId, { type, id, key }: CacheRequest): void {
  if (type === 'cache-put') {
    touch(s, key);
    while (sizeOf(s.used) > s.config.size) forgetOldest(s);
    return;
  }
  const hit = lookUp(s.used, key) !== undefined;
  if (hit) {
    s.hits++;
    touch(s, key);
  } else s.misses++;
  ctx.send(connection, { type: hit ? 'cache-hit' : 'cache-miss', id } satisfies CacheReply);
}

function touch(s: Cache, key: number): void {
  const before = lookUp(s.used, key);
  if (before !== undefined) s.byUse = withoutKey(s.byUse, before);
  s.uses++;
  s.used = withEntry(s.used, key, s.uses);
  s.byUse = withEntry(s.byUse, s.uses, key);
}

function forgetOldest(s: Cache): void {
  const oldest = firstOf(s.byUse);
  if (oldest === undefined) return;
  s.byUse = withoutKey(s.byUse, oldest.key);
  s.used = withoutKey(s.used, oldest.value);
}

function face(s: CacheState): Face {
  const { used, hits, misses, zookeeper } = s;
  return {
    role: '',
    tone: 'plain',
    facts: [`${String(sizeOf(used))} values`, `${String(hits)} hits · ${String(misses)} misses`],
    session: connectedServer(zookeeper),
  };
}

function configure(
  { register, size, sessionTimeout }: CacheOptions,
  self: string,
  directory: Directory,
): CacheConfig {
  return {
    registry: {
      servers: directory.members(register.through),
      sessionTimeout,
      register: { path: register.in, address: directory.address(self) },
      discover: undefined,
    },
    size,
  };
}

export const cache: KindDefinition<CacheOptions, CacheConfig, CacheState> = {
  kind: 'cache',
  summary: 'A cache node: it keeps values in memory, and joins a group so that front ends find it.',
  options: cacheOptions,
  invariants: [],
  families: { 'cache-get': 'request', 'cache-put': 'request', 'cache-hit': 'reply', 'cache-miss': 'reply' },
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyCache,
  handle,
  role: () => '',
  face,
  edges: ({ registry }) => edgesTo([], registry),
  leaves: true,
};
