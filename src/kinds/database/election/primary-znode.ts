/** The znode that names the primary: everybody of the group reads and watches it. */
import type { Context } from '../../../kernel/kind.ts';
import { type Notice, submit } from '../../zookeeper/client-library.ts';
import type { Operation } from '../../zookeeper/protocol.ts';
import { primaryFollowUp, primaryPath, primaryQuestion, readReign, type Reign } from '../protocol.ts';
import type { Database } from '../state.ts';

/** Asks ZooKeeper; a refusal for want of a connection is ignored, because reconnecting starts the recipe over. */
export function askZookeeper(s: Database, ctx: Context, operation: Operation, tag: string): void {
  if (s.zookeeper !== undefined) s.zookeeper = submit(s.zookeeper, ctx, operation, tag).client;
}

export function primaryPathOf({ config }: Database): string {
  return primaryPath(config.group, config.election?.recipe ?? 'queue');
}

/** Reads who is primary, and watches for the next. */
export function watchPrimary(s: Database, ctx: Context): void {
  askZookeeper(s, ctx, primaryQuestion(primaryPathOf(s)), 'primary');
}

/** What the znode says, if it says anything. */
export function primaryRead(
  s: Database,
  ctx: Context,
  { error, operation, result }: Extract<Notice, { type: 'reply' }>,
): Reign | undefined {
  const next = primaryFollowUp(primaryPathOf(s), operation, error);
  if (next !== undefined) askZookeeper(s, ctx, next, 'primary');
  return error === undefined && operation.op === 'get' ? readReign(result) : undefined;
}
