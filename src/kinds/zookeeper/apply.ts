import type { Context } from '../../kernel/kind.ts';
import { settleRequest } from './commit-processor.ts';
import type { Change, Transaction } from './protocol.ts';
import type { Server } from './state.ts';
import { applyChange } from './tree.ts';
import { fireWatches } from './watches.ts';

/**
 * Applies the next committed transaction of the log (FinalRequestProcessor): first the tree, then the watch events,
 * then the reply to the client that asked.
 */
export function apply(s: Server, ctx: Context, transaction: Transaction): void {
  const { tree, triggers } = applyChange(s.tree, transaction.zxid, transaction.change);
  s.tree = tree;
  s.applied++;
  s.committed = s.applied;
  if (s.leadership !== undefined) reportApplied(s, ctx, [transaction]);
  fireWatches(s, ctx, triggers);
  settleRequest(s, ctx, transaction);
}

/** Notes what committed transactions did. Only leaders report; each transaction counts once, whoever applied it. */
export function reportApplied(s: Server, ctx: Context, transactions: readonly Transaction[]): void {
  for (const { zxid, client, change } of transactions) {
    const once = (type: string, detail = ''): string =>
      `${s.config.ensemble} ${type} ${String(zxid)} ${detail}`;
    const znode = (type: string, path: string, reason = ''): void => {
      ctx.milestone({ type, about: client, reason, data: { path }, once: once(type, path) });
    };
    switch (change.type) {
      case 'create-session': {
        const data = { session: change.session, timeout: change.timeout };
        ctx.milestone({ type: 'session-created', about: client, data, once: once('session-created') });
        break;
      }
      case 'close-session':
        reportClosed(ctx, client, change, once('session-closed'));
        for (const path of change.ephemerals) znode('znode-deleted', path, 'session ended');
        break;
      case 'create':
        znode('znode-created', change.path);
        break;
      case 'delete':
        znode('znode-deleted', change.path);
        break;
      case 'set':
        znode('znode-changed', change.path);
        break;
      case 'error':
        break;
    }
  }
}

function reportClosed(
  ctx: Context,
  client: string,
  change: Extract<Change, { type: 'close-session' }>,
  once: string,
): void {
  // A session that was closed twice, by its client and by its expiry, ended once.
  if (client === '') return;
  const data = { session: change.session };
  if (!change.expired) {
    ctx.milestone({ type: 'session-closed', about: client, data, once });
    return;
  }
  const silence = { of: client, since: change.silentSince };
  ctx.milestone({ type: 'session-expired', about: client, reason: 'not heard of', data, once, silence });
}
