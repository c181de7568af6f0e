/**
 * That the trees of servers are equal, and each is sound in itself. Trees share what they have in common, so only what
 * is new since a tree that was in order is examined.
 */
import type { Invariant } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import { equal } from '../../../lib/equal.ts';
import { hasKey, lookUp, sizeOf, valuesOf, visitChanges } from '../../../lib/sorted-map.ts';
import { type SessionId, type Zxid, zxidText } from '../protocol.ts';
import { well } from './server-view.ts';
import type { ServerState } from '../state.ts';
import { findSession, findZnode, type Tree } from '../data/tree.ts';
import { statOf, type Znode } from '../data/znode.ts';

/** How many trees are remembered at least, for servers that lag behind. */
const REMEMBERED = 32;

function changesTree(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return after !== undefined && before?.tree !== after.tree;
}

interface Agreement {
  readonly server: string;
  readonly tree: Tree;
  readonly other: Tree;
}

interface Known {
  /** The tree of each transaction, of the server that applied it first. */
  readonly trees: AppendLog<Tree>;
  /** Of each server its last tree that equalled one of these, and that one: a short list, which a change copies. */
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
    const known = agreed.findIndex(({ server }) => server === node);
    if (!agrees(tree, other, agreed[known])) {
      const reason = `has another tree at ${zxidText(tree.zxid)}`;
      return { memory, violation: { node, reason, data: { zxid: tree.zxid } } };
    }
    const agreement = { server: node, tree, other };
    const list = known < 0 ? [...agreed, agreement] : agreed.with(known, agreement);
    return { memory: { trees, agreed: list }, violation: undefined };
  },
};

function treeAt(trees: AppendLog<Tree>, zxid: Zxid): Tree | undefined {
  for (let index = trees.length - 1; index >= 0; index--)
    if (trees.at(index)?.zxid === zxid) return trees.at(index);
  return undefined;
}

function remembered(trees: AppendLog<Tree>, tree: Tree): AppendLog<Tree> {
  return trees.length < 2 * REMEMBERED
    ? trees.append(tree)
    : AppendLog.of([...trees.slice(trees.length - REMEMBERED), tree]);
}

function agrees(tree: Tree, other: Tree, before: Agreement | undefined): boolean {
  return (
    equal(tree.root, other.root, before && [before.tree.root, before.other.root]) &&
    equal(tree.sessions, other.sessions, before && [before.tree.sessions, before.other.sessions])
  );
}

/** A server whose tree is unsound, and the last one that was not. */
interface Unsound {
  readonly server: string;
  readonly sound: Tree | undefined;
}

/**
 * An invariant over one server's tree; `known` is an older tree that was sound. Each tree was examined when it came
 * about, so that only the unsound ones need to be remembered.
 */
function ofTrees(
  name: string,
  judge: (tree: Tree, known: Tree | undefined) => string | undefined,
): Invariant<ServerState, readonly Unsound[]> {
  return {
    name,
    initial: [],
    concerns: changesTree,
    check: (memory, { step: { node, before, after } }) => {
      if (after === undefined) return undefined;
      const { tree } = after;
      const entry = memory.find(({ server }) => server === node);
      const known = entry === undefined ? before?.tree : entry.sound;
      const reason = judge(tree, known !== undefined && known.zxid <= tree.zxid ? known : undefined);
      if (reason === undefined)
        return well(memory, entry === undefined ? memory : memory.filter((one) => one !== entry));
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
  let fault = ownFault(node, path === '' ? '/' : path, zxid);
  // Where pzxid went back, all children are compared with it anew.
  const isNewer = known !== undefined && known.stat.pzxid <= node.stat.pzxid;
  visitChanges(node.children, isNewer ? known.children : undefined, ({ key, value, size, left, right }) => {
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
  const { cversion, numChildren } = statOf(node);
  return cversion === 2 * stat.creations - numChildren
    ? undefined
    : `${path} miscounts its creations and deletions`;
}

function countedIn({ children }: Znode): number {
  return valuesOf(children).filter(({ stat }) => stat.czxid > 0).length;
}

/** Every ephemeral belongs to an open session that lists it, and has no children. */
const sessionsOwnEphemerals = ofTrees('sessions-own-ephemerals', (tree, known) =>
  firstOf((found) => {
    visitListed(tree, known, (path, id) => {
      if (ownerOf(tree, path) !== id) found(`${path} has lost its session`);
    });
    visitListed(known, tree, (path, id) => {
      if (ownerOf(tree, path) === id && !isListed(tree, path, id)) found(`${path} outlived its session`);
    });
    visitEphemerals(tree.root, known?.root, '', (path, id, children) => {
      if (!isListed(tree, path, id)) found(`${path} outlived its session`);
      if (children > 0) found(`${path} is ephemeral and has children`);
    });
    visitEphemerals(known?.root, tree.root, '', (path, id) => {
      if (isListed(tree, path, id) && ownerOf(tree, path) !== id) found(`${path} has lost its session`);
    });
  }),
);

function firstOf(search: (found: (fault: string) => void) => void): string | undefined {
  let first: string | undefined;
  search((fault) => (first ??= fault));
  return first;
}

function ownerOf(tree: Tree, path: string): SessionId | undefined {
  return findZnode(tree, path)?.stat.ephemeralOwner;
}

function isListed(tree: Tree, path: string, id: SessionId): boolean {
  return hasKey(findSession(tree, id)?.ephemerals, path);
}

/** What sessions list in one tree and not, or not alike, in another. */
function visitListed(
  tree: Tree | undefined,
  other: Tree | undefined,
  visit: (path: string, id: SessionId) => void,
): void {
  visitChanges(tree?.sessions, other?.sessions, ({ key: id, value: { ephemerals } }) => {
    visitChanges(ephemerals, other && findSession(other, id)?.ephemerals, ({ key }) => {
      visit(key, id);
    });
  });
}

/** The ephemerals of one tree that are not, or not alike, in another. */
function visitEphemerals(
  node: Znode | undefined,
  other: Znode | undefined,
  path: string,
  visit: (path: string, owner: SessionId, children: number) => void,
): void {
  if (node === undefined || node === other) return;
  const { stat, children } = node;
  if (stat.ephemeralOwner !== 0) visit(path, stat.ephemeralOwner, sizeOf(children));
  visitChanges(children, other?.children, ({ key, value }) => {
    visitEphemerals(value, lookUp(other?.children, key), `${path}/${key}`, visit);
  });
}

export const treeInvariants: readonly Invariant[] = [treesEqual, statsConsistent, sessionsOwnEphemerals];
