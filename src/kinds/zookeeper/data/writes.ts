import { isSystemPath, isValidPath, sequenceSuffix } from './paths.ts';
import type {
  CreateMode, ErrorCode, MultiOperation, Permissions, SessionId, WriteOperation, ZnodeChange,
} from '../protocol.ts'; // prettier-ignore
import { findZnode, type Tree } from './tree.ts';
import { ALL_PERMISSIONS, permits } from './znode.ts';

/** A write that changes znodes by itself, as a client or the reaper asks for it. */
export type SingleWrite =
  MultiOperation | Extract<WriteOperation, { op: 'set-acl' }> | { op: 'delete-container'; path: string };

/** Whose write it is, and whether TTLs are on (zookeeper.extendedTypesEnabled). */
export interface WriteScope {
  readonly session: SessionId;
  readonly extendedTypes: boolean;
}

/** A TTL has 40 bits (EphemeralType.TTL). */
const TTL_MAX = 2 ** 40 - 1;

/**
 * What a write changes in a tree, or the first of its errors in the order of the real server
 * (PrepRequestProcessor.pRequest2Txn).
 */
export function judgeWrite(tree: Tree, operation: SingleWrite, scope: WriteScope): ZnodeChange | ErrorCode {
  switch (operation.op) {
    case 'create':
      return judgeCreate(tree, operation, scope);
    case 'delete':
      return judgeDelete(tree, operation.path, operation.version);
    case 'delete-container':
      return judgeContainer(tree, operation.path);
    case 'set':
      return judgeSet(tree, operation);
    case 'set-acl':
      return judgeSetAcl(tree, operation);
    case 'check':
      return judgeCheck(tree, operation.path, operation.version);
  }
}

type Create = Extract<MultiOperation, { op: 'create' }>;

function judgeCreate(tree: Tree, operation: Create, scope: WriteScope): ZnodeChange | ErrorCode {
  const { mode, data, acl = ALL_PERMISSIONS } = operation;
  const slash = operation.path.lastIndexOf('/');
  const code = lifetimeError(operation, scope);
  if (code !== undefined) return code;
  if (slash === -1 || operation.path.includes('\0')) return 'BADARGUMENTS';
  if (acl === '') return 'INVALIDACL';
  const parent = findZnode(tree, operation.path.slice(0, slash));
  if (parent === undefined) return 'NONODE';
  if (!permits(parent, 'c')) return 'NOAUTH';
  const { creations, ephemeralOwner } = parent.stat;
  const path = isSequential(mode) ? operation.path + sequenceSuffix(creations) : operation.path;
  if (!isValidPath(path)) return 'BADARGUMENTS';
  if (findZnode(tree, path) !== undefined) return 'NODEEXISTS';
  if (ephemeralOwner !== 0) return 'NOCHILDRENFOREPHEMERALS';
  return {
    type: 'create',
    path,
    data,
    acl: ordered(acl),
    owner: mode === 'ephemeral' || mode === 'ephemeral-sequential' ? scope.session : 0,
    container: mode === 'container',
    ttl: operation.ttl ?? 0,
    parentCreations: creations + 1,
  };
}

/** PrepRequestProcessor.validateCreateRequest, EphemeralType.validateTTL. */
function lifetimeError({ mode, ttl }: Create, { extendedTypes }: WriteScope): ErrorCode | undefined {
  const timed = mode === 'persistent-with-ttl' || mode === 'persistent-sequential-with-ttl';
  if (timed && !extendedTypes) return 'UNIMPLEMENTED';
  if (timed) return ttl !== undefined && ttl >= 1 && ttl <= TTL_MAX ? undefined : 'BADARGUMENTS';
  return ttl !== undefined && ttl >= 0 ? 'BADARGUMENTS' : undefined;
}

function isSequential(mode: CreateMode): boolean {
  return mode.includes('sequential');
}

/** The same permissions in the order `rwcda`. */
function ordered(acl: Permissions): Permissions {
  return ALL_PERMISSIONS.replace(/./g, (letter) => (acl.includes(letter) ? letter : ''));
}

/** The parent of a path that may be deleted, or undefined (PrepRequestProcessor.getParentPathAndValidate). */
function parentOfDeletable(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash === -1 || path.includes('\0') || isSystemPath(path) ? undefined : path.slice(0, slash);
}

function judgeDelete(tree: Tree, path: string, version: number): ZnodeChange | ErrorCode {
  const above = parentOfDeletable(path);
  if (above === undefined) return 'BADARGUMENTS';
  const parent = findZnode(tree, above);
  if (parent === undefined) return 'NONODE';
  if (!permits(parent, 'd')) return 'NOAUTH';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  if (!matches(version, node.stat.version)) return 'BADVERSION';
  return node.children === undefined ? { type: 'delete', path } : 'NOTEMPTY';
}

/** Needs no session and no permission; something else may have taken the place of the container. */
function judgeContainer(tree: Tree, path: string): ZnodeChange | ErrorCode {
  if (parentOfDeletable(path) === undefined) return 'BADARGUMENTS';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  if (node.children !== undefined) return 'NOTEMPTY';
  const { container, ttl, ephemeralOwner } = node.stat;
  return container || ttl > 0 || ephemeralOwner !== 0 ? { type: 'delete', path } : 'BADVERSION';
}

function judgeSet(tree: Tree, operation: Extract<MultiOperation, { op: 'set' }>): ZnodeChange | ErrorCode {
  const { path, data, version } = operation;
  if (!isValidPath(path)) return 'BADARGUMENTS';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  if (!permits(node, 'w')) return 'NOAUTH';
  if (!matches(version, node.stat.version)) return 'BADVERSION';
  return { type: 'set', path, data, version: node.stat.version + 1 };
}

function judgeSetAcl(
  tree: Tree,
  { path, acl, version }: Extract<WriteOperation, { op: 'set-acl' }>,
): ZnodeChange | ErrorCode {
  if (!isValidPath(path)) return 'BADARGUMENTS';
  if (acl === '') return 'INVALIDACL';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  if (!permits(node, 'a')) return 'NOAUTH';
  if (!matches(version, node.stat.aversion)) return 'BADVERSION';
  return { type: 'set-acl', path, acl: ordered(acl), version: node.stat.aversion + 1 };
}

function judgeCheck(tree: Tree, path: string, version: number): ZnodeChange | ErrorCode {
  if (!isValidPath(path)) return 'BADARGUMENTS';
  const node = findZnode(tree, path);
  if (node === undefined) return 'NONODE';
  if (!permits(node, 'r')) return 'NOAUTH';
  return matches(version, node.stat.version) ? { type: 'check', path } : 'BADVERSION';
}

function matches(expected: number, current: number): boolean {
  return expected === -1 || expected === current;
}
