import type {
  Command,
  ConnectionId,
  Context,
  Directory,
  Face,
  KindDefinition,
  NodeEvent,
} from '../../kernel/kind.ts';
import { listChanges } from '../../lib/list-changes.ts';
import { exponential } from '../../lib/numeric.ts';
import { entriesOf, lookUp, sizeOf, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import { SECOND } from '../../lib/units.ts';
import { CACHE_PORT, type CacheReply, type CacheRequest, type LookupObservation } from '../cache/protocol.ts';
import { consumerConfig, edgesTo } from '../calling/configure.ts';
import { beginLeaving, leavingTimer } from '../calling/leaving.ts';
import { handleRegistry, startRegistry } from '../calling/registry.ts';
import { instancesOf } from '../calling/targets.ts';
import { SETTLING } from '../calling/task.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import { type CacheClientConfig, type CacheClientOptions, cacheClientOptions } from './config.ts';
import { ownerOf, placementOf } from './placement.ts';
import { drawKey } from './popularity.ts';
import { type CacheClient, type CacheClientState, copyCacheClient, type Lookup } from './state.ts';

/*
 * A front end beside its caches (cache-aside): it asks the cache that has the key, if any has it; on a miss it makes
 * the value and puts it there.
 */

function start(config: CacheClientConfig, ctx: Context): CacheClientState {
  const { source, registry, hashing } = config;
  const members = source.type === 'list' ? source.names.flatMap((name) => ctx.members(name)) : [];
  if (config.gap > 0) ctx.startTimer('lookup', SETTLING + gap(config, ctx));
  return {
    config,
    ...startRegistry(registry, ctx),
    placement: placementOf(members, hashing),
    links: undefined,
    linked: undefined,
    asked: undefined,
    loading: undefined,
    next: 1,
    hits: 0,
    misses: 0,
  };
}

function gap(config: CacheClientConfig, ctx: Context): number {
  return exponential(ctx.random('gaps'), config.gap);
}

function handle(s: CacheClient, event: NodeEvent, ctx: Context): void {
  const known = s.discovery?.found;
  if (handleRegistry(s, event, ctx) !== undefined) {
    if (s.discovery?.found !== known) follow(s, ctx);
    return;
  }
  switch (event.type) {
    case 'timer':
      fire(s, ctx, event.name, event.key);
      return;
    case 'message':
      answered(s, ctx, event.message as CacheReply);
      return;
    case 'closed':
      unlink(s, ctx, event.connection);
      return;
    case 'command':
      obey(s, ctx, event.message as Command);
      return;
    default:
      return;
  }
}

/** The group is another: every key is placed anew. What was asked of a cache that is gone is still waited for. */
function follow(s: CacheClient, ctx: Context): void {
  const { source, hashing } = s.config;
  if (s.discovery === undefined) return;
  const members = instancesOf(source, s.discovery);
  const { gone } = listChanges(s.placement.members, members);
  s.placement = placementOf(members, hashing);
  for (const about of gone) ctx.milestone({ type: 'member-left', about, reason: 'its znode is gone' });
}

function fire(s: CacheClient, ctx: Context, timer: string, key: number): void {
  switch (timer) {
    case 'lookup':
      lookup(s, ctx);
      return;
    case 'silent':
      missed(s, ctx, key);
      return;
    case 'made':
      made(s, ctx, key);
      return;
    default:
      leavingTimer(s, ctx, timer, sizeOf(s.asked) === 0 && sizeOf(s.loading) === 0);
  }
}

function lookup(s: CacheClient, ctx: Context): void {
  const { config } = s;
  ctx.startTimer('lookup', gap(config, ctx));
  const key = drawKey(config.keys, config.popularity, ctx.random('keys'));
  const member = ownerOf(s.placement, key);
  const id = s.next;
  s.next++;
  if (member === undefined) {
    make(s, ctx, id, { key, member: '' });
    return;
  }
  s.asked = withEntry(s.asked, id, { key, member });
  send(s, ctx, member, { type: 'cache-get', id, key });
  ctx.startTimer('silent', config.timeout, id);
}

function send(s: CacheClient, ctx: Context, member: string, request: CacheRequest): void {
  let connection = lookUp(s.links, member);
  if (connection === undefined) {
    connection = ctx.connect(member, CACHE_PORT);
    s.links = withEntry(s.links, member, connection);
    s.linked = withEntry(s.linked, connection, member);
  }
  ctx.send(connection, request);
}

function answered(s: CacheClient, ctx: Context, { type, id }: CacheReply): void {
  if (type === 'cache-miss') {
    missed(s, ctx, id);
    return;
  }
  const open = lookUp(s.asked, id);
  if (open === undefined) return;
  s.asked = withoutKey(s.asked, id);
  ctx.cancelTimer('silent', id);
  observe(s, ctx, open, true);
}

/** The cache does not have it, or does not say. */
function missed(s: CacheClient, ctx: Context, id: number): void {
  const open = lookUp(s.asked, id);
  if (open === undefined) return;
  s.asked = withoutKey(s.asked, id);
  ctx.cancelTimer('silent', id);
  make(s, ctx, id, open);
}

function make(s: CacheClient, ctx: Context, id: number, open: Lookup): void {
  observe(s, ctx, open, false);
  s.loading = withEntry(s.loading, id, open);
  ctx.startTimer('made', s.config.loadTime, id);
}

/** The value is put where it belongs by now. */
function made(s: CacheClient, ctx: Context, id: number): void {
  const open = lookUp(s.loading, id);
  if (open === undefined) return;
  s.loading = withoutKey(s.loading, id);
  const member = ownerOf(s.placement, open.key);
  if (member !== undefined) send(s, ctx, member, { type: 'cache-put', id, key: open.key });
}

function observe(s: CacheClient, ctx: Context, { key, member }: Lookup, hit: boolean): void {
  if (hit) s.hits++;
  else s.misses++;
  ctx.observe({ type: 'cache-lookup', key, member, hit } satisfies LookupObservation);
}

/** What the lost connection's cache was asked for is missed. */
function unlink(s: CacheClient, ctx: Context, connection: ConnectionId): void {
  const member = lookUp(s.linked, connection);
  if (member === undefined) return;
  s.linked = withoutKey(s.linked, connection);
  s.links = withoutKey(s.links, member);
  for (const { key: id, value } of entriesOf(s.asked)) if (value.member === member) missed(s, ctx, id);
}

function obey(s: CacheClient, ctx: Context, command: Command): void {
  if (command.type === 'set') {
    s.config = command.config as CacheClientConfig;
    ctx.cancelTimer('lookup');
    if (s.config.gap > 0) ctx.startTimer('lookup', gap(s.config, ctx));
  } else if (command.type === 'leave') {
    ctx.cancelTimer('lookup');
    beginLeaving(s, ctx);
  }
}

function face(s: CacheClientState): Face {
  const { placement, hits, misses, zookeeper } = s;
  const all = hits + misses;
  const { length } = placement.members;
  return {
    role: '',
    tone: length === 0 ? 'suspected' : 'plain',
    facts: [
      `knows ${String(length)}`,
      all === 0 ? 'no lookup' : `${String(Math.floor((100 * hits) / all))} % hits`,
    ],
    session: connectedServer(zookeeper),
  };
}

function configure(options: CacheClientOptions, _self: string, directory: Directory): CacheClientConfig {
  const { targets, sessionTimeout, rate, keys, popularity, hashing, loadTime, timeout } = options;
  const calls = { timeout, retries: 0, sessionTimeout, config: undefined };
  const { source, callees, registry } = consumerConfig(targets, calls, directory);
  return {
    source,
    callees,
    registry,
    gap: rate > 0 ? Math.round(SECOND / rate) : 0,
    keys,
    popularity,
    hashing,
    loadTime,
    timeout,
  };
}

export const cacheClient: KindDefinition<CacheClientOptions, CacheClientConfig, CacheClientState> = {
  kind: 'cache-client',
  summary: 'A front end that looks values up in caches: it follows their group, and places keys by a hash.',
  options: cacheClientOptions,
  invariants: [],
  families: {},
  configure,
  start: (config, _durable, ctx) => start(config, ctx),
  copy: copyCacheClient,
  handle,
  role: () => '',
  face,
  edges: ({ callees, registry }) => edgesTo(callees, registry),
  leaves: true,
};
