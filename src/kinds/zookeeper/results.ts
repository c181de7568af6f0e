import type { Change, Result } from './protocol.ts';
import type { Server } from './state.ts';
import { findZnode } from './tree.ts';

export function resultOf(s: Server, change: Change): Result {
  if (change.type === 'create') return { path: change.path };
  if (change.type !== 'set') return {};
  const stat = findZnode(s.tree, change.path)?.stat;
  return stat === undefined ? {} : { stat };
}
