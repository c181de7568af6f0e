import type { CreateMode, MultiOperation, Operation, Permissions } from '../../kinds/zookeeper/protocol.ts';
import { assertUnreachable } from '../../lib/assert.ts';
import type { ClientCommand } from './case-client.ts';
import type { MultiStepOperation, Request } from './case.ts';

/** The watcher object that `watch: true` registers. */
const DEFAULT_WATCHER = 'default';

/** No letters are an entry for everybody that grants nothing; the protocol's empty permissions are an empty list. */
const NO_LETTERS = '-';

/** What the player tells a client's process for a request of a case. */
export function commandFor(request: Request, handle: number, tag: string): ClientCommand {
  if (request.op === 'close') return { type: 'close', handle, tag };
  if (request.op === 'removeWatches') {
    const { path, watcher } = request;
    const kind = ({ Children: 'children', Data: 'data', Any: 'any' } as const)[request.type];
    return { type: 'remove-watches', handle, tag, path, kind, watcher };
  }
  const watcher = 'watcher' in request ? (request.watcher ?? DEFAULT_WATCHER) : DEFAULT_WATCHER;
  return { type: 'submit', handle, tag, operation: operationOf(request), watcher };
}

function operationOf(request: Exclude<Request, { op: 'close' | 'removeWatches' }>): Operation {
  switch (request.op) {
    case 'create':
      return createOf(request);
    case 'set':
      return { op: 'set', path: request.path, version: request.version, ...dataOf(request) };
    case 'delete':
      return { op: 'delete', path: request.path, version: request.version };
    case 'get':
    case 'exists':
    case 'children': {
      const watch = request.watch || request.watcher !== undefined;
      return { op: request.op, path: request.path, watch };
    }
    case 'sync':
      return { op: 'sync', path: request.path };
    case 'getAcl':
      return { op: 'get-acl', path: request.path };
    case 'setAcl':
      return { op: 'set-acl', path: request.path, acl: permissionsOf(request.acl), version: request.version };
    case 'multi':
      return { op: 'multi', operations: request.ops.map(multiOperationOf) };
    case 'addWatch': {
      const mode = request.mode === 'persistent' ? 'persistent' : 'persistent-recursive';
      return { op: 'add-watch', path: request.path, mode };
    }
    case 'ephemerals':
      return { op: 'ephemerals', prefix: request.path };
    case 'countDescendants':
      return { op: 'count-descendants', path: request.path };
    default:
      return assertUnreachable(request);
  }
}

function multiOperationOf(operation: MultiStepOperation): MultiOperation {
  switch (operation.op) {
    case 'create':
      return createOf(operation);
    case 'set':
      return { op: 'set', path: operation.path, version: operation.version, ...dataOf(operation) };
    case 'delete':
    case 'check':
      return { op: operation.op, path: operation.path, version: operation.version };
  }
}

function createOf(
  request: Extract<MultiStepOperation, { op: 'create' }>,
): Extract<MultiOperation, { op: 'create' }> {
  const { path, acl } = request;
  return { op: 'create', path, mode: modeOf(request), acl: permissionsOf(acl), ...dataOf(request) };
}

function permissionsOf(letters = 'rwcda'): Permissions {
  return letters === '' ? NO_LETTERS : letters;
}

function modeOf({
  container,
  ephemeral,
  sequential,
}: Extract<MultiStepOperation, { op: 'create' }>): CreateMode {
  if (container) return 'container';
  if (ephemeral) return sequential ? 'ephemeral-sequential' : 'ephemeral';
  return sequential ? 'persistent-sequential' : 'persistent';
}

/** No data is null: the field is absent. */
function dataOf(request: {
  readonly data?: string | null | undefined;
  readonly dataSize?: number | undefined;
}): { readonly data?: string } {
  if (request.dataSize !== undefined) return { data: 'x'.repeat(request.dataSize) };
  return typeof request.data === 'string' ? { data: request.data } : {};
}
