import { useState, type KeyboardEvent, type ReactNode } from 'react';
import './tree.css';

export interface TreeNode {
  /** Unique within the tree. */
  readonly id: string;
  readonly label: string;
  /** As read aloud, where the label alone does not say it all. */
  readonly name?: string;
  readonly mark?: ReactNode;
  /** After the label. */
  readonly badge?: ReactNode;
  /** At the right. */
  readonly value?: string;
  /** It is no more; struck through. */
  readonly gone?: boolean;
  readonly children: readonly TreeNode[];
}

interface Row {
  readonly node: TreeNode;
  readonly level: number;
  readonly parent: string | undefined;
}

interface TreeProps {
  readonly label: string;
  readonly roots: readonly TreeNode[];
  /** A row is clicked, or reached with the keys. */
  readonly onActive?: (id: string) => void;
}

/** A tree, open until closed: up and down walk it, left and right close and open. One tab stop. */
export function Tree({ label, roots, onActive }: TreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string>();
  const rows = rowsOf(roots, closed, 1, undefined);
  const current = rows.some((row) => row.node.id === active) ? active : rows[0]?.node.id;

  function activate(id: string) {
    setActive(id);
    onActive?.(id);
  }

  function setOpen(id: string, open: boolean) {
    const next = new Set(closed);
    if (open) next.delete(id);
    else next.add(id);
    setClosed(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const at = rows.findIndex((row) => row.node.id === current);
    const row = rows[at];
    const target = targetOf(event.key, rows, at, closed, setOpen);
    if (row === undefined || target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    activate(target);
    const items = event.currentTarget.querySelectorAll<HTMLElement>('[role=treeitem]');
    items[rows.findIndex((one) => one.node.id === target)]?.focus();
  }

  return (
    <div className="tree" role="tree" aria-label={label} onKeyDown={onKeyDown}>
      {rows.map(({ node, level }) => (
        <div
          key={node.id}
          className={node.gone === true ? 'tree-row detail-gone' : 'tree-row'}
          role="treeitem"
          aria-level={level}
          aria-label={node.name ?? node.label}
          aria-expanded={node.children.length > 0 ? !closed.has(node.id) : undefined}
          aria-selected={node.id === active}
          tabIndex={node.id === current ? 0 : -1}
          style={{ paddingLeft: (level - 1) * 14 }}
          onClick={() => {
            activate(node.id);
            if (node.children.length > 0) setOpen(node.id, closed.has(node.id));
          }}
        >
          <span className="tree-twist">
            {node.children.length === 0 ? '' : closed.has(node.id) ? '▸' : '▾'}
          </span>
          {node.mark}
          <span className="tree-label">
            <bdi>{node.label}</bdi>
          </span>
          {node.badge === undefined ? undefined : <span className="tree-badge">{node.badge}</span>}
          <span className="tree-value">{node.value}</span>
        </div>
      ))}
    </div>
  );
}

function rowsOf(
  nodes: readonly TreeNode[],
  closed: ReadonlySet<string>,
  level: number,
  parent: string | undefined,
): readonly Row[] {
  return nodes.flatMap((node) => [
    { node, level, parent },
    ...(closed.has(node.id) ? [] : rowsOf(node.children, closed, level + 1, node.id)),
  ]);
}

/** Where a key leads; opening and closing stay where they are. */
function targetOf(
  key: string,
  rows: readonly Row[],
  at: number,
  closed: ReadonlySet<string>,
  setOpen: (id: string, open: boolean) => void,
): string | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const { id, children } = row.node;
  const isOpen = children.length > 0 && !closed.has(id);
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1]?.node.id ?? id;
    case 'ArrowUp':
      return rows[at - 1]?.node.id ?? id;
    case 'Home':
      return rows[0]?.node.id;
    case 'End':
      return rows.at(-1)?.node.id;
    case 'ArrowRight':
      if (isOpen) return rows[at + 1]?.node.id;
      setOpen(id, true);
      return id;
    case 'ArrowLeft':
      if (!isOpen) return row.parent ?? id;
      setOpen(id, false);
      return id;
    default:
      return undefined;
  }
}
