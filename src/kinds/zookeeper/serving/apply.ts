import type { Context } from '../../../kernel/kind.ts';
import { settleRequest } from './commit-processor.ts';
import { hasBug } from '../planted-bugs.ts';
import type { Change, Transaction } from '../protocol.ts';
import type { Server } from '../state.ts';
import { applyTransaction } from '../data/tree.ts';
import { fireWatches } from './watches.ts';

/**
 * Applies the next committed transaction of the log (FinalRequestProcessor): first the tree, then the watch events,
 * then the reply to the client that asked.
 */
export function apply(s: Server, ctx: Context, transaction: Transaction): void {
  const applied = applyTransaction(s.tree, transaction);
  const closes = transaction.change.type === 'close-session';
  s.tree = closes && hasBug(s, 'keeps-ephemerals') ? { ...applied.tree, root: s.tree.root } : applied.tree;
  s.applied++;
  s.committed = s.applied;
  if (s.leadership !== undefined) reportApplied(s, ctx, [transaction]);
  const early = hasBug(s, 'replies-before-events');
  if (early) settleRequest(s, ctx, transaction, applied);
  fireWatches(s, ctx, applied.triggers);
  if (!early) settleRequest(s, ctx, transaction, applied);
}

/** Notes what committed transactions did. Only leaders report; each transaction counts once, whoever applied it. */
export function reportApplied(s: Server, ctx: Context, transactions: readonly Transaction[]): void {
  for (const transaction of transactions) {
    const { change } = transaction;
    switch (change.type) {
      case 'create-session':
      case 'close-session':
        reportSession(s, ctx, transaction, change);
        break;
      case 'multi':
        change.changes.forEach((one, index) => {
          reportZnode(s, ctx, transaction, one, index);
        });
        break;
      default:
        reportZnode(s, ctx, transaction, change, 0);
    }
  }
}

function onceKey(s: Server, { zxid }: Transaction, type: string, detail = ''): string {
  return `${s.config.ensemble} ${type} ${String(zxid)} ${detail}`;
}

const ZNODE_MILESTONES: Partial<Record<Change['type'], string>> = {
  create: 'znode-created',
  delete: 'znode-deleted',
  set: 'znode-changed',
};

/** `index` tells the changes of one transaction apart. */
function reportZnode(s: Server, ctx: Context, transaction: Transaction, change: Change, index: number): void {
  const type = ZNODE_MILESTONES[change.type];
  if (type === undefined || !('path' in change)) return;
  noteZnode(s, ctx, transaction, type, change.path, index, '');
}

function noteZnode(
  s: Server,
  ctx: Context,
  transaction: Transaction,
  type: string,
  path: string,
  index: number,
  reason: string,
): void {
  const about = transaction.client === '' ? ctx.self : transaction.client;
  const once = onceKey(s, transaction, type, String(index));
  ctx.milestone({ type, about, reason, data: { path }, once });
}

type SessionChange = Extract<Change, { type: 'create-session' | 'close-session' }>;

function reportSession(s: Server, ctx: Context, transaction: Transaction, change: SessionChange): void {
  const about = transaction.client;
  if (change.type === 'create-session') {
    const data = { session: change.session, timeout: change.timeout };
    const once = onceKey(s, transaction, 'session-created');
    ctx.milestone({ type: 'session-created', about, data, once });
    return;
  }
  // A session that was closed twice, by its client and by its expiry, ended once.
  if (about === '') return;
  const data = { session: change.session };
  const once = onceKey(s, transaction, 'session-closed');
  if (change.expired) {
    const silence = { of: about, since: change.silentSince };
    ctx.milestone({ type: 'session-expired', about, reason: 'not heard of', data, once, silence });
  } else {
    ctx.milestone({ type: 'session-closed', about, data, once });
  }
  change.ephemerals.forEach((path, index) => {
    noteZnode(s, ctx, transaction, 'znode-deleted', path, index, 'session ended');
  });
}
