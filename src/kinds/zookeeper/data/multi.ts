import type { Change, MultiOperation, ZnodeChange, Zxid } from '../protocol.ts';
import { applyTransaction, type Tree } from './tree.ts';
import { judgeWrite, type WriteScope } from './writes.ts';

/**
 * The change of a multi (PrepRequestProcessor, case multi): each operation is judged by the tree that the earlier ones
 * leave behind. The first that fails undoes all of it; those after it are not tried.
 */
export function judgeMulti(
  tree: Tree,
  operations: readonly MultiOperation[],
  scope: WriteScope,
  header: { readonly zxid: Zxid; readonly time: number },
): Change {
  const changes: ZnodeChange[] = [];
  let ahead = tree;
  for (const operation of operations) {
    const change = judgeWrite(ahead, operation, scope);
    if (typeof change === 'string') {
      const errors = operations.map((_, index) => {
        return index < changes.length ? undefined : index > changes.length ? 'RUNTIMEINCONSISTENCY' : change;
      });
      return { type: 'error', code: change, errors };
    }
    changes.push(change);
    ahead = applyTransaction(ahead, { ...header, change }).tree;
  }
  return { type: 'multi', changes };
}
