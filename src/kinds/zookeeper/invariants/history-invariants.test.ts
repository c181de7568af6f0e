/** The checkers bite: each is shown a history that no run should have, and a like one that is in order. */
import { describe, expect, test } from 'vitest';
import { AppendLog } from '../../../lib/append-log.ts';
import { type Move, violationsOf } from '../../../testing/jury.ts';
import { zookeeperInvariants } from './invariants.ts';
import { type Change, type Transaction, zxidOf } from '../protocol.ts';
import { EMPTY_DISK, type Following, type Leadership, type ServerState } from '../state.ts';
import { applyTransaction, EMPTY_TREE, type Tree } from '../data/tree.ts';

const NODES = ['zk-1', 'zk-2', 'zk-3'];

type Entry = readonly [epoch: number, counter: number, code?: 'NONODE' | 'NODEEXISTS'];

interface Sketch {
  readonly log?: readonly Entry[];
  readonly delivered?: number;
  readonly leads?: number;
  readonly phase?: Leadership['phase'];
  /** The sid of the server that it serves under. */
  readonly follows?: number;
  readonly accepted?: number;
  readonly current?: number;
  readonly tree?: Tree;
}

function transaction([epoch, counter, code = 'NONODE']: Entry): Transaction {
  const change: Change = { type: 'error', code };
  return { zxid: zxidOf(epoch, counter), time: 0, client: '', change, origin: undefined };
}

function server(sketch: Sketch): ServerState {
  const { log = [], leads, phase = 'broadcast', follows, accepted = 9, current = leads ?? 9 } = sketch;
  const leadership = { phase, epoch: leads } as Leadership;
  const following = { phase: 'broadcast', leader: follows } as Following;
  const state: Partial<ServerState> = {
    config: { servers: NODES, observers: 0, forceSync: true } as unknown as ServerState['config'],
    disk: {
      ...EMPTY_DISK,
      acceptedEpoch: accepted,
      currentEpoch: current,
      log: AppendLog.of(log.map(transaction)),
    },
    committed: sketch.delivered ?? log.length,
    tree: sketch.tree ?? EMPTY_TREE,
    leadership: leads === undefined ? undefined : leadership,
    following: follows === undefined ? undefined : following,
  };
  return state as ServerState;
}

/** Server n of three is like this from now on. */
function zk(n: number, sketch: Sketch, more: Partial<Move> = {}): Move {
  return { node: `zk-${String(n)}`, state: server(sketch), ...more };
}

function disk(log: readonly Entry[], accepted = 1, current = 1): unknown {
  return {
    ...EMPTY_DISK,
    acceptedEpoch: accepted,
    currentEpoch: current,
    log: AppendLog.of(log.map(transaction)),
  };
}

function seen(name: string, ...moves: readonly Move[]): readonly string[] {
  return violationsOf(zookeeperInvariants, name, NODES, moves);
}

