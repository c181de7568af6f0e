import { compareText } from '../../lib/compare.ts';
import {
  type Change,
  type ErrorCode,
  type SessionId,
  type Stat,
  type WatchEventType,
  type Zxid,
} from './protocol.ts';

/** A znode with its children in name order. Immutable: a change copies the path from the root and shares the rest. */
export interface Znode {
  readonly name: string;
  readonly data: string;
  readonly stat: Stat;
  /** How many children were ever created: the next sequence number (DataNode cversion as stored). */
  readonly creations: number;
  readonly children: readonly Znode[];
}

export interface Session {
  readonly id: SessionId;
  readonly timeout: number;
  /** The node that opened it. */
  readonly client: string;
  /** Paths of its ephemerals, in order of creation. */
  readonly ephemerals: readonly string[];
}

/** The replicated state: the znode tree and the open sessions, as of `zxid`. */
export interface Tree {
  readonly root: Znode;
  readonly sessions: readonly Session[];
  readonly zxid: Zxid;
}

/** A watch trigger, in the order of firing (WatchManager). */
export interface Trigger {
  readonly table: 'data' | 'child';
  readonly event: WatchEventType;
  readonly path: string;
}

const NO_STAT: Stat = {
  czxid: 0, mzxid: 0, pzxid: 0, ctime: 0, mtime: 0, version: 0, cversion: 0, aversion: 0, dataLength: 0, numChildren: 0, ephemeralOwner: 0,
}; // prettier-ignore

export const EMPTY_TREE: Tree = {
  root: { name: '', data: '', stat: NO_STAT, creations: 0, children: [] },
  sessions: [],
  zxid: 0,
};

/** Absolute, no empty, `.` or `..` component, no trailing slash (PathUtils.validatePath, ASCII part). */
export function isValidPath(path: string): boolean {
  if (path === '/') return true;
  if (!path.startsWith('/')) return false;
  const components = path.slice(1).split('/');
  return components.every((name) => name !== '' && name !== '.' && name !== '..' && !name.includes('\u0000'));
}

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

