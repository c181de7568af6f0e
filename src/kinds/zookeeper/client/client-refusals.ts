import type { ErrorCode, MultiOperation, Operation, Result } from '../protocol.ts';
import { isValidPath } from '../data/paths.ts';

/** What the library answers without sending anything. */
export interface OwnAnswer {
  readonly error: ErrorCode | undefined;
  readonly result: Result;
}

/** Operations that the library refuses, or has nothing to ask the server for (ZooKeeper, Op.validate). */
export function answerWithoutServer(operation: Operation): OwnAnswer | undefined {
  if (operation.op === 'multi') return answerMulti(operation.operations);
  const path = pathOf(operation);
  return path === undefined || isValidPath(path) ? undefined : { error: 'BADARGUMENTS', result: {} };
}

/** A multi with an invalid path is refused whole; an empty one succeeds at once. */
function answerMulti(operations: readonly MultiOperation[]): OwnAnswer | undefined {
  const valid = operations.map((operation) => isValidPath(pathOf(operation) ?? ''));
  if (operations.length > 0 && !valid.includes(false)) return undefined;
  const results = valid.map((fine) => ({
    error: fine ? ('RUNTIMEINCONSISTENCY' as const) : ('BADARGUMENTS' as const),
    result: {},
  }));
  return { error: operations.length === 0 ? undefined : 'BADARGUMENTS', result: { results } };
}

/** The path that is validated; a sequential one is validated with a digit appended. */
function pathOf(operation: Operation): string | undefined {
  if (operation.op === 'ephemerals') return operation.prefix;
  if (!('path' in operation)) return undefined;
  const isSequential = operation.op === 'create' && operation.mode.includes('sequential');
  return isSequential ? `${operation.path}1` : operation.path;
}
