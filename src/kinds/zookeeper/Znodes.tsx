import type { TreeNode } from '../../ui/Tree.tsx';
import type { Session, Znode } from './tree.ts';

/** The children of the root and what is below them, ephemerals with their owners. */
export function znodeTree(root: Znode, sessions: readonly Session[]): readonly TreeNode[] {
  return root.children.map((child) => treeNode(child, '', sessions));
}

function treeNode(znode: Znode, above: string, sessions: readonly Session[]): TreeNode {
  const path = `${above}/${znode.name}`;
  const { ephemeralOwner } = znode.stat;
  const children = znode.children.map((child) => treeNode(child, path, sessions));
  const label = above === '' ? path : znode.name;
  if (ephemeralOwner === 0) {
    return { id: path, label, children, value: znode.data === '' ? '' : `“${znode.data}”` };
  }
  const owner = sessions.find((session) => session.id === ephemeralOwner)?.client ?? 'a session that is gone';
  const data = znode.data === '' || znode.data === owner ? owner : znode.data;
  return {
    id: path,
    label,
    name: `${znode.name}, ephemeral, owner ${owner}`,
    mark: <EphemeralMark />,
    value: data,
    children,
  };
}

export function EphemeralMark() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <circle className="ephemeral-mark" cx="5" cy="5" r="3.5" />
    </svg>
  );
}
