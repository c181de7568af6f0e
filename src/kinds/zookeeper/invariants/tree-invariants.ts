/**
 * That the trees of servers are equal, and each is sound in itself. Trees share what they have in common, so only what
 * is new since a tree that was in order is examined.
 */
import type { Invariant } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import { hasKey, lookUp, sizeOf, valuesOf, visitChanges } from '../../../lib/sorted-map.ts';
import { type SessionId, type Zxid, zxidText } from '../protocol.ts';
import { placeOf, well } from './server-view.ts';
import { type EqualTrees, sameTree } from './tree-equality.ts';
import type { ServerState } from '../state.ts';
import { NewestByZxid } from '../data/newest-by-zxid.ts';
import { EMPTY_TREE, findSession, findZnode, type Tree } from '../data/tree.ts';
import { cversionOf, type Znode } from '../data/znode.ts';

/** How many trees are remembered at least, for servers that lag behind. */
const REMEMBERED = 32;

function changesTree(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return after !== undefined && before?.tree !== after.tree;
}

/** The last tree of a server that was the same as another's. */
interface Agreement extends EqualTrees {
  readonly server: string;
}

interface Known {
  /** The tree of each transaction, of the server that applied it first. */
  readonly trees: AppendLog<Tree>;
  /** Of each server: a short list, which a change copies. */
  readonly agreed: readonly Agreement[];
}

/** Two servers that applied the same transactions have the same znodes, ephemerals and sessions. */
const treesEqual: Invariant<ServerState, Known> = {
  name: 'trees-equal',
  initial: { trees: AppendLog.empty(), agreed: [] },
  concerns: changesTree,
  check: (memory, { step: { node, after } }) => {
    if (after === undefined) return undefined;
    const { tree } = after;
    const { trees, agreed } = memory;
    const other = treeAt(trees, tree.zxid);
    if (other === undefined) {
      return { memory: { trees: remembered(trees, tree), agreed }, violation: undefined };
    }
    if (tree === other) return undefined;
    const known = placeOf(agreed, node);
    if (!sameTree(tree, other, agreed[known])) {
      const reason = `has another tree at ${zxidText(tree.zxid)}`;
      return { memory, violation: { node, reason, data: { zxid: tree.zxid } } };
    }
    const agreement = { server: node, tree, other };
    const list = known < 0 ? [...agreed, agreement] : agreed.with(known, agreement);
    return { memory: { trees, agreed: list }, violation: undefined };
  },
};

function treeAt(trees: AppendLog<Tree>, zxid: Zxid): Tree | undefined {
  for (let index = trees.length - 1; index >= 0; index--) {
    const tree = trees.at(index) ?? EMPTY_TREE;
    if (tree.zxid === zxid) return tree;
  }
  return undefined;
}

function remembered(trees: AppendLog<Tree>, tree: Tree): AppendLog<Tree> {
  return trees.length < 2 * REMEMBERED
    ? trees.append(tree)
    : AppendLog.of([...trees.slice(trees.length - REMEMBERED), tree]);
}

/** A server whose tree is unsound, and the last one that was not. */
interface Unsound {
  readonly server: string;
  readonly sound: Tree | undefined;
}

/**
 * An invariant over one server's tree; `known` is an older tree that was sound. Each tree was examined when it came
 * about, so that only the unsound ones need to be remembered. A tree that several servers hold is examined once.
 */
function ofTrees(
  name: string,
  judge: (tree: Tree, known: Tree | undefined) => string | undefined,
): Invariant<ServerState, readonly Unsound[]> {
  const sound = new NewestByZxid<Tree>();
  return {
    name,
    initial: [],
    concerns: changesTree,
    check: (memory, { step: { node, before, after } }) => {
      if (after === undefined) return undefined;
      const { tree } = after;
      const entry = memory[placeOf(memory, node)];
      const known = entry === undefined ? before?.tree : entry.sound;
      const older = known !== undefined && known.zxid <= tree.zxid ? known : undefined;
      const reason = sound.at(tree.zxid) === tree ? undefined : judge(tree, older);
      if (reason === undefined) {
        sound.note(tree.zxid, tree);
        return well(memory, entry === undefined ? memory : memory.filter((one) => one !== entry));
      }
      const unsound = entry === undefined ? [...memory, { server: node, sound: known }] : memory;
      return { memory: unsound, violation: { node, reason, data: { zxid: tree.zxid } } };
    },
  };
}

/**
 * The zxids of every Stat are in order, a parent's pzxid is not older than any of its children, and the cversion that
 * clients see counts its creations and deletions. System znodes, of zxid 0, were never counted.
 */
const statsConsistent = ofTrees('stats-consistent', ({ root, zxid }, known) =>
  statFault(root, known?.root, '', zxid),
);

function statFault(node: Znode, known: Znode | undefined, path: string, zxid: Zxid): string | undefined {
  if (node === known) return undefined;
  const fault = ownFault(node, path === '' ? '/' : path, zxid);
  // Where pzxid went back, all children are compared with it anew.
  const isNewer = known !== undefined && known.stat.pzxid <= node.stat.pzxid;
  if (fault !== undefined || (isNewer && known.children === node.children)) return fault;
  return faultOfChildStats(node, known, isNewer, path, zxid);
}

