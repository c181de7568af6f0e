import { describe, expect, test } from 'vitest';
import type { Context } from '../../kernel/kind.ts';
import { Ensemble } from '../../testing/ensemble.ts';
import { Laboratory } from '../../testing/zookeeper-laboratory.ts';
import { MILLISECOND } from '../../lib/units.ts';
import { zookeeper } from './model.ts';

describe('the first election', () => {
  test.each([
    [3, 'FFL'],
    [5, 'FFFFL'],
  ])('of %i servers that start together the highest id wins in epoch 1', (count, roles) => {
    const ensemble = new Ensemble(count).run(2000);
    expect(ensemble.roles).toBe(roles);
    expect(ensemble.server(1).disk.currentEpoch).toBe(1);
  });

  test.each<[number, readonly (readonly number[])[], string]>([
    [3, [[1], [2], [3]], 'FLF'],
    [3, [[1, 3], [2]], 'FFL'],
    [5, [[1], [2], [3], [4], [5]], 'FFLFF'],
    [5, [[5], [4], [3], [2, 1]], 'FFFFL'],
    [
      5,
      [
        [1, 2],
        [3, 4, 5],
      ],
      'FFFFL',
    ],
  ])('of %i that start as %j: no dethroning', (count, order, roles) => {
    const ensemble = new Ensemble(count).strike('crash', ...order.flat()).run(1000);
    for (const sids of order) ensemble.strike('restart', ...sids).run(1500);
    expect(ensemble.roles).toBe(roles);
    expect(ensemble.server(1).disk.currentEpoch).toBe(1);
  });

  test('a lone server of three stays without a leader', () => {
    expect(new Ensemble(3).strike('crash', 1, 3).run(30_000).roles).toBe('x-x');
  });
});

describe('later elections', () => {
  test('the longest history wins, whatever the ids', () => {
    const ensemble = new Ensemble(5).run(1000).strike('crash', 4, 5).run(500).write(1, 3).run(500);
    ensemble.strike('crash', 1, 2, 3).run(500).strike('restart', 2, 4, 5).run(3000);
    expect(ensemble.roles).toBe('xLxFF');
    expect(ensemble.violations).toEqual([]);
  });

  test('one connection a pair carries the votes: the larger id dialled it', () => {
    const ensemble = new Ensemble(3).run(3000);
    const links = [1, 2, 3].map((sid) =>
      ensemble.server(sid).voting.peers.map(({ connection }) => connection),
    );
    const [[two1, three1] = [], [one2, three2] = [], [one3, two3] = []] = links;
    expect([two1, three1, three2]).toEqual([one2, one3, two3]);
    expect(links.flat()).not.toContain(undefined);
  });

  test('a follower whose leader dies in the middle of discovery looks for another one at once', () => {
    const lab = new Laboratory({ clients: [], zoo: { diskSync: 20 * MILLISECOND } });
    lab.strike('crash', 'zk-3');
    while (lab.server('zk-1').disk.acceptedEpoch === 1) lab.wait(1);
    expect(lab.server('zk-1').following?.phase).toBe('discovery');
    lab.strike('crash', 'zk-2');
    lab.wait(5);
    expect(lab.server('zk-1').role).toBe('looking');
  });

  test('a leader without a quorum leaves after syncLimit ticks and at most two more', () => {
    const ensemble = new Ensemble(3, ', syncLimit: 2').run(2000).strike('pause', 1, 2).run(990);
    expect(ensemble.roles).toBe('xxL');
    expect(ensemble.run(1010).roles).toBe('xx-');
  });

  test('once the last zxid of an epoch is near, the leader makes way for a new epoch', () => {
    const ensemble = new Ensemble(3).run(2000);
    const server = ensemble.server(3);
    const { leadership } = server;
    ensemble.simulation.nodes.forEach((node) => {
      if (node.state === server)
        node.state = { ...server, leadership: { ...leadership, counter: 0xfffffffe } };
    });
    ensemble.write(1).run(3000);
    expect(ensemble.roles).toMatch(/^F*LF*$/);
    expect(ensemble.server(3).disk.currentEpoch).toBe(2);
  });
});

