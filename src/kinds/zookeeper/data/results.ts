import type { Change, Result, ZnodeChange } from '../protocol.ts';
import type { Applied } from './tree.ts';
import { statOf, type Znode } from './znode.ts';

/** What the client is answered that asked for a transaction, from what its application left behind. */
export function resultOf(change: Change, { znodes }: Pick<Applied, 'znodes'>): Result {
  switch (change.type) {
    case 'create':
    case 'set':
    case 'set-acl':
      return { ...pathOf(change), ...statIn(znodes[0]) };
    case 'multi':
      return {
        results: change.changes.map((one, index) => ({ result: partOf(one, znodes[index]) })),
      };
    case 'error':
      return change.errors === undefined ? {} : { results: change.errors.map(failedPart) };
    default:
      return {};
  }
}

/** Within a multi, only containers and znodes with a TTL are answered with a Stat when they are created. */
function partOf(change: ZnodeChange, znode: Znode | undefined): Result {
  const plain = change.type === 'create' && !change.container && change.ttl === 0;
  return plain ? pathOf(change) : { ...pathOf(change), ...statIn(znode) };
}

function failedPart(error: NonNullable<Extract<Change, { type: 'error' }>['errors']>[number]) {
  return error === undefined ? { result: {} } : { error, result: {} };
}

function pathOf(change: ZnodeChange): Result {
  return change.type === 'create' ? { path: change.path } : {};
}

function statIn(znode: Znode | undefined): Result {
  return znode === undefined ? {} : { stat: statOf(znode) };
}
