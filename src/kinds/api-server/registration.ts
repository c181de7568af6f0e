import type { Context } from '../../kernel/kind.ts';
import { type Notice, submit } from '../zookeeper/client-library.ts';
import type { Operation } from '../zookeeper/protocol.ts';
import { primaryPath } from '../database/protocol.ts';
import type { ApiServer } from './state.ts';

function ask(s: ApiServer, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

/** What the ZooKeeper client tells: registration under /services/..., and who the primary is. */
export function zookeeperNotice(s: ApiServer, ctx: Context, notice: Notice): void {
  switch (notice.type) {
    case 'connected':
      if (notice.newSession) s.registered = false;
      if (!s.registered) makeParent(s, ctx, 1);
      readPrimary(s, ctx);
      return;
    case 'lost':
      s.registered = false;
      return;
    case 'watch':
      readPrimary(s, ctx);
      return;
    case 'reply':
      reply(s, ctx, notice);
      return;
    case 'suspended':
    case 'closed':
      return;
  }
}

function reply(s: ApiServer, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  if (notice.error === 'CONNECTIONLOSS' || notice.error === 'SESSIONEXPIRED') return;
  if (notice.tag === 'primary') learnPrimary(s, ctx, notice);
  else if (notice.tag.startsWith('parent-'))
    makeParent(s, ctx, Number(notice.tag.slice('parent-'.length)) + 1);
  else if (notice.tag === 'own-node') registered(s, ctx, notice);
  else if (notice.tag === 'stale-node') register(s, ctx);
}

/** Makes the n-th ancestor of the registry, then its own ephemeral. */
function makeParent(s: ApiServer, ctx: Context, depth: number): void {
  if (s.config.registry === undefined) return;
  const names = s.config.registry.split('/').filter((name) => name !== '');
  if (depth > names.length) {
    register(s, ctx);
    return;
  }
  const path = `/${names.slice(0, depth).join('/')}`;
  ask(s, ctx, { op: 'create', path, data: '', mode: 'persistent' }, `parent-${String(depth)}`);
}

function ownPath(s: ApiServer, ctx: Context): string {
  return `${s.config.registry ?? ''}/${ctx.self}`;
}

function register(s: ApiServer, ctx: Context): void {
  ask(s, ctx, { op: 'create', path: ownPath(s, ctx), data: s.config.address, mode: 'ephemeral' }, 'own-node');
}

/** A node of an earlier session may still stand: it is replaced, so that watchers hear of the new one. */
function registered(s: ApiServer, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  if (notice.error === 'NODEEXISTS') {
    ask(s, ctx, { op: 'delete', path: ownPath(s, ctx), version: -1 }, 'stale-node');
  } else if (notice.error === undefined) {
    s.registered = true;
  }
}

function readPrimary(s: ApiServer, ctx: Context): void {
  const { database, fixedPrimary } = s.config;
  if (database === undefined || fixedPrimary !== undefined) return;
  ask(s, ctx, { op: 'get', path: primaryPath(database.group), watch: true }, 'primary');
}

/** What /db/primary says; it keeps what it knows when nobody answers. */
function learnPrimary(s: ApiServer, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  const { database } = s.config;
  if (database === undefined) return;
  if (notice.operation.op === 'exists') {
    if (notice.error === undefined) readPrimary(s, ctx);
  } else if (notice.error === 'NONODE') {
    ask(s, ctx, { op: 'exists', path: primaryPath(database.group), watch: true }, 'primary');
  } else if (notice.error === undefined) {
    s.primary = notice.result.data;
  }
}
