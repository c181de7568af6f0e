import type { TreeNode } from '../../ui/Tree.tsx';
import { duration } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import type { Session, Tree, Znode } from './tree.ts';

const text = words.kinds.zookeeper.znodes;

/** How long ago a path was deleted, as far as that is known. */
type AgeOf = (path: string) => number | undefined;

/** The children of the root and what is below them, ephemerals with their owners; those that are gone in their places. */
export function znodeTree(tree: Tree, earlier: Tree | undefined, ageOf: AgeOf): readonly TreeNode[] {
  return childrenOf(tree.root, earlier?.root).map((child) => {
    return treeNode(child, '', [...tree.sessions, ...(earlier?.sessions ?? [])], ageOf);
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
  const present = znode.children.map((child): Placed => {
    const before = earlier?.children.find(({ name }) => name === child.name);
    return { znode: child, earlier: before, gone: false };
  });
  const gone = (earlier?.children ?? [])
    .filter(({ name }) => !znode.children.some((child) => child.name === name))
    .map((child): Placed => ({ znode: child, earlier: child, gone: true }));
  if (gone.length === 0) return present;
  return [...present, ...gone].sort((a, b) => (a.znode.name < b.znode.name ? -1 : 1));
}

function treeNode(placed: Placed, above: string, sessions: readonly Session[], ageOf: AgeOf): TreeNode {
  const { znode, earlier, gone } = placed;
  const path = `${above}/${znode.name}`;
  const { ephemeralOwner } = znode.stat;
  const children = childrenOf(znode, gone ? undefined : earlier).map((child) =>
    treeNode(gone ? { ...child, gone } : child, path, sessions, ageOf),
  );
  const label = above === '' ? path : znode.name;
  if (ephemeralOwner === 0) {
    const value = znode.data === '' ? '' : text.value(znode.data);
    return { id: path, label, children, ...(gone ? goneText(znode.name, value, ageOf(path)) : { value }) };
  }
  const owner = sessions.find((session) => session.id === ephemeralOwner)?.client ?? text.ownerGone;
  const data = znode.data === '' || znode.data === owner ? owner : znode.data;
  const name = text.ofSession(znode.name, owner);
  const texts = gone ? goneText(name, owner, ageOf(path)) : { name, value: data };
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
