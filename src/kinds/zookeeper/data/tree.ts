import { lookUp, type SortedMap, withEntry, withoutKey } from '../../../lib/sorted-map.ts';
import { NewestByZxid } from './newest-by-zxid.ts';
import { componentsOf, nameOf, parentPath } from './paths.ts';
import type { Change, SessionId, Transaction, WatchEventType, ZnodeChange, Zxid } from '../protocol.ts';
import { ephemeralsOf, newSession, type Session, withEphemeral, withoutEphemeral } from './session.ts';
import { dataLengthOf, draftOf, NEW_ROOT, permits, type StoredStat, type Znode } from './znode.ts';

/** The replicated state: the znodes and the open sessions, as of `zxid`. Immutable: a change copies one path. */
export interface Tree {
  readonly root: Znode;
  readonly sessions: SortedMap<SessionId, Session>;
  readonly zxid: Zxid;
}

/** A watch trigger, in the order of firing (WatchManager). */
export interface Trigger {
  readonly table: 'data' | 'child';
  readonly event: WatchEventType;
  readonly path: string;
  /** Whether the znode, or the parent whose children changed, may be read: else nobody is told. */
  readonly readable: boolean;
}

export const EMPTY_TREE: Tree = { root: NEW_ROOT, sessions: undefined, zxid: 0 };

export function findZnode(tree: Tree, path: string): Znode | undefined {
  if (path !== '' && !path.startsWith('/')) return undefined;
  let node: Znode | undefined = tree.root;
  for (const name of componentsOf(path)) {
    node = lookUp(node.children, name);
    if (node === undefined) return undefined;
  }
  return node;
}

export function findSession(tree: Tree, id: SessionId): Session | undefined {
  return lookUp(tree.sessions, id);
}

export interface Applied {
  readonly tree: Tree;
  readonly triggers: readonly Trigger[];
  /** The znode after each write, for the answer to it; undefined where there is none. */
  readonly znodes: readonly (Znode | undefined)[];
}

/** What a transaction has done so far. */
interface Work {
  tree: Tree;
  readonly triggers: Trigger[];
  readonly znodes: (Znode | undefined)[];
}

type Header = Pick<Transaction, 'zxid' | 'time'>;

/** One application of a transaction. */
interface Application {
  readonly before: Tree;
  readonly change: Change;
  readonly applied: Applied;
}

const recent = new NewestByZxid<Application>();

/**
 * Applies a transaction that the leader validated (DataTree.processTxn). Idempotent, as replay demands. Servers that
 * hold the same tree share what becomes of it: it is worked out once, when the leader prepares the transaction.
 */
export function applyTransaction(tree: Tree, transaction: Header & { readonly change: Change }): Applied {
  const { zxid, time, change } = transaction;
  const known = recent.at(zxid);
  if (known?.change === change && known.applied.tree.zxid === zxid && isSame(known.before, tree)) {
    return known.applied;
  }
  const work: Work = { tree: { root: tree.root, sessions: tree.sessions, zxid }, triggers: [], znodes: [] };
  perform(work, { zxid, time }, change);
  recent.note(zxid, { before: tree, change, applied: work });
  return work;
}

/** Whether two trees hold the same; the zxid of an empty one tells its epoch and nothing else. */
function isSame(one: Tree, other: Tree): boolean {
  return one.root === other.root && one.sessions === other.sessions;
}

function perform(work: Work, header: Header, change: Change): void {
  switch (change.type) {
    case 'create-session':
      openSession(work, change);
      break;
    case 'close-session':
      closeSession(work, header, change);
      break;
    case 'multi':
      for (const one of change.changes) write(work, header, one);
      break;
    case 'error':
      break;
    default:
      write(work, header, change);
  }
}

function write(work: Work, header: Header, change: ZnodeChange): void {
  switch (change.type) {
    case 'create':
      create(work, header, change);
      break;
    case 'delete':
      remove(work, header.zxid, change.path);
      work.znodes.push(undefined);
      break;
    case 'set':
      set(work, header, change);
      break;
    case 'set-acl':
      setAcl(work, change);
      break;
    case 'check':
      work.znodes.push(undefined);
      break;
  }
}

type Of<Type extends Change['type']> = Extract<Change, { type: Type }>;

function openSession(work: Work, { session, timeout, client }: Of<'create-session'>): void {
  if (findSession(work.tree, session) !== undefined) return;
  setSession(work, newSession(session, timeout, client));
}

/** DataTree.killSession: first what the transaction names, then whatever else the session owns. */
function closeSession(work: Work, { zxid }: Header, { session, ephemerals }: Of<'close-session'>): void {
  for (const path of ephemerals) remove(work, zxid, path);
  for (const path of ephemeralsOf(findSession(work.tree, session))) remove(work, zxid, path);
  const { root, sessions } = work.tree;
  work.tree = { root, sessions: withoutKey(sessions, session), zxid };
}