describe('rejoining', () => {
  test.each<[string, number, string]>([
    ['truncated', 0, 'trunc'],
    ['replaced with a snapshot once the new epoch has transactions', 3, 'snap'],
  ])('the tail of a leader that was cut off is %s', (_, writes, mode) => {
    const ensemble = new Ensemble(3).run(1000).write(1, 5).write(3).run(500);
    ensemble.partition([3], [1, 2]).write(3, 4).run(1000);
    expect(ensemble.server(3).disk.log.length).toBeGreaterThan(8);
    ensemble.run(3000).write(1, writes).run(500);
    expect(ensemble.roles).toBe('FL-');
    ensemble.heal([3], [1, 2]).run(3000);
    expect(ensemble.roles).toBe('FLF');
    expect(ensemble.server(3).following?.mode).toBe(mode);
    expect(ensemble.trees).toBe(1);
    expect(ensemble.violations).toEqual([]);
  });

  test('the tail of a leader that lost its quorum is committed when it wins again', () => {
    const ensemble = new Ensemble(3).run(1000).strike('crash', 1, 2).write(3, 2).run(50);
    ensemble.strike('crash', 3).run(100).strike('restart', 1, 2, 3).run(3000);
    expect(ensemble.roles).toBe('FFL');
    expect(ensemble.trees).toBe(1);
    expect(ensemble.violations).toEqual([]);
  });

  test('within 500 transactions a follower catches up by DIFF, beyond by SNAP', () => {
    const absent = (writes: number, options = ''): Ensemble => {
      const ensemble = new Ensemble(3, options).run(1000).write(1, 3).run(500).strike('crash', 2).run(100);
      return ensemble.write(1, writes).run(3000).strike('restart', 2).run(2000);
    };
    const [near, far, logged] = [absent(400), absent(700), absent(700, ', syncFromLog: true')];
    expect(near.server(2).following?.mode).toBe('diff');
    expect(far.server(2).following?.mode).toBe('snap');
    expect(far.server(2).disk.base.count).toBe(704);
    expect(logged.server(2).following?.mode).toBe('diff');
    for (const ensemble of [near, far, logged]) {
      expect(ensemble.roles).toBe('FFL');
      expect(ensemble.trees).toBe(1);
      expect(ensemble.violations).toEqual([]);
    }
  });

  test('a snapshot that a leader sent outlives the process', () => {
    const ensemble = new Ensemble(3).run(1000).strike('crash', 2).write(1, 700).run(3000);
    ensemble.strike('restart', 2).run(2000).strike('crash', 2).run(100).strike('restart', 2).run(2000);
    expect(ensemble.server(2).following?.mode).toBe('diff');
    expect(ensemble.trees).toBe(1);
  });

  test('snapshots of its own shorten the replay and change nothing', () => {
    const ensemble = new Ensemble(3, ', snapCount: 100').run(1000);
    for (let batch = 0; batch < 4; batch++) ensemble.write(1, 100).run(1000);
    const { snapshot } = ensemble.server(2).disk;
    expect(snapshot.count).toBeGreaterThan(300);
    ensemble.strike('crash', 1, 2, 3).run(100).strike('restart', 1, 2, 3).run(3000);
    expect(ensemble.server(2).snapshots.remembered).toBeGreaterThanOrEqual(snapshot.count);
    expect(ensemble.trees).toBe(1);
    expect(ensemble.violations).toEqual([]);
  });
});

describe('observers', () => {
  test('serve clients and learn what is committed, but count for nothing', () => {
    const ensemble = new Ensemble(5, ', observers: 2').run(3000).write(4, 5).run(500);
    expect(ensemble.roles).toBe('FFLOO');
    expect(ensemble.written(4)).toBe(5);
    expect(ensemble.server(5).disk.log.length).toBe(6);
    expect(ensemble.trees).toBe(1);
    expect(ensemble.strike('crash', 1, 2).run(6000).roles).toBe('xx---');
  });

  test('find the next leader', () => {
    const ensemble = new Ensemble(5, ', observers: 2').run(3000).strike('crash', 3).run(3000);
    expect(ensemble.roles).toBe('FLxOO');
    expect(ensemble.violations).toEqual([]);
  });
});

describe('durability', () => {
  test('without forceSync a power cut at a quorum loses what was answered; with it nothing', () => {
    const outcome = (forceSync: boolean): Ensemble => {
      const ensemble = new Ensemble(3, `, diskSync: 50ms, forceSync: ${String(forceSync)}`).run(2000);
      ensemble.write(1, 3).run(400).write(1, 3).run(30).strike('unplug', 1, 2, 3);
      return ensemble.run(500).strike('plug', 1, 2, 3).run(4000);
    };
    const [fast, safe] = [outcome(false), outcome(true)];
    expect([fast.written(1), safe.written(1)]).toEqual([6, 3]);
    expect([fast.server(1).disk.log.length, safe.server(1).disk.log.length]).toEqual([4, 4]);
    expect(fast.violations).not.toEqual([]);
    expect(safe.violations).toEqual([]);
  });

  test('with the old order of NEWLEADER elections and writes go on as well', () => {
    const ensemble = new Ensemble(3, ', strictNewLeader: false').run(1000).write(1, 9).run(500);
    ensemble.strike('crash', 3).run(2000).write(1, 9).run(2000).strike('restart', 3).run(3000);
    expect(ensemble.roles).toBe('FLF');
    expect(ensemble.trees).toBe(1);
    expect(ensemble.violations).toEqual([]);
  });
});

test('one that crashed between the history of a new leader and the epoch takes the epoch from the history', () => {
  const written = new Ensemble(3).run(1000).write(1, 2).run(500).server(1);
  const disk = { ...written.disk, acceptedEpoch: 1, currentEpoch: 0 };
  const nothing = (): undefined => undefined;
  const ctx = {
    now: 0, self: 'zk-1', startTimer: nothing, cancelTimer: nothing, milestone: nothing, connect: () => 1,
  } as unknown as Context; // prettier-ignore
  expect(zookeeper.start(written.config, disk, ctx).disk.currentEpoch).toBe(1);
});
