import type { Context } from '../../../kernel/kind.ts';
import { entriesOf, sizeOf } from '../../../lib/sorted-map.ts';
import { MILLISECOND, type SimTime } from '../../../lib/units.ts';
import { propose } from '../ensemble/leader.ts';
import type { Server } from '../state.ts';
import type { Tree } from '../data/tree.ts';
import type { Znode } from '../data/znode.ts';

/** At most 10,000 deletions a minute. */
const PACE = 6 * MILLISECOND;

/** The leader looks for empty containers and znodes whose time is up, and deletes them one by one (ContainerManager). */
export function containerTick(s: Server, ctx: Context): void {
  if (s.leadership?.phase !== 'broadcast') return;
  s.leadership.doomed = reapable(s.tree, ctx.now);
  ctx.startTimer('container-tick', s.config.containerCheckInterval);
  reapNext(s, ctx);
}

/** Proposes the next deletion. Whether the znode is still empty is judged with the proposal. */
export function reapNext(s: Server, ctx: Context): void {
  const path = s.leadership?.doomed[0];
  if (s.leadership === undefined || path === undefined) return;
  s.leadership.doomed = s.leadership.doomed.slice(1);
  propose(s, ctx, {
    session: 0,
    origin: { server: 0, connection: 0, xid: 0 },
    operation: { op: 'delete-container', path },
  });
  ctx.startTimer('container-reap', PACE);
}

/**
 * The containers that had children and have none, and the childless znodes that were not written for longer than
 * their TTL. The real order is that of a hash table; here it is the tree's, containers first.
 */
export function reapable(tree: Tree, now: SimTime): readonly string[] {
  const containers: string[] = [];
  const timed: string[] = [];
  const search = (node: Znode, path: string): void => {
    const { container, creations, ttl, mtime } = node.stat;
    const childless = sizeOf(node.children) === 0;
    if (container && childless && creations > 0) containers.push(path);
    if (ttl > 0 && childless && now - mtime > ttl * MILLISECOND) timed.push(path);
    for (const { key, value } of entriesOf(node.children)) search(value, `${path}/${key}`);
  };
  search(tree.root, '');
  return [...containers, ...timed];
}
