import type { Context } from '../../kernel/kind.ts';
import { type Notice, submit } from '../zookeeper/client-library.ts';
import type { Operation } from '../zookeeper/protocol.ts';
import { primaryPath } from '../database/protocol.ts';
import type { ApiServer } from './state.ts';

function ask(s: ApiServer, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

/** What the ZooKeeper client tells of who the primary is. It keeps what it knows when nobody answers. */
export function primaryNotice(s: ApiServer, ctx: Context, notice: Notice): void {
  if (notice.type === 'connected' || notice.type === 'watch') readPrimary(s, ctx);
  else if (notice.type === 'reply' && notice.tag === 'primary') learnPrimary(s, ctx, notice);
}

function readPrimary(s: ApiServer, ctx: Context): void {
  const { database, fixedPrimary } = s.config;
  if (database === undefined || fixedPrimary !== undefined) return;
  ask(s, ctx, { op: 'get', path: primaryPath(database.group), watch: true }, 'primary');
}

function learnPrimary(s: ApiServer, ctx: Context, notice: Extract<Notice, { type: 'reply' }>): void {
  const { database } = s.config;
  if (database === undefined || notice.error === 'CONNECTIONLOSS' || notice.error === 'SESSIONEXPIRED')
    return;
  if (notice.operation.op === 'exists') {
    if (notice.error === undefined) readPrimary(s, ctx);
  } else if (notice.error === 'NONODE') {
    ask(s, ctx, { op: 'exists', path: primaryPath(database.group), watch: true }, 'primary');
  } else if (notice.error === undefined) {
    s.primary = notice.result.data;
  }
}