function components(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

export function findZnode(tree: Tree, path: string): Znode | undefined {
  let node: Znode | undefined = tree.root;
  for (const name of components(path)) {
    node = node.children.find((child) => child.name === name);
    if (node === undefined) return undefined;
  }
  return node;
}

export function findSession(tree: Tree, id: SessionId): Session | undefined {
  return tree.sessions.find((session) => session.id === id);
}

/** The suffix of a sequential znode: how many children its parent ever had, in ten digits. */
export function sequenceSuffix(creations: number): string {
  return String(creations).padStart(10, '0');
}

function replace(node: Znode, path: readonly string[], change: (node: Znode) => Znode): Znode {
  const [name, ...rest] = path;
  if (name === undefined) return change(node);
  const children = node.children.map((child) => (child.name === name ? replace(child, rest, change) : child));
  return { name: node.name, data: node.data, stat: node.stat, creations: node.creations, children };
}

function withChild(parent: Znode, child: Znode): Znode {
  const children = [...parent.children, child].sort((a, b) => compareText(a.name, b.name));
  return {
    ...parent,
    stat: { ...parent.stat, pzxid: child.stat.czxid },
    creations: parent.creations + 1,
    children,
  };
}

function withoutChild(parent: Znode, name: string, zxid: Zxid): Znode {
  const children = parent.children.filter((child) => child.name !== name);
  return { ...parent, stat: { ...parent.stat, pzxid: Math.max(parent.stat.pzxid, zxid) }, children };
}

interface Applied {
  readonly tree: Tree;
  readonly triggers: readonly Trigger[];
}

/** Applies a transaction that the leader validated (DataTree.processTxn). Idempotent, as replay demands. */
export function applyChange(tree: Tree, zxid: Zxid, change: Change): Applied {
  const at: Tree = { root: tree.root, sessions: tree.sessions, zxid };
  switch (change.type) {
    case 'create-session': {
      if (findSession(tree, change.session) !== undefined) return { tree: at, triggers: [] };
      const session = { id: change.session, timeout: change.timeout, client: change.client, ephemerals: [] };
      return { tree: { ...at, sessions: [...tree.sessions, session] }, triggers: [] };
    }
    case 'close-session': {
      let result: Applied = { tree: at, triggers: [] };
      for (const path of change.ephemerals) {
        const step = remove(result.tree, zxid, path);
        result = { tree: step.tree, triggers: [...result.triggers, ...step.triggers] };
      }
      const sessions = result.tree.sessions.filter((session) => session.id !== change.session);
      return { tree: { ...result.tree, sessions }, triggers: result.triggers };
    }
    case 'create':
      return create(at, zxid, change.path, change.data, change.owner);
    case 'delete':
      return remove(at, zxid, change.path);
    case 'set':
      return set(at, zxid, change.path, change.data, change.version);
    case 'error':
      return { tree: at, triggers: [] };
  }
}

function create(tree: Tree, zxid: Zxid, path: string, data: string, owner: SessionId): Applied {
  if (findZnode(tree, path) !== undefined) return { tree, triggers: [] };
  const parent = parentPath(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stat: Stat = { ...NO_STAT, czxid: zxid, mzxid: zxid, pzxid: zxid, version: 0, ephemeralOwner: owner };
  const child = { name, data, stat, creations: 0, children: [] };
  const root = replace(tree.root, components(parent), (node) => withChild(node, child));
  const sessions =
    owner === 0
      ? tree.sessions
      : tree.sessions.map((session) =>
          session.id === owner ? { ...session, ephemerals: [...session.ephemerals, path] } : session,
        );
  return {
    tree: { root, sessions, zxid },
    triggers: [
      { table: 'data', event: 'created', path },
      { table: 'child', event: 'children', path: parent },
    ],
  };
}

function remove(tree: Tree, zxid: Zxid, path: string): Applied {
  const node = findZnode(tree, path);
  if (node === undefined) return { tree, triggers: [] };
  const parent = parentPath(path);
  const root = replace(tree.root, components(parent), (above) => withoutChild(above, node.name, zxid));
  const owner = node.stat.ephemeralOwner;
  const sessions =
    owner === 0
      ? tree.sessions
      : tree.sessions.map((session) =>
          session.id === owner
            ? { ...session, ephemerals: session.ephemerals.filter((other) => other !== path) }
            : session,
        );
  return {
    tree: { root, sessions, zxid },
    triggers: [
      { table: 'data', event: 'deleted', path },
      { table: 'child', event: 'deleted', path },
      { table: 'child', event: 'children', path: parent },
    ],
  };
}

function set(tree: Tree, zxid: Zxid, path: string, data: string, version: number): Applied {
  if (findZnode(tree, path) === undefined) return { tree, triggers: [] };
  const root = replace(tree.root, components(path), (node) => ({
    ...node,
    data,
    stat: { ...node.stat, mzxid: zxid, version },
  }));
  return {
    tree: { root, sessions: tree.sessions, zxid },
    triggers: [{ table: 'data', event: 'changed', path }],
  };
}

/** The error of a create on this tree, or undefined; `path` carries its sequence suffix (PrepRequestProcessor). */
export function createError(tree: Tree, path: string): ErrorCode | undefined {
  if (!path.startsWith('/')) return 'BADARGUMENTS';
  const parent = findZnode(tree, parentPath(path));
  if (parent === undefined) return 'NONODE';
  if (!isValidPath(path)) return 'BADARGUMENTS';
  if (findZnode(tree, path) !== undefined) return 'NODEEXISTS';
  if (parent.stat.ephemeralOwner !== 0) return 'NOCHILDRENFOREPHEMERALS';
  return undefined;
}

/** The error of a delete on this tree, or undefined: BADVERSION comes before NOTEMPTY. */
export function deleteError(tree: Tree, path: string, version: number): ErrorCode | undefined {
  if (path === '/' || !path.startsWith('/')) return 'BADARGUMENTS';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  if (version !== -1 && version !== node.stat.version) return 'BADVERSION';
  return node.children.length > 0 ? 'NOTEMPTY' : undefined;
}

/** The error of a set on this tree, or undefined. */
export function setError(tree: Tree, path: string, version: number): ErrorCode | undefined {
  if (!isValidPath(path)) return 'BADARGUMENTS';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  return version !== -1 && version !== node.stat.version ? 'BADVERSION' : undefined;
}
