/** Who the primary of the databases is, as far as a server knows. */
import type { Context, Directory } from '../../kernel/kind.ts';
import type { SessionNotice } from '../calling/registry.ts';
import {
  type DatabaseTerms,
  primaryFollowUp,
  primaryPath,
  primaryQuestion,
  readReign,
} from '../database/protocol.ts';
import { type Notice, submit } from '../zookeeper/client-library.ts';
import type { Operation } from '../zookeeper/protocol.ts';
import type { ApiServer, DatabasePool } from './state.ts';

/** The databases that an option names, and how their primary is found. */
export function databasePool(name: string, directory: Directory): DatabasePool {
  const { election, fencing } = directory.options(name) as unknown as DatabaseTerms;
  const members = directory.members(name);
  const group = directory.group(members[0] ?? '');
  const recipe = election?.recipe ?? 'none';
  return {
    group,
    members,
    primaryBy: election === undefined ? 'configuration' : recipe === 'none' ? 'trial' : 'znode',
    znode: primaryPath(group, recipe),
    checksTokens: fencing === 'token',
  };
}

function ask(s: ApiServer, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

/** What the ZooKeeper client tells of who the primary is. It keeps what it knows when nobody answers. */
export function primaryNotice(s: ApiServer, ctx: Context, notice: SessionNotice): void {
  const { database } = s.config;
  if (database?.primaryBy !== 'znode') return;
  const { znode } = database;
  if (notice.type === 'connected' || notice.type === 'watch') ask(s, ctx, primaryQuestion(znode), 'primary');
  else if (notice.type === 'reply' && notice.tag === 'primary') learnPrimary(s, ctx, znode, notice);
}

function learnPrimary(
  s: ApiServer,
  ctx: Context,
  znode: string,
  { error, operation, result }: Extract<Notice, { type: 'reply' }>,
): void {
  const next = primaryFollowUp(znode, operation, error);
  if (next !== undefined) ask(s, ctx, next, 'primary');
  if (operation.op !== 'get') return;
  // Of the recipes whose znode is the primary's own, nobody is primary now.
  if (error === 'NONODE') s.primary = undefined;
  const reign = error === undefined ? readReign(result) : undefined;
  if (reign === undefined) return;
  s.primary = reign.primary;
  s.token = Math.max(s.token, reign.token);
}

/** Without anybody to ask: whoever does not answer as a primary is none, so the next one is tried. */
export function tryNext(s: ApiServer, failed: string): void {
  if (s.config.database?.primaryBy !== 'trial' || s.primary !== failed) return;
  const count = s.databases.length;
  const place = s.databases.findIndex(({ name }) => name === failed);
  for (let step = 1; step <= count; step++) {
    const next = s.databases[(place + step) % count];
    if (next?.open !== true) continue;
    s.primary = next.name;
    return;
  }
}
