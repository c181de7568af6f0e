import type { NodeAction } from '../shell/node-actions.ts';
import type { Session } from '../shell/session.ts';
import { clock } from '../ui/format.ts';
import { words } from '../words/index.ts';

/** Does to a node what its state allows, at the cursor's time, and says so. */
export function toggleNode(session: Session, action: NodeAction, node: string): void {
  void session.edits.toggle(action, node, (verb, at) => words.edits.did(words.edits[verb](node), clock(at)));
}
