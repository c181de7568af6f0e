/** That the trees of servers are equal, and each is sound in itself. Large trees are examined now and then only. */
import type { Invariant, Step } from '../../kernel/kind.ts';
import { equal } from '../../lib/equal.ts';
import { keysOf, sizeOf, valuesOf } from '../../lib/sorted-map.ts';
import { type Zxid, zxidText } from './protocol.ts';
import type { ServerState } from './state.ts';
import { findZnode, type Tree } from './tree.ts';
import { statOf, type Znode } from './znode.ts';

/** Up to this many znodes a tree is examined after each transaction; twice as many, after every other one, and so on. */
const EXAMINED_ALWAYS = 64;
/** How many examined trees are remembered, for servers that lag behind. */
const REMEMBERED = 32;

function changesTree(before: ServerState | undefined, after: ServerState | undefined): boolean {
  return after !== undefined && before?.tree !== after.tree;
}

function znodesIn({ children }: Znode): number {
  return valuesOf(children).reduce((count, child) => count + znodesIn(child), 1);
}

/** Every how many transactions a tree of this size is examined: a power of two. */
function strideOf(tree: Tree): number {
  const size = znodesIn(tree.root);
  let stride = 1;
  while (stride * EXAMINED_ALWAYS < size) stride *= 2;
  return stride;
}

/** The tree of a step, if it is one to be examined. */
function examined({ after }: Step<ServerState>, stride: number): Tree | undefined {
  const tree = after?.tree;
  return tree !== undefined && tree.zxid % stride === 0 ? tree : undefined;
}

/** Two servers that applied the same transactions have the same znodes, ephemerals and sessions. */
const treesEqual: Invariant<ServerState, { readonly stride: number; readonly known: readonly Tree[] }> = {
  name: 'trees-equal',
  initial: { stride: 1, known: [] },
  concerns: changesTree,
  check: (memory, { step }) => {
    const tree = examined(step, memory.stride);
    if (tree === undefined) return { memory, violation: undefined };
    const other = memory.known.find(({ zxid }) => zxid === tree.zxid);
    if (other === undefined) {
      const known = [...memory.known.slice(1 - REMEMBERED), tree];
      return { memory: { stride: strideOf(tree), known }, violation: undefined };
    }
    if (equal(other.root, tree.root) && equal(other.sessions, tree.sessions))
      return { memory, violation: undefined };
    const reason = `has another tree at ${zxidText(tree.zxid)}`;
    return { memory, violation: { node: step.node, reason, data: { zxid: tree.zxid } } };
  },
};

/** An invariant over one server's tree. */
function ofTrees(name: string, judge: (tree: Tree) => string | undefined): Invariant<ServerState, number> {
  return {
    name,
    initial: 1,
    concerns: changesTree,
    check: (stride, { step }) => {
      const tree = examined(step, stride);
      if (tree === undefined) return { memory: stride, violation: undefined };
      const reason = judge(tree);
      const memory = strideOf(tree);
      if (reason === undefined) return { memory, violation: undefined };
      return { memory, violation: { node: step.node, reason, data: { zxid: tree.zxid } } };
    },
  };
}

/** The first fault that `judge` finds in a znode or below it. */
function firstFault(
  node: Znode,
  path: string,
  judge: (node: Znode, path: string) => string | undefined,
): string | undefined {
  const own = judge(node, path === '' ? '/' : path);
  if (own !== undefined) return own;
  for (const child of valuesOf(node.children)) {
    const fault = firstFault(child, `${path}/${child.name}`, judge);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/**
 * The zxids of every Stat are in order, a parent's pzxid is not older than any of its children, and the cversion that
 * clients see counts its creations and deletions. System znodes, of zxid 0, were never counted.
 */
const statsConsistent = ofTrees('stats-consistent', ({ root, zxid }) => firstFault(root, '', faultOf(zxid)));

function faultOf(zxid: Zxid): (node: Znode, path: string) => string | undefined {
  return (node, path) => {
    const { stat } = node;
    const children = valuesOf(node.children);
    const counted = children.filter((child) => child.stat.czxid > 0);
    if (stat.mzxid < stat.czxid) return `${path} was changed before it was created`;
    if (stat.pzxid > zxid || stat.mzxid > zxid) return `${path} is newer than its tree`;
    if (counted.length > stat.creations) return `${path} has more children than were created`;
    const { cversion, numChildren } = statOf(node);
    if (numChildren !== children.length) return `${path} miscounts its children`;
    if (cversion !== 2 * stat.creations - numChildren) return `${path} miscounts its creations and deletions`;
    const newer = children.find((child) => child.stat.czxid > stat.pzxid);
    return newer && `${path} does not know of ${newer.name}`;
  };
}

/** Every ephemeral belongs to an open session that lists it, and has no children. */
const sessionsOwnEphemerals = ofTrees('sessions-own-ephemerals', (tree) => {
  const sessions = valuesOf(tree.sessions);
  for (const { id, ephemerals } of sessions) {
    const stray = keysOf(ephemerals).find((path) => findZnode(tree, path)?.stat.ephemeralOwner !== id);
    if (stray !== undefined) return `${stray} has lost its session`;
  }
  const listed = new Set(
    sessions.flatMap(({ id, ephemerals }) => keysOf(ephemerals).map((path) => `${String(id)} ${path}`)),
  );
  return firstFault(tree.root, '', ({ stat, children }, path) => {
    if (stat.ephemeralOwner === 0) return undefined;
    if (!listed.has(`${String(stat.ephemeralOwner)} ${path}`)) return `${path} outlived its session`;
    return sizeOf(children) > 0 ? `${path} is ephemeral and has children` : undefined;
  });
});

export const treeInvariants: readonly Invariant[] = [treesEqual, statsConsistent, sessionsOwnEphemerals];
