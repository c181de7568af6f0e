import { hasKey, lookUp, valuesOf } from '../../lib/sorted-map.ts';
import type { TreeNode } from '../../ui/Tree.tsx';
import { duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import type { Session } from './session.ts';
import type { Tree } from './tree.ts';
import type { Znode } from './znode.ts';

const text = words.kinds.zookeeper.znodes;

/** How long ago a path was deleted, as far as that is known. */
type AgeOf = (path: string) => number | undefined;

/**
 * The children of the root and what is below them, ephemerals with their owners; those that are gone in their places.
 * `/zookeeper` is told of only if somebody has created something in it.
 */
export function znodeTree(tree: Tree, earlier: Tree | undefined, ageOf: AgeOf): readonly TreeNode[] {
  const roots = childrenOf(tree.root, earlier?.root);
  const told = roots.filter(({ znode }) => znode.stat.czxid > 0 || znode.stat.creations > 0);
  return told.map((child) => {
    return treeNode(child, '', [...valuesOf(tree.sessions), ...valuesOf(earlier?.sessions)], ageOf);
  });
}

interface Placed {
  readonly znode: Znode;
  /** The same znode earlier; undefined if it is new. */
  readonly earlier: Znode | undefined;
  readonly gone: boolean;
}

/** The children of a znode, and among them by name those that it had and has no more. */
function childrenOf(znode: Znode, earlier: Znode | undefined): readonly Placed[] {
  const present = valuesOf(znode.children).map((child): Placed => {
    return { znode: child, earlier: lookUp(earlier?.children, child.name), gone: false };
  });
  const gone = valuesOf(earlier?.children)
    .filter(({ name }) => !hasKey(znode.children, name))
    .map((child): Placed => ({ znode: child, earlier: child, gone: true }));
  if (gone.length === 0) return present;
  return [...present, ...gone].sort((a, b) => (a.znode.name < b.znode.name ? -1 : 1));
}

function treeNode(placed: Placed, above: string, sessions: readonly Session[], ageOf: AgeOf): TreeNode {
  const { znode, earlier, gone } = placed;
  const path = `${above}/${znode.name}`;
  const { data = '' } = znode;
  const { ephemeralOwner } = znode.stat;
  const children = childrenOf(znode, gone ? undefined : earlier).map((child) =>
    treeNode(gone ? { ...child, gone } : child, path, sessions, ageOf),
  );
  const label = above === '' ? path : znode.name;
  if (ephemeralOwner === 0) {
    const value = data === '' ? '' : text.value(data);
    return { id: path, label, children, ...(gone ? goneText(znode.name, value, ageOf(path)) : { value }) };
  }
  const owner = sessions.find((session) => session.id === ephemeralOwner)?.client ?? text.ownerGone;
  const shown = data === '' || data === owner ? owner : data;
  const name = text.ofSession(znode.name, owner);
  const texts = gone ? goneText(name, owner, ageOf(path)) : { name, value: shown };
  return { id: path, label, mark: <EphemeralMark />, children, ...texts };
}

function goneText(name: string, value: string, age: number | undefined): Partial<TreeNode> {
  const { deleted, deletedAgo, gone } = words.kinds.zookeeper;
  if (age === undefined || age === 0) return { gone: true, name: deleted(name), value };
  return { gone: true, name: deletedAgo(name, duration(age)), value: gone(value, duration(age)) };
}

export function EphemeralMark() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <circle className="ephemeral-mark" cx="5" cy="5" r="3.5" />
    </svg>
  );
}