describe('the checkers of history', () => {
  test('prefix-consistency: another transaction at the same place, even after the first server is gone', () => {
    const good = zk(1, { log: [[1, 1], [1, 2]] }); // prettier-ignore
    const gone: Move = { node: 'zk-1', state: undefined };
    expect(seen('prefix-consistency', good, gone, zk(2, { log: [[1, 1]] }))).toEqual([]);
    expect(seen('prefix-consistency', good, gone, zk(2, { log: [[1, 1], [2, 1]] }))).toHaveLength(1); // prettier-ignore
    expect(seen('prefix-consistency', good, zk(2, { log: [[1, 1], [1, 2, 'NODEEXISTS']] }))).toHaveLength(1); // prettier-ignore
  });

  test('prefix-consistency does not mind a tail that is not committed', () => {
    const tail = zk(2, { log: [[1, 1], [2, 1]], delivered: 1 }); // prettier-ignore
    expect(seen('prefix-consistency', zk(1, { log: [[1, 1], [1, 2]] }), tail)).toEqual([]); // prettier-ignore
  });

  test('agreement: each delivered what the other did not', () => {
    expect(seen('agreement', zk(1, { log: [[1, 1], [1, 2]] }), zk(2, { log: [[1, 1]] }))).toEqual([]); // prettier-ignore
    const fork = [zk(1, { log: [[1, 1], [1, 2]] }), zk(2, { log: [[1, 1], [2, 1]] })]; // prettier-ignore
    expect(seen('agreement', ...fork)).toEqual(['zk-2 2·1 is missing where others delivered another']);
  });

  test('total-order: two servers deliver a gap that only one fills', () => {
    const filled = zk(1, { log: [[1, 1], [1, 2], [1, 3]] }); // prettier-ignore
    expect(seen('total-order', filled, zk(2, { log: [[1, 1], [1, 2], [1, 3]] }))).toEqual([]); // prettier-ignore
    expect(seen('total-order', filled, zk(2, { log: [[1, 1], [1, 3]] }))).toHaveLength(1); // prettier-ignore
  });

  test('global-primary-order: an older epoch is delivered after a newer one', () => {
    expect(seen('global-primary-order', zk(1, { log: [[1, 1], [2, 1]] }))).toEqual([]); // prettier-ignore
    expect(seen('global-primary-order', zk(1, { log: [[2, 1], [1, 1]] }))).toHaveLength(1); // prettier-ignore
  });

  test('zxids-contiguous: a zxid is left out, or an epoch begins in its middle', () => {
    expect(seen('zxids-contiguous', zk(1, { log: [[1, 1], [1, 2], [3, 1]] }))).toEqual([]); // prettier-ignore
    expect(seen('zxids-contiguous', zk(1, { log: [[1, 1], [1, 3]] }))).toHaveLength(1); // prettier-ignore
    expect(seen('zxids-contiguous', zk(1, { log: [[1, 1], [2, 2]] }))).toHaveLength(1); // prettier-ignore
  });

  test('committed-never-lost: a later leader lacks what was committed; a deposed one may', () => {
    const committed = zk(1, { log: [[1, 1], [1, 2]] }); // prettier-ignore
    expect(seen('committed-never-lost', committed, zk(2, { log: [[1, 1]], leads: 2 }))).toEqual([
      'zk-2 leads without 1·2',
    ]);
    const later = zk(1, { log: [[1, 1], [2, 1]], leads: 2 }); // prettier-ignore
    expect(seen('committed-never-lost', later, zk(2, { log: [[1, 1]], leads: 1 }))).toEqual([]);
  });

  test('committed-by-quorum: a commit that only one disk holds', () => {
    const log: readonly Entry[] = [[1, 1]];
    const synced = (n: number): Move => zk(n, {}, { synced: disk(log) });
    expect(seen('committed-by-quorum', synced(2), synced(3), zk(1, { log }))).toEqual([]);
    expect(seen('committed-by-quorum', synced(2), zk(1, { log }))).toEqual([
      'zk-1 1·1 is on the disks of no quorum',
    ]);
  });
});

describe('the checkers of leaders', () => {
  test('one-leader-at-once: two synchronise followers in one epoch', () => {
    const first = zk(1, { leads: 1, phase: 'synchronisation' });
    expect(seen('one-leader-at-once', first, zk(2, { leads: 2 }))).toEqual([]);
    expect(seen('one-leader-at-once', first, zk(1, {}), zk(2, { leads: 1 }))).toEqual([]);
    expect(seen('one-leader-at-once', first, zk(2, { leads: 1 }))).toEqual(['zk-2 so does zk-1']);
  });

  test('one-leader-an-epoch: two leaders of one epoch, one after the other', () => {
    expect(seen('one-leader-an-epoch', zk(1, { leads: 1 }), zk(1, {}), zk(1, { leads: 2 }))).toEqual([]);
    expect(seen('one-leader-an-epoch', zk(1, { leads: 1 }), zk(1, {}), zk(2, { leads: 1 }))).toEqual([
      'zk-2 also zk-1',
    ]);
  });

  test('epochs-advance: a start with an older epoch than the disk held, or with epochs out of order', () => {
    const written = zk(1, { accepted: 3, current: 2 }, { synced: disk([], 3, 2) });
    const start = (sketch: Sketch): readonly Move[] => [
      written,
      { node: 'zk-1', state: undefined },
      zk(1, sketch, { event: { type: 'start' } }),
    ];
    expect(seen('epochs-advance', ...start({ accepted: 3, current: 2 }))).toEqual([]);
    expect(seen('epochs-advance', ...start({ accepted: 2, current: 2 }))).toHaveLength(1);
    expect(seen('epochs-advance', ...start({ accepted: 3, current: 1 }))).toHaveLength(1);
    expect(seen('epochs-advance', ...start({ accepted: 3, current: 4 }))).toHaveLength(1);
    expect(seen('epochs-advance', ...start({ accepted: 3, current: 2, log: [[3, 1]] }))).toHaveLength(1);
  });
});

