import { lookUp, type SortedMap } from '../../lib/sorted-map.ts';
import {
  type Change, type CreateMode, type ErrorCode, type Operation, type SessionId, type WriteRequest, type Zxid,
} from './protocol.ts'; // prettier-ignore
import { sessionError } from './session-tracker.ts';
import type { TrackedSession } from './state.ts';
import {
  applyChange, createError, deleteError, findSession, findZnode, parentPath, sequenceSuffix, setError, type Tree,
} from './tree.ts'; // prettier-ignore

/**
 * Turns a request into the transaction that is logged, validated against the tree with all outstanding proposals
 * applied (PrepRequestProcessor.pRequest2Txn). A request that fails becomes a transaction too, of type error.
 */
export function prepare(
  prepared: Tree,
  sessions: SortedMap<SessionId, TrackedSession>,
  zxid: Zxid,
  request: WriteRequest,
): { readonly change: Change; readonly prepared: Tree } {
  const change = changeOf(prepared, sessions, request);
  return { change, prepared: applyChange(prepared, zxid, change).tree };
}

function changeOf(tree: Tree, sessions: SortedMap<SessionId, TrackedSession>, request: WriteRequest): Change {
  const { session, operation } = request;
  if (operation.op === 'create-session') {
    return { type: 'create-session', session, timeout: operation.timeout, client: operation.client };
  }
  if (operation.op === 'close') {
    const tracked = lookUp(sessions, session);
    const ephemerals = findSession(tree, session)?.ephemerals ?? [];
    const silentSince = tracked?.touchedAt ?? 0;
    return { type: 'close-session', session, expired: tracked?.closing ?? false, silentSince, ephemerals };
  }
  const refused = sessionError(lookUp(sessions, session), request.origin.server);
  if (refused !== undefined) return error(refused);
  return writeOf(tree, session, operation);
}

function writeOf(tree: Tree, session: SessionId, operation: Operation): Change {
  switch (operation.op) {
    case 'create': {
      const path = finalPath(tree, operation.path, operation.mode);
      const code = createError(tree, path);
      if (code !== undefined) return error(code);
      const owner = operation.mode.startsWith('ephemeral') ? session : 0;
      return { type: 'create', path, data: operation.data ?? '', owner };
    }
    case 'delete': {
      const code = deleteError(tree, operation.path, operation.version);
      return code === undefined ? { type: 'delete', path: operation.path } : error(code);
    }
    case 'set': {
      const code = setError(tree, operation.path, operation.version);
      if (code !== undefined) return error(code);
      const version = (findZnode(tree, operation.path)?.stat.version ?? 0) + 1;
      return { type: 'set', path: operation.path, data: operation.data ?? '', version };
    }
    default:
      return error('BADARGUMENTS');
  }
}

/** A sequential create appends the number of children that the parent ever had. */
function finalPath(tree: Tree, path: string, mode: CreateMode): string {
  if (!mode.endsWith('sequential')) return path;
  return path + sequenceSuffix(findZnode(tree, parentPath(path))?.creations ?? 0);
}

function error(code: ErrorCode): Change {
  return { type: 'error', code };
}
