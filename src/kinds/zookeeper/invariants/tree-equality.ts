/** Whether trees are the same in all their parts, named one by one: after every transaction two are compared. */
import type { SortedMap } from '../../../lib/sorted-map.ts';
import type { Session } from '../data/session.ts';
import type { Tree } from '../data/tree.ts';
import type { StoredStat, Znode } from '../data/znode.ts';

/** Two trees that were found to be the same; what both still hold of them is not compared again. */
export interface EqualTrees {
  readonly tree: Tree;
  readonly other: Tree;
}

export function sameTree(one: Tree, other: Tree, known?: EqualTrees): boolean {
  return (
    sameZnode(one.root, other.root, known?.tree.root, known?.other.root) &&
    sameMap(one.sessions, other.sessions, known?.tree.sessions, known?.other.sessions, sameSession)
  );
}

type Comparison<V> = (one: V, other: V, oneKnown: V | undefined, otherKnown: V | undefined) => boolean;

function sameZnode(one: Znode, other: Znode, oneKnown?: Znode, otherKnown?: Znode): boolean {
  if (one === other || (one === oneKnown && other === otherKnown)) return true;
  return (
    one.name === other.name &&
    one.data === other.data &&
    one.acl === other.acl &&
    (one.stat === other.stat || sameStat(one.stat, other.stat)) &&
    sameMap(one.children, other.children, oneKnown?.children, otherKnown?.children, sameZnode)
  );
}

function sameStat(one: StoredStat, other: StoredStat): boolean {
  return (
    one.czxid === other.czxid &&
    one.mzxid === other.mzxid &&
    one.pzxid === other.pzxid &&
    one.ctime === other.ctime &&
    one.mtime === other.mtime &&
    one.version === other.version &&
    one.creations === other.creations &&
    one.aversion === other.aversion &&
    one.dataLength === other.dataLength &&
    one.ephemeralOwner === other.ephemeralOwner &&
    one.container === other.container &&
    one.ttl === other.ttl
  );
}

function sameSession(one: Session, other: Session, oneKnown?: Session, otherKnown?: Session): boolean {
  return (
    one.id === other.id &&
    one.timeout === other.timeout &&
    one.client === other.client &&
    one.creations === other.creations &&
    one.capacity === other.capacity &&
    sameMap(one.ephemerals, other.ephemerals, oneKnown?.ephemerals, otherKnown?.ephemerals, Object.is)
  );
}

/** Equal maps have equal shapes. */
function sameMap<K extends string | number, V>(
  one: SortedMap<K, V>,
  other: SortedMap<K, V>,
  oneKnown: SortedMap<K, V>,
  otherKnown: SortedMap<K, V>,
  sameValue: Comparison<V>,
): boolean {
  if (one === other || (one === oneKnown && other === otherKnown)) return true;
  if (one === undefined || other === undefined) return false;
  return (
    one.key === other.key &&
    one.priority === other.priority &&
    one.size === other.size &&
    sameValue(one.value, other.value, oneKnown?.value, otherKnown?.value) &&
    sameMap(one.left, other.left, oneKnown?.left, otherKnown?.left, sameValue) &&
    sameMap(one.right, other.right, oneKnown?.right, otherKnown?.right, sameValue)
  );
}