describe('the checkers of primaries', () => {
  const proposes = [zk(1, { leads: 1 }), zk(1, { leads: 1, log: [[1, 1], [1, 2]], delivered: 0 })]; // prettier-ignore

  test('integrity: somebody delivers what nobody proposed', () => {
    expect(seen('integrity', ...proposes, zk(2, { log: [[1, 1]] }))).toEqual([]);
    expect(seen('integrity', ...proposes, zk(2, { log: [[1, 1, 'NODEEXISTS']] }))).toHaveLength(1);
    expect(seen('integrity', ...proposes, zk(2, { log: [[2, 1]] }))).toHaveLength(1);
  });

  test('local-primary-order: the second proposal is delivered without the first', () => {
    expect(seen('local-primary-order', ...proposes, zk(2, { log: [[1, 1], [1, 2]] }))).toEqual([]); // prettier-ignore
    expect(seen('local-primary-order', ...proposes, zk(2, { log: [[1, 2]] }))).toHaveLength(1);
  });

  test('primary-integrity: a follower delivered more of the past than the leader it serves under', () => {
    const log: readonly Entry[] = [[1, 1], [1, 2]]; // prettier-ignore
    const follower = zk(2, { log, follows: 1, current: 2 });
    expect(seen('primary-integrity', zk(1, { leads: 2, log }), follower)).toEqual([]);
    expect(seen('primary-integrity', zk(1, { leads: 2, log: [[1, 1]] }), follower)).toEqual([
      'zk-1 leads zk-2 without 1·2',
    ]);
  });
});

