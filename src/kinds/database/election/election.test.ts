import { describe, expect, test } from 'vitest';
import { lostWrites } from '../../../analysis/metrics.ts';
import type { DatabaseState } from '../state.ts';
import { databaseSystem } from '../../../testing/database-system.ts';

describe('the naive election', () => {
  const election = '{ through: zk, recipe: naive, sessionTimeout: 6s }';

  test('wakes all who wait, and one of them is the primary', () => {
    const driver = databaseSystem(['{ at: 20s, crash: db-1 }'], { election });
    const woken = driver.milestones.filter(
      ({ type, time, node, data }) =>
        type === 'watch-fired' && time > 20e6 && node.startsWith('db') && data.event === 'deleted',
    );
    expect(woken.map(({ node }) => node).sort()).toEqual(['db-2', 'db-3']);
    expect(driver.times('primary-promoted')).toHaveLength(2);
    expect(driver.violations).toEqual([]);
  });

  test('whoever is fastest wins: not always the same', () => {
    const winners = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) =>
      databaseSystem(['{ at: 20s, crash: db-1 }'], { election, seed, duration: '40s' }).holders(
        'primary',
        39,
      ),
    );
    expect(new Set(winners).size).toBeGreaterThan(1);
  });

  test('a primary that is cut off from ZooKeeper steps down before its znode goes', () => {
    const driver = databaseSystem(['{ at: 20s, partition: [[db-1], ["zk-[1..3]"]] }'], { election });
    const [demoted] = driver.times('primary-demoted', 'db-1');
    const [, promoted] = driver.times('primary-promoted');
    expect(demoted).toBeLessThan(promoted ?? 0);
    expect(driver.violations).toEqual([]);
  });
});

describe('Patroni', () => {
  const patroni = (more = '') =>
    `{ through: zk, recipe: patroni, sessionTimeout: 20s, loopWait: 5s, retryTimeout: 5s${more} }`;

  test('the freshest replica is promoted, not the first in line', () => {
    // db-2 hears nothing from the primary for a while before that dies.
    const faults = ['{ at: 15s, cut: [db-1, db-2] }', '{ at: 20s, crash: db-1 }'];
    const queue = databaseSystem(faults);
    expect(queue.holders('primary', 50)).toEqual(['db-2']);
    expect(lostWrites(queue.run)).toBeGreaterThan(10);
    const fresh = databaseSystem(faults, { election: patroni() });
    expect(fresh.holders('primary', 59)).toEqual(['db-3']);
    expect(lostWrites(fresh.run)).toBe(0);
  });

  test('a candidate that lacks more than the maximum lag does not take part, alone or not', () => {
    const faults = ['{ at: 12s, partition: [[db-1], [db-2, db-3]] }', '{ at: 20s, crash: db-1 }'];
    const [strict, lax] = ['20', '10000'].map((lag) =>
      databaseSystem(faults, { election: patroni(`, maximumLag: ${lag}`), duration: '80s' }),
    );
    expect(strict?.holders('primary', 79)).toEqual([]);
    expect(lax?.holders('primary', 79)).toHaveLength(1);
  });

  test('a race goes on for as long as its answers may take, however short the loop', () => {
    // A frozen host answers nobody, so the race takes its 2 s.
    const quick = '{ through: zk, recipe: patroni, sessionTimeout: 6s, loopWait: 1s, retryTimeout: 1s }';
    const driver = databaseSystem(['{ at: 20s, pause: db-1 }'], { election: quick, duration: '40s' });
    const [, promoted = 0] = driver.times('primary-promoted');
    expect(promoted).toBeGreaterThan(26);
    expect(promoted).toBeLessThan(30.5);
  });

  test('a primary that gets no answer from ZooKeeper demotes itself after its loop and retry_timeout', () => {
    const driver = databaseSystem(['{ at: 22s, partition: [[db-1], ["zk-[1..3]"]] }'], {
      election: patroni(),
    });
    const [demoted] = driver.times('primary-demoted', 'db-1');
    expect(demoted).toBeGreaterThan(27);
    expect(demoted).toBeLessThan(32.1);
    expect(driver.violations).toEqual([]);
  });

  test('a frozen primary wakes as a second one until its next loop, unless a watchdog has reset it', () => {
    const pause = ['{ at: 20s, pause: db-1, for: 26s }'];
    const without = databaseSystem(pause, { election: patroni() });
    expect(without.violations.some((line) => line.includes('one-primary'))).toBe(true);
    expect(without.times('primary-demoted', 'db-1')).toHaveLength(1);
    const watched = databaseSystem(pause, { election: patroni(', watchdog: true') });
    expect(watched.violations).toEqual([]);
    expect(watched.times('primary-demoted', 'db-1')).toEqual([46]);
  });

  test('a machine that its watchdog has reset boots again, and follows the next primary', () => {
    const driver = databaseSystem(['{ at: 20s, pause: db-1, for: 26s }'], {
      election: patroni(', watchdog: true'),
      duration: '90s',
    });
    expect(driver.times('node-restarted', 'db-1')).toEqual([76]);
    const [primary] = driver.holders('primary', 89);
    expect(primary).not.toBe('db-1');
    expect(driver.state('db-1', 89)).toMatchObject({ upstream: { primary, streaming: true } });
  });

  describe('with fencing tokens', () => {
    const options = { election: patroni(), db: 'fencing: token, replication: synchronous' };

    test('a replica heeds the token of the leader key that it reads', () => {
      // db-3 starts anew when it can learn the token from nobody but ZooKeeper.
      const faults = [
        '{ at: 20s, crash: db-1 }',
        '{ at: 50s, cut: [db-2, db-3] }',
        '{ at: 51s, crash: db-3, for: 1s }',
      ];
      const driver = databaseSystem(faults, options);
      expect(driver.holders('primary', 59)).toEqual(['db-2']);
      const [primary, replica] = ['db-2', 'db-3'].map((name) => driver.state(name, 59) as DatabaseState);
      expect(primary?.token).toBeGreaterThan(0);
      expect(replica?.knownToken).toBe(primary?.token);
    });

    test('a primary whose key is gone has no reign any more: it is a candidate as all others are', () => {
      // db-2 sleeps through the whole reign of db-1 and hears nothing of it; db-3, which holds its log, cannot be elected.
      const faults = [
        '{ at: 20s, pause: db-2, for: 54s }',
        '{ at: 21s, cut: [db-1, db-2] }',
        '{ at: 46s, partition: [[db-3], ["zk-[1..3]"]], for: 29s }',
        '{ at: 47s, crash: db-1 }',
      ];
      const driver = databaseSystem(faults, { ...options, duration: '110s' });
      expect(driver.times('first-write-accepted', 'db-1')).toHaveLength(1);
      expect(driver.holders('primary', 109)).toEqual(['db-3']);
      expect(driver.violations).toEqual([]);
      expect(lostWrites(driver.run)).toBe(0);
    });
  });
});