function faultOfChildStats(
  node: Znode,
  known: Znode | undefined,
  isNewer: boolean,
  path: string,
  zxid: Zxid,
): string | undefined {
  let fault: string | undefined;
  visitChanges(node.children, isNewer ? known?.children : undefined, ({ key, value, size, left, right }) => {
    if (size !== 1 + sizeOf(left) + sizeOf(right)) fault ??= `${path} miscounts its children`;
    if (value.stat.czxid > node.stat.pzxid) fault ??= `${path === '' ? '/' : path} does not know of ${key}`;
    fault ??= statFault(value, lookUp(known?.children, key), `${path}/${key}`, zxid);
  });
  return fault;
}

function ownFault(node: Znode, path: string, zxid: Zxid): string | undefined {
  const { stat, children } = node;
  if (stat.mzxid < stat.czxid) return `${path} was changed before it was created`;
  if (stat.pzxid > zxid || stat.mzxid > zxid) return `${path} is newer than its tree`;
  if (sizeOf(children) > stat.creations && countedIn(node) > stat.creations)
    return `${path} has more children than were created`;
  return cversionOf(node) === 2 * stat.creations - sizeOf(children)
    ? undefined
    : `${path} miscounts its creations and deletions`;
}

function countedIn({ children }: Znode): number {
  return valuesOf(children).filter(({ stat }) => stat.czxid > 0).length;
}

/** What is claimed of an ephemeral, by the tree that is judged: the fault, if there is one. */
type Claim = (tree: Tree, path: string, owner: SessionId, children: number) => string | undefined;

const staysInTree: Claim = (tree, path, id) =>
  ownerOf(tree, path) === id ? undefined : `${path} has lost its session`;

const staysListed: Claim = (tree, path, id) =>
  ownerOf(tree, path) === id && !isListed(tree, path, id) ? `${path} outlived its session` : undefined;

const isOwned: Claim = (tree, path, id, children) => {
  if (!isListed(tree, path, id)) return `${path} outlived its session`;
  return children > 0 ? `${path} is ephemeral and has children` : undefined;
};

const staysOwned: Claim = (tree, path, id) =>
  isListed(tree, path, id) && ownerOf(tree, path) !== id ? `${path} has lost its session` : undefined;

/** Every ephemeral belongs to an open session that lists it, and has no children. */
const sessionsOwnEphemerals = ofTrees(
  'sessions-own-ephemerals',
  (tree, known) =>
    faultOfListed(tree, known, tree, staysInTree) ??
    faultOfListed(known, tree, tree, staysListed) ??
    faultOfEphemerals(tree.root, known?.root, '', tree, isOwned) ??
    faultOfEphemerals(known?.root, tree.root, '', tree, staysOwned),
);

function ownerOf(tree: Tree, path: string): SessionId | undefined {
  return findZnode(tree, path)?.stat.ephemeralOwner;
}

function isListed(tree: Tree, path: string, id: SessionId): boolean {
  return hasKey(findSession(tree, id)?.ephemerals, path);
}

/** Makes a claim of what sessions list in one tree and not, or not alike, in another. */
function faultOfListed(
  one: Tree | undefined,
  other: Tree | undefined,
  tree: Tree,
  claim: Claim,
): string | undefined {
  return one?.sessions === other?.sessions ? undefined : faultOfChangedLists(one, other, tree, claim);
}

function faultOfChangedLists(
  one: Tree | undefined,
  other: Tree | undefined,
  tree: Tree,
  claim: Claim,
): string | undefined {
  let fault: string | undefined;
  visitChanges(one?.sessions, other?.sessions, ({ key: id, value: { ephemerals } }) => {
    visitChanges(ephemerals, other && findSession(other, id)?.ephemerals, ({ key }) => {
      fault ??= claim(tree, key, id, 0);
    });
  });
  return fault;
}

/** Makes a claim of the ephemerals below one znode that are not, or not alike, below another. */
function faultOfEphemerals(
  node: Znode | undefined,
  other: Znode | undefined,
  path: string,
  tree: Tree,
  claim: Claim,
): string | undefined {
  if (node === undefined || node === other) return undefined;
  const { stat, children } = node;
  const fault =
    stat.ephemeralOwner === 0 ? undefined : claim(tree, path, stat.ephemeralOwner, sizeOf(children));
  if (fault !== undefined || children === other?.children) return fault;
  return faultOfChildren(children, other?.children, path, tree, claim);
}

function faultOfChildren(
  children: Znode['children'],
  others: Znode['children'],
  path: string,
  tree: Tree,
  claim: Claim,
): string | undefined {
  let fault: string | undefined;
  visitChanges(children, others, ({ key, value }) => {
    fault ??= faultOfEphemerals(value, lookUp(others, key), `${path}/${key}`, tree, claim);
  });
  return fault;
}

export const treeInvariants: readonly Invariant[] = [treesEqual, statsConsistent, sessionsOwnEphemerals];