describe('the checkers of trees and sessions', () => {
  const create = (path: string, owner = 0, parentCreations = 1): Change => ({
    type: 'create', path, data: '', acl: 'rwcda', owner, container: false, ttl: 0, parentCreations,
  }); // prettier-ignore
  const open: Change = { type: 'create-session', session: 7, timeout: 4_000_000, client: '' };
  const grown = (...changes: readonly Change[]): Tree =>
    changes.reduce(
      (tree, change, index) => applyTransaction(tree, { zxid: index + 1, time: 0, change }).tree,
      EMPTY_TREE,
    );

  test('trees-equal: the same transactions made different trees', () => {
    const one = zk(1, { tree: grown(create('/a')) });
    expect(seen('trees-equal', one, zk(2, { tree: grown(create('/a')) }))).toEqual([]);
    expect(seen('trees-equal', one, zk(2, { tree: grown(create('/b')) }))).toHaveLength(1);
  });

  test('stats-consistent: a znode that is newer than its parent knows', () => {
    const tree = grown(create('/a'), create('/b', 0, 2));
    expect(seen('stats-consistent', zk(1, { tree }))).toEqual([]);
    const root = { ...tree.root, stat: { ...tree.root.stat, pzxid: 1 } };
    expect(seen('stats-consistent', zk(1, { tree: { ...tree, root } }))).toEqual([
      'zk-1 / does not know of b',
    ]);
  });

  test('sessions-own-ephemerals: an ephemeral without its session, or a session without its ephemeral', () => {
    const tree = grown(open, create('/e', 7));
    expect(seen('sessions-own-ephemerals', zk(1, { tree }))).toEqual([]);
    expect(seen('sessions-own-ephemerals', zk(1, { tree: { ...tree, sessions: undefined } }))).toHaveLength(
      1,
    );
    expect(seen('sessions-own-ephemerals', zk(1, { tree: { ...tree, root: EMPTY_TREE.root } }))).toHaveLength(
      1,
    );
  });

  test('what is the same in a tree that was in order is passed over, and what differs is not', () => {
    const tree = grown(open, create('/e', 7), create('/a', 0, 2));
    const next = applyTransaction(tree, { zxid: 4, time: 0, change: create('/a/b') }).tree;
    const other = applyTransaction(tree, { zxid: 4, time: 0, change: create('/a/c') }).tree;
    const agreed = [
      zk(1, { tree }),
      zk(2, { tree: { ...tree, root: { ...tree.root } } }),
      zk(1, { tree: next }),
    ];
    expect(seen('trees-equal', ...agreed, zk(2, { tree: next }))).toEqual([]);
    expect(seen('trees-equal', ...agreed, zk(2, { tree: other }))).toEqual(['zk-2 has another tree at 0·4']);

    const lists = (sessions: Tree['sessions']): readonly string[] =>
      seen('sessions-own-ephemerals', zk(1, { tree }), zk(1, { tree: { ...next, sessions } }));
    expect(lists(next.sessions)).toEqual([]);
    expect(lists(undefined)).toEqual(['zk-1 /e outlived its session']);
    const gone = grown(open, create('/f'), create('/a', 0, 2)).root;
    const lost = seen('sessions-own-ephemerals', zk(1, { tree }), zk(1, { tree: { ...next, root: gone } }));
    expect(lost).toEqual(['zk-1 /e has lost its session']);

    const stale = { ...next.root, stat: { ...next.root.stat, pzxid: 2 } };
    const broken = { ...next, root: stale };
    expect(seen('stats-consistent', zk(1, { tree }), zk(1, { tree: next }))).toEqual([]);
    expect(seen('stats-consistent', zk(1, { tree }), zk(1, { tree: broken }))).toEqual([
      'zk-1 / does not know of a',
    ]);
  });

  /** Session 7, with a timeout of 4 s, is closed at a time in seconds after silence since 1 s. */
  const expiry = (n: number, counter: number, at: number): Move => {
    const change = {
      type: 'close-session',
      session: 7,
      expired: true,
      silentSince: 1e6,
      ephemerals: [],
    } as const;
    const entries = Array.from({ length: counter }, (_, index) => transaction([1, index + 1]));
    const log = AppendLog.of(entries.map((one) => ({ ...one, change })));
    const sketched = server({ leads: 1, tree: grown(open) });
    const state: ServerState = { ...sketched, disk: { ...sketched.disk, log }, committed: log.length };
    return { node: `zk-${String(n)}`, state, at: at * 1e6 };
  };

  test('expiry-in-time: a session is expired before its timeout has passed', () => {
    const before = zk(1, { leads: 1, tree: grown(open) });
    expect(seen('expiry-in-time', before, expiry(1, 1, 5))).toEqual([]);
    expect(seen('expiry-in-time', before, expiry(1, 1, 4.9))).toHaveLength(1);
  });

  test('expiry-in-time: a leader expires a session that a learner has just reported', () => {
    const before = zk(1, { leads: 1, tree: grown(open) });
    const ping = (touches: readonly number[]): Move => {
      const message = { type: 'follower-ping', touches };
      return { ...before, event: { type: 'message', connection: 1, from: 'zk-2', message }, at: 2e6 };
    };
    expect(seen('expiry-in-time', before, ping([]), expiry(1, 1, 5))).toEqual([]);
    expect(seen('expiry-in-time', before, ping([7]), expiry(1, 1, 5))).toHaveLength(1);
    expect(seen('expiry-in-time', before, ping([7]), expiry(1, 1, 6))).toEqual([]);
  });

  test('expires-once: a session is expired twice', () => {
    expect(seen('expires-once', expiry(1, 1, 5), expiry(2, 1, 6))).toEqual([]);
    expect(seen('expires-once', expiry(1, 2, 5))).toHaveLength(1);
  });
});
