import { lookUp, type SortedMap } from '../../../lib/sorted-map.ts';
import { judgeMulti } from './multi.ts';
import type { Change, ErrorCode, SessionId, WriteRequest, Zxid } from '../protocol.ts';
import { closingOrder } from './session.ts';
import { sessionError } from '../serving/session-tracker.ts';
import type { TrackedSession } from '../state.ts';
import { applyTransaction, findSession, type Tree } from './tree.ts';
import { judgeWrite } from './writes.ts';

/** The leader's side of a preparation. */
export interface PrepareScope {
  readonly now: number;
  /** Its tree without the outstanding proposals. */
  readonly applied: Tree;
  readonly extendedTypes: boolean;
}

/**
 * Turns a request into the transaction that is logged, validated against the tree with all outstanding proposals
 * applied (PrepRequestProcessor.pRequest2Txn). A request that fails becomes a transaction too, of type error.
 */
export function prepare(
  prepared: Tree,
  sessions: SortedMap<SessionId, TrackedSession>,
  zxid: Zxid,
  request: WriteRequest,
  scope: PrepareScope,
): { readonly change: Change; readonly prepared: Tree } {
  const change = changeOf(prepared, sessions, zxid, request, scope);
  return { change, prepared: applyTransaction(prepared, { zxid, time: scope.now, change }).tree };
}

function changeOf(
  tree: Tree,
  sessions: SortedMap<SessionId, TrackedSession>,
  zxid: Zxid,
  request: WriteRequest,
  { now, applied, extendedTypes }: PrepareScope,
): Change {
  const { session, operation } = request;
  if (operation.op === 'create-session') {
    return { type: 'create-session', session, timeout: operation.timeout, client: operation.client };
  }
  if (operation.op === 'close') {
    const tracked = lookUp(sessions, session);
    const ephemerals = closingOrder(findSession(applied, session), findSession(tree, session));
    const silentSince = tracked?.touchedAt ?? 0;
    return { type: 'close-session', session, expired: tracked?.closing ?? false, silentSince, ephemerals };
  }
  const own = operation.op === 'delete-container';
  const refused = own ? undefined : sessionError(lookUp(sessions, session), request.origin.server);
  if (refused !== undefined) return error(refused);
  const scope = { session, extendedTypes };
  if (operation.op === 'multi') return judgeMulti(tree, operation.operations, scope, { zxid, time: now });
  const change = judgeWrite(tree, operation, scope);
  return typeof change === 'string' ? error(change) : change;
}

function error(code: ErrorCode): Change {
  return { type: 'error', code };
}