/** DataTree.createNode. A parent that counted the creation already, before a replay, keeps its pzxid. */
function create(work: Work, { zxid, time }: Header, change: Of<'create'>): void {
  const { path, data, acl, owner, container, ttl, parentCreations } = change;
  const name = nameOf(path);
  const parent = parentPath(path);
  const exists = findZnode(work.tree, path) !== undefined;
  const stat: StoredStat = {
    czxid: zxid, mzxid: zxid, pzxid: zxid, ctime: time, mtime: time, version: 0, creations: 0, aversion: 0,
    dataLength: dataLengthOf(data), ephemeralOwner: owner, container, ttl,
  }; // prettier-ignore
  const child: Znode = { name, data, acl, stat, children: undefined };
  const above = replaceZnode(work, parent, (node) => {
    const children = exists ? node.children : withEntry(node.children, name, child);
    return withChildren(node, children, countCreation(node.stat, parentCreations, zxid));
  });
  if (above === undefined || exists) {
    work.znodes.push(undefined);
    return;
  }
  work.znodes.push(child);
  changeSession(work, owner, (session) => withEphemeral(session, path));
  work.triggers.push({ table: 'data', event: 'created', path, readable: permits(child, 'r') });
  work.triggers.push({ table: 'child', event: 'children', path: parent, readable: permits(above, 'r') });
}

function countCreation(stat: StoredStat, creations: number, zxid: Zxid): StoredStat {
  if (creations <= stat.creations) return stat;
  const counted = draftOf(stat);
  counted.creations = creations;
  counted.pzxid = zxid;
  return counted;
}

/** DataTree.deleteNode. The parent's pzxid rises even if the znode is gone already. */
function remove(work: Work, zxid: Zxid, path: string): void {
  const node = findZnode(work.tree, path);
  const parent = parentPath(path);
  const name = nameOf(path);
  const above = replaceZnode(work, parent, (before) => {
    const stat = draftOf(before.stat);
    stat.pzxid = Math.max(stat.pzxid, zxid);
    return withChildren(before, withoutKey(before.children, name), stat);
  });
  if (node === undefined || above === undefined) return;
  changeSession(work, node.stat.ephemeralOwner, (session) => withoutEphemeral(session, path));
  const readable = permits(node, 'r');
  work.triggers.push({ table: 'data', event: 'deleted', path, readable });
  work.triggers.push({ table: 'child', event: 'deleted', path, readable });
  work.triggers.push({ table: 'child', event: 'children', path: parent, readable: permits(above, 'r') });
}

function set(work: Work, { zxid, time }: Header, { path, data, version }: Of<'set'>): void {
  const node = replaceZnode(work, path, ({ name, acl, stat, children }) => {
    const written = draftOf(stat);
    written.mzxid = zxid;
    written.mtime = time;
    written.version = version;
    written.dataLength = dataLengthOf(data);
    return { name, data, acl, stat: written, children };
  });
  work.znodes.push(node);
  if (node === undefined) return;
  work.triggers.push({ table: 'data', event: 'changed', path, readable: permits(node, 'r') });
}

function setAcl(work: Work, { path, acl, version }: Of<'set-acl'>): void {
  const node = replaceZnode(work, path, ({ name, data, stat, children }) => {
    return { name, data, acl, stat: { ...stat, aversion: version }, children };
  });
  work.znodes.push(node);
}

function withChildren(node: Znode, children: Znode['children'], stat: StoredStat): Znode {
  return { name: node.name, data: node.data, acl: node.acl, stat, children };
}

/** Puts a changed znode in the place of the one at `path`, if there is one, and returns it. */
function replaceZnode(work: Work, path: string, change: (node: Znode) => Znode): Znode | undefined {
  const node = findZnode(work.tree, path);
  if (node === undefined) return undefined;
  const changed = change(node);
  const root = placed(work.tree.root, componentsOf(path), 0, changed);
  work.tree = { root, sessions: work.tree.sessions, zxid: work.tree.zxid };
  return changed;
}

function placed(node: Znode, names: readonly string[], depth: number, changed: Znode): Znode {
  const name = names[depth];
  if (name === undefined) return changed;
  const child = lookUp(node.children, name);
  if (child === undefined) return node;
  const children = withEntry(node.children, name, placed(child, names, depth + 1, changed));
  return withChildren(node, children, node.stat);
}

/** Changes the session that owns an ephemeral; an owner of 0 is none. */
function changeSession(work: Work, owner: SessionId, change: (session: Session) => Session): void {
  const session = owner === 0 ? undefined : findSession(work.tree, owner);
  if (session !== undefined) setSession(work, change(session));
}

function setSession(work: Work, session: Session): void {
  const { root, sessions, zxid } = work.tree;
  work.tree = { root, sessions: withEntry(sessions, session.id, session), zxid };
}