describe('no coordination', () => {
  const election = '{ recipe: none }';

  test('the next one takes over three rounds after the primary died, and the old one returns as a replica', () => {
    const driver = databaseSystem(['{ at: 20s, crash: db-1, for: 20s }'], { election });
    expect(driver.holders('primary', 59)).toEqual(['db-2']);
    const [, promoted = 0] = driver.times('primary-promoted');
    expect(promoted).toBeGreaterThan(22);
    expect(promoted).toBeLessThan(24.5);
    expect(driver.violations).toEqual([]);
  });

  test('cut off from each other two sides both have a primary, and one of them loses what it acknowledged', () => {
    const driver = databaseSystem(
      ['{ at: 20s, partition: [[db-1, srv-1], [db-2, db-3, srv-2]], for: 15s }'],
      { election },
    );
    expect(driver.holders('primary', 30)).toEqual(['db-1', 'db-2']);
    expect(driver.violations.some((line) => line.includes('one-primary'))).toBe(true);
    expect(driver.holders('primary', 50)).toEqual(['db-1']);
    expect(lostWrites(driver.run)).toBeGreaterThan(50);
  });
});

describe('fencing by token', () => {
  /** The primary is cut off from ZooKeeper and does not know it; a replica learns of the next one late. */
  const cut = [
    '{ at: 10s, degrade: { between: [zk, db-3], latency: 400ms } }',
    '{ at: 20s, partition: [[db-1], ["zk-[1..3]"]], for: 25s }',
  ];
  const replication = 'replication: synchronous, synchronous: { method: any }';

  test('with synchronous replication the log of a deposed primary is refused, and nothing is lost', () => {
    for (const seed of [1, 2, 3]) {
      const driver = databaseSystem(cut, { db: `fencing: token, ${replication}`, seed });
      expect(driver.holders('primary', 44)).toContain('db-2');
      expect(lostWrites(driver.run)).toBe(0);
      expect(driver.violations).toEqual([]);
    }
    const refused = [1, 2, 3, 4, 5, 6].flatMap((seed) =>
      databaseSystem(cut, { db: `fencing: token, ${replication}`, seed }).times('fencing-rejected', 'db-1'),
    );
    expect(refused.length).toBeGreaterThan(0);
  });

  test('without fencing two primaries acknowledge writes', () => {
    const driver = databaseSystem(cut, { db: 'fencing: none' });
    expect(driver.violations.some((line) => line.includes('one-primary'))).toBe(true);
  });
});
