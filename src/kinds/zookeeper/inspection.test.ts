import { describe, expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import { Ensemble } from '../../testing/ensemble.ts';
import { changeText, logRows, proposalsOf, votesOf, watchersOf } from './inspection.ts';
import type { ServerState } from './state.ts';
import { addWatch, NO_WATCHES } from './data/watch-table.ts';

describe('the votes of an election', () => {
  test('stand with the own first, and count for the proposal where they are the same', () => {
    const rows = votesOf(new Ensemble(3).run(100).server(2));
    expect(rows[0]).toMatchObject({ server: 'zk-2', own: true, agrees: true });
    expect(rows.map(({ server }) => server)).toEqual(['zk-2', 'zk-1', 'zk-3']);
    for (const { vote, agrees } of rows) expect(agrees).toBe(vote?.leader === rows[0]?.vote?.leader);
  });

  test('of servers that are down are not heard', () => {
    const rows = votesOf(new Ensemble(3).strike('crash', 1, 3).run(300).server(2));
    expect(rows.map(({ vote }) => vote?.leader)).toEqual([2, undefined, undefined]);
  });

  test('are none once a leader is found', () => {
    const ensemble = new Ensemble(3).run(3000);
    expect(ensemble.roles).toBe('FFL');
    expect(votesOf(ensemble.server(3))).toEqual([]);
  });
});

describe('the proposals of a leader', () => {
  const ensemble = new Ensemble(3).run(3000);
  // Without followers nothing is committed, and the leader does not know yet that they are gone.
  ensemble.write(3).run(500).strike('pause', 1, 2).write(3, 2).run(100);
  const leader = ensemble.server(3);

  test('are what is logged and not applied, with those that have it on disk', () => {
    const rows = proposalsOf(leader);
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ count: 1, quorum: false });
      expect(row.acknowledged).toEqual([
        { server: 'zk-1', has: false },
        { server: 'zk-2', has: false },
        { server: 'zk-3', has: true },
      ]);
    }
  });

  test('stand in its log as not committed', () => {
    const rows = logRows(leader, 3);
    expect(rows.map(({ standing }) => standing)).toEqual(['logged', 'logged', 'committed']);
    expect(rows.map(({ place }) => leader.disk.log.length - place)).toEqual([0, 1, 2]);
    expect(logRows(leader, 2)).toEqual(rows.slice(0, 2));
  });

  test('read the same from a state that was sent with the tail of its log alone', () => {
    const { log } = leader.disk;
    const tail = { length: log.length, tail: log.slice(log.length - 3) };
    const sent = { ...leader, disk: { ...leader.disk, log: tail } };
    expect(proposalsOf(sent as unknown as ServerState)).toEqual(proposalsOf(leader));
    expect(logRows(sent as unknown as ServerState, 3)).toEqual(logRows(leader, 3));
  });

  test('are none when a quorum has them all', () => {
    ensemble.strike('resume', 1, 2).run(500);
    expect(proposalsOf(ensemble.server(3))).toEqual([]);
    expect(logRows(ensemble.server(3), 1)[0]?.standing).toBe('committed');
  });
});

test('watches are told by path with who set them, lasting ones once though they are in both tables', () => {
  const driver = new Driver(`duration: 20s
nodes:
  zk: { kind: zookeeper, count: 1 }
  app: { kind: zookeeper-client, count: 3, through: zk, workload: lock, hold: 60s }
`);
  const state = driver.state('zk-1', 15) as ServerState;
  const watchers = [...watchersOf(state).values()].flat();
  // Whoever waits watches the one before it; the holder watches nothing.
  expect(watchers).toHaveLength(2);
  expect(watchers.every(({ kind, mode }) => kind === 'data' && mode === 'standard')).toBe(true);
  const connection = state.clients?.key ?? 0;
  const table = addWatch(NO_WATCHES.data, '/x', connection, 'persistent');
  const lasting = watchersOf({ ...state, watches: { data: table, child: table } });
  expect(lasting.get('/x')).toMatchObject([{ kind: 'both', mode: 'persistent' }]);
});

test('a session that expired is told apart from one that was closed', () => {
  const change = { type: 'close-session', session: 1, silentSince: 0, ephemerals: [] } as const;
  const told = (expired: boolean) =>
    changeText({ zxid: 1, time: 0, client: 'app', change: { ...change, expired }, origin: undefined });
  expect(told(true)).toEqual({ verb: 'expire', client: 'app' });
  expect(told(false)).toEqual({ verb: 'close', client: 'app' });
});
