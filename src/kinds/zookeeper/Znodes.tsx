import { useState } from 'react';
import { hasKey, lookUp, valuesOf } from '../../lib/sorted-map.ts';
import { count, duration } from '../../ui/format.ts';
import { Label } from '../../ui/Label.tsx';
import { Tree as TreeView, type TreeNode } from '../../ui/Tree.tsx';
import { details } from '../../words/details.ts';
import type { WatchersByPath } from './inspection.ts';
import type { SessionId } from './protocol.ts';
import type { Tree } from './data/tree.ts';
import type { Znode } from './data/znode.ts';
import { ZnodeStat } from './ZnodeStat.tsx';

const text = details.zookeeper.znodes;

/** How many children of one znode are shown; those that have just gone are shown besides. */
const SHOWN = 24;

interface ZnodesProps {
  readonly tree: Tree;
  /** The tree before a change, or a moment earlier: what it had and is gone stays struck through. */
  readonly earlier: Tree | undefined;
  /** The tree just before what happened at the cursor's time. */
  readonly before: Tree | undefined;
  readonly watchers: WatchersByPath;
  /** How long ago a path was deleted, as far as that is known. */
  readonly ageOf: (path: string) => number | undefined;
}

/** The tree of a server with owners and watches, and the Stat of the znode that is chosen in it. */
export function Znodes({ tree, earlier, before, watchers, ageOf }: ZnodesProps) {
  const [chosen, choose] = useState<string>();
  const roots = znodeTree({ tree, earlier, watchers, ageOf });
  return (
    <>
      <section className="detail-section">
        <h3 className="detail-title">
          <span>
            <Label text={text.title} />
          </span>
          <span className="detail-aside">
            <EphemeralMark /> {text.ephemeral}
          </span>
        </h3>
        <TreeView label={text.title} roots={roots} onActive={choose} />
        {roots.length === 0 ? <p className="detail-note">{text.none}</p> : undefined}
      </section>
      {chosen === undefined ? undefined : <ZnodeStat path={chosen} tree={tree} before={before} />}
    </>
  );
}

interface Sources extends Pick<ZnodesProps, 'tree' | 'earlier' | 'watchers' | 'ageOf'> {
  /** The clients of sessions, those that are gone included. */
  readonly clientOf?: (session: SessionId) => string | undefined;
}

/**
 * The children of the root and what is below them, ephemerals with their owners; those that are gone in their places.
 * `/zookeeper` is told of only if somebody has created something in it.
 */
export function znodeTree(sources: Sources): readonly TreeNode[] {
  const { tree, earlier } = sources;
  const roots = childrenOf(tree.root, earlier?.root);
  const told = roots.filter(({ znode }) => znode.stat.czxid > 0 || znode.stat.creations > 0);
  const sessions = [...valuesOf(tree.sessions), ...valuesOf(earlier?.sessions)];
  const clients = new Map(sessions.map(({ id, client }) => [id, client]));
  const known: Sources = { ...sources, clientOf: (session) => clients.get(session) };
  return told.map((child) => treeNode(child, '', known));
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
  if (earlier === undefined || earlier.children === znode.children) return present;
  const gone = valuesOf(earlier.children)
    .filter(({ name }) => !hasKey(znode.children, name))
    .map((child): Placed => ({ znode: child, earlier: child, gone: true }));
  if (gone.length === 0) return present;
  return [...present, ...gone].sort((a, b) => (a.znode.name < b.znode.name ? -1 : 1));
}

function treeNode(placed: Placed, above: string, sources: Sources): TreeNode {
  const { znode, gone } = placed;
  const path = `${above}/${znode.name}`;
  const { data = '' } = znode;
  const { ephemeralOwner } = znode.stat;
  const label = above === '' ? path : znode.name;
  const children = shownChildren(placed, path, sources);
  const watched = gone ? {} : watchText(znode.name, sources.watchers, path);
  if (ephemeralOwner === 0) {
    const value = [data === '' ? '' : text.value(data), ...marksOf(znode)]
      .filter((part) => part !== '')
      .join(' ');
    const texts = gone ? goneText(znode.name, value, sources.ageOf(path)) : { ...watched, value };
    return { id: path, label, children, ...texts };
  }
  const owner = sources.clientOf?.(ephemeralOwner) ?? text.ownerGone;
  const shown = data === '' || data === owner ? owner : data;
  const name = text.ofSession(znode.name, owner);
  const texts = gone
    ? goneText(name, owner, sources.ageOf(path))
    : { name, ...watchText(name, sources.watchers, path), value: shown };
  return { id: path, label, mark: <EphemeralMark />, children, ...texts };
}

/** The first children, all that are gone, and how many more there are. */
function shownChildren(
  { znode, earlier, gone }: Placed,
  path: string,
  sources: Sources,
): readonly TreeNode[] {
  const all = childrenOf(znode, gone ? undefined : earlier);
  const shown = all.length <= SHOWN ? all : all.filter((child, index) => index < SHOWN || child.gone);
  const nodes = shown.map((child) => treeNode(gone ? { ...child, gone } : child, path, sources));
  const left = all.length - shown.length;
  if (left === 0) return nodes;
  return [...nodes, { id: `${path}/…`, label: text.more(count(left)), children: [] }];
}

/** How it goes by itself. */
function marksOf({ stat: { container, ttl } }: Znode): readonly string[] {
  return [...(container ? [text.container] : []), ...(ttl > 0 ? [text.lives(duration(ttl * 1000))] : [])];
}

function watchText(name: string, watchers: WatchersByPath, path: string): Partial<TreeNode> {
  const clients = [...new Set((watchers.get(path) ?? []).map(({ client }) => client))];
  if (clients.length === 0) return {};
  const told = clients.length <= 3 ? clients.join(', ') : count(clients.length);
  return { name: text.watchedBy(name, told), badge: <WatchMark count={clients.length} /> };
}

function goneText(name: string, value: string, age: number | undefined): Partial<TreeNode> {
  const { deleted, deletedAgo, gone } = details.zookeeper;
  if (age === undefined || age === 0) return { gone: true, name: deleted(name), value };
  return { gone: true, name: deletedAgo(name, duration(age)), value: gone(value, duration(age)) };
}

function EphemeralMark() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <circle className="ephemeral-mark" cx="5" cy="5" r="3.5" />
    </svg>
  );
}

/** The diamond of watch events, and how many clients watch. */
function WatchMark({ count: clients }: { readonly count: number }) {
  return (
    <span className="watch-mark" aria-hidden="true">
      <svg width="9" height="9" viewBox="0 0 9 9" focusable="false">
        <path d="M4.5 0.8L8.2 4.5L4.5 8.2L0.8 4.5Z" />
      </svg>
      {clients > 1 ? clients : undefined}
    </span>
  );
}
