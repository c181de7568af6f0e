/** The checkers bite: each is shown states that no run should reach. */
import { describe, expect, test } from 'vitest';
import type { Invariant, InvariantScope } from '../../kernel/kind.ts';
import { AppendLog } from '../../lib/append-log.ts';
import { zookeeperInvariants } from './invariants.ts';
import { type Change, type Transaction, zxidOf } from './protocol.ts';
import { EMPTY_DISK, type ServerState } from './state.ts';
import { applyTransaction, EMPTY_TREE, type Tree } from './tree.ts';

const change: Change = { type: 'error', code: 'NONODE' };
const ephemeral: Change = {
  type: 'create', path: '/e', data: '', acl: 'rwcda', owner: 7, container: false, ttl: 0, parentCreations: 1,
}; // prettier-ignore

interface Sketch {
  readonly log: readonly (readonly [epoch: number, counter: number])[];
  readonly committed?: number;
  readonly leads?: number;
  readonly tree?: Tree;
}

function server({ log, committed = log.length, leads, tree = EMPTY_TREE }: Sketch): Partial<ServerState> {
  const transactions = log.map(([epoch, counter]): Transaction => ({
    zxid: zxidOf(epoch, counter), time: 0, client: '', change, origin: undefined,
  })); // prettier-ignore
  const leadership = leads === undefined ? undefined : { phase: 'broadcast', epoch: leads };
  return {
    base: EMPTY_DISK.base,
    log: AppendLog.of(transactions),
    committed,
    tree,
    leadership: leadership as ServerState['leadership'],
  };
}

/** The reasons of violations, over a sequence of moments of the ensemble. */
function judge(name: string, ...moments: readonly (readonly Sketch[])[]): readonly (string | undefined)[] {
  const invariant = zookeeperInvariants.find((one) => one.name === name) as Invariant;
  let memory = invariant.initial;
  return moments.map((sketches) => {
    const members = sketches.map((sketch, index) => ({
      name: `zk-${String(index + 1)}`, running: true, paused: false, state: server(sketch), durable: undefined,
    })); // prettier-ignore
    const scope: InvariantScope = {
      now: 0,
      group: 'zk',
      members,
      observations: [],
      milestone: () => undefined,
    };
    const result = invariant.check(memory, scope);
    ({ memory } = result);
    return result.violation?.node;
  });
}

describe('the checkers of history', () => {
  test('agreement: two servers commit different transactions at the same place', () => {
    const good: Sketch = { log: [[1, 1], [1, 2]] }; // prettier-ignore
    expect(judge('agreement', [good, good], [good, { log: [[1, 1]] }])).toEqual([undefined, undefined]);
    expect(judge('agreement', [good, { log: [[1, 1], [2, 1]] }])).toEqual(['zk-2']); // prettier-ignore
  });

  test('agreement does not mind a tail that is not committed', () => {
    const tail: Sketch = { log: [[1, 1], [2, 1]], committed: 1 }; // prettier-ignore
    expect(judge('agreement', [{ log: [[1, 1], [1, 2]] }, tail])).toEqual([undefined]); // prettier-ignore
  });

  test('total-order: a server commits backwards', () => {
    expect(judge('total-order', [{ log: [[1, 2], [1, 1]] }])).toEqual(['zk-1']); // prettier-ignore
  });

  test('committed-never-lost: a later leader lacks what was committed; a deposed one may', () => {
    const committed: Sketch = { log: [[1, 1], [1, 2]] }; // prettier-ignore
    const short: Sketch = { log: [[1, 1]] };
    expect(judge('committed-never-lost', [committed, short], [short, { ...short, leads: 2 }])).toEqual([
      undefined,
      'zk-2',
    ]);
    const later: Sketch = { log: [[1, 1], [2, 1]], leads: 2 }; // prettier-ignore
    expect(judge('committed-never-lost', [later, { ...short, leads: 1 }])).toEqual([undefined]);
  });

  test('sessions-own-ephemerals: an ephemeral without its session', () => {
    const orphaned = applyTransaction(EMPTY_TREE, { zxid: 1, time: 0, change: ephemeral }).tree;
    expect(judge('sessions-own-ephemerals', [{ log: [], tree: orphaned }])).toEqual(['zk-1']);
    expect(judge('sessions-own-ephemerals', [{ log: [] }])).toEqual([undefined]);
  });

  test('one-leader-an-epoch: two leaders of one epoch, at once or one after the other', () => {
    const leader: Sketch = { log: [], leads: 1 };
    expect(judge('one-leader-an-epoch', [leader, { log: [] }], [{ log: [] }, leader])).toEqual([
      undefined,
      'zk-2',
    ]);
  });
});
