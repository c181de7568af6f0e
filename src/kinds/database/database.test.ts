import { describe, expect, test } from 'vitest';
import { lostWrites } from '../../analysis/metrics.ts';
import { Driver } from '../../testing/driver.ts';
import { databaseSystem as system } from '../../testing/database-system.ts';
import { commonLsn } from './log/replication.ts';

describe('the queue election', () => {
  test('the next in line takes over, exactly once', () => {
    const driver = system(['{ at: 20s, crash: db-1 }']);
    expect(driver.holders('primary', 19)).toEqual(['db-1']);
    expect(driver.holders('primary', 35)).toEqual(['db-2']);
    expect(driver.times('primary-elected', 'db-2')).toHaveLength(1);
    expect(lostWrites(driver.run)).toBe(0);
    expect(driver.violations).toEqual([]);
  });

  test('a dead candidate in the middle of the queue is passed over', () => {
    const driver = system(['{ at: 6s, crash: db-2 }', '{ at: 25s, crash: db-1 }']);
    expect(driver.holders('primary', 40)).toEqual(['db-3']);
  });

  test('a former primary comes back as a replica and has the whole log again', () => {
    const driver = system(['{ at: 20s, crash: db-1 }', '{ at: 35s, restart: db-1 }']);
    expect(driver.holders('primary', 59)).toEqual(['db-2']);
    const lengths = ['db-1', 'db-2', 'db-3'].map(
      (name) => (driver.state(name, 59) as { log: { length: number } }).log.length,
    );
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(5);
    expect(driver.times('replica-following', 'db-1').at(-1)).toBeGreaterThan(35);
  });

  test('one database alone has nobody to take over', () => {
    const driver = system(['{ at: 20s, crash: db-1, for: 20s }'], { databases: 1 });
    expect(driver.holders('primary', 30)).toEqual([]);
    expect(driver.holders('primary', 55)).toEqual(['db-1']);
  });
});

describe('fencing by session', () => {
  test('a primary that cannot reach ZooKeeper steps down before anybody else is promoted', () => {
    const driver = system(['{ at: 20s, partition: [[db-1], ["zk-[1..3]"]] }']);
    const [demoted] = driver.times('primary-demoted', 'db-1');
    const [promoted] = driver.times('primary-promoted', 'db-2');
    expect(demoted).toBeLessThan(promoted ?? 0);
    expect(driver.violations).toEqual([]);
  });

  test('so it does when only its own ZooKeeper server is cut off from the rest', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const driver = system(['{ at: 20s, partition: [[zk-1, db-1], [zk-2, zk-3, db-2, db-3]] }'], { seed });
      expect(driver.violations.filter((line) => line.includes('one-primary'))).toEqual([]);
      expect(driver.holders('primary', 45)).toEqual(['db-2']);
    }
  });

  test('a primary that was frozen past its session acknowledges nothing when it wakes', () => {
    const driver = system(['{ at: 20s, pause: db-1, for: 20s }']);
    expect(driver.times('primary-demoted', 'db-1')).toEqual([40]);
    expect(driver.violations).toEqual([]);
    expect(lostWrites(driver.run)).toBe(0);
  });

  test('one that steps down and finds its session alive is promoted again, without an election', () => {
    const driver = system(['{ at: 20s, pause: db-1, for: 4.5s }']);
    expect(driver.times('primary-promoted', 'db-1')).toHaveLength(2);
    expect(driver.times('primary-elected')).toHaveLength(1);
  });

  test('without fencing the frozen primary wakes as a second one, and the checkers say so', () => {
    const driver = system(['{ at: 20s, pause: db-1, for: 20s }'], { db: 'fencing: none' });
    expect(driver.violations.some((line) => line.startsWith('40.000') && line.includes('one-primary'))).toBe(
      true,
    );
  });
});

describe('replication', () => {
  test('asynchronous failover loses what the next in line had not received', () => {
    const cut = '{ at: 18s, partition: [[db-1], [db-2, db-3]], for: 5s }';
    const driver = system([cut, '{ at: 20s, unplug: db-1 }']);
    expect(driver.holders('primary', 40)).toEqual(['db-2']);
    expect(driver.times('write-lost')).toHaveLength(1);
    expect(lostWrites(driver.run)).toBeGreaterThan(10);
    expect(driver.violations.some((line) => line.includes('no-lost-write'))).toBe(true);
  });

  test('what a primary acknowledged after the next one was promoted is told as lost when it is cut off', () => {
    const driver = new Driver(`duration: 60s
nodes:
  app: { kind: client, target: srv, rate: 40/s, writes: 100% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, fencing: none, election: { through: zk, sessionTimeout: 6s } }
faults: [{ at: 10s, cut: [srv, zk] }, { at: 12s, pause: db-1, for: 15s }]
`);
    const told = driver.milestones.filter(({ type }) => type === 'write-lost');
    expect(told.map(({ node }) => node)).toEqual(['db-1']);
    expect(told[0]?.data.count).toBe(lostWrites(driver.run));
    expect(lostWrites(driver.run)).toBeGreaterThan(10);
    expect(driver.violations.filter((line) => line.includes('no-lost-write'))).toHaveLength(1);
  });

  test('a former primary cuts off what the new one never had, and says what', () => {
    const cut = '{ at: 18s, partition: [[db-1], [db-2, db-3]], for: 5s }';
    const driver = system([cut, '{ at: 20s, unplug: db-1, for: 20s }']);
    const [rewound] = driver.milestones.filter((milestone) => milestone.type === 'log-rewound');
    expect(rewound?.node).toBe('db-1');
    expect((rewound?.data.writes as readonly string[]).length).toBeGreaterThan(10);
  });

  test.each([
    ['nothing in common', [{ timeline: 1, after: 0, primary: 'a' }], 9, [], 0, 0],
    ['a replica behind', [{ timeline: 1, after: 0, primary: 'a' }], 9, [{ timeline: 1, after: 0, primary: 'a' }], 4, 4],
    ['a former primary ahead', [{ timeline: 1, after: 0, primary: 'a' }, { timeline: 2, after: 5, primary: 'b' }], 9, [{ timeline: 1, after: 0, primary: 'a' }], 8, 5],
    [
      'two reigns from one past',
      [{ timeline: 1, after: 0, primary: 'a' }, { timeline: 3, after: 6, primary: 'c' }],
      9,
      [{ timeline: 1, after: 0, primary: 'a' }, { timeline: 2, after: 5, primary: 'b' }],
      8,
      5,
    ],
    [
      'two reigns of one number',
      [{ timeline: 1, after: 0, primary: 'a' }, { timeline: 2, after: 5, primary: 'b' }],
      9,
      [{ timeline: 1, after: 0, primary: 'a' }, { timeline: 2, after: 5, primary: 'c' }],
      8,
      5,
    ],
  ] as const)('the common log of %s', (_, mine, mineEnd, theirs, theirsEnd, common) => {
    expect(commonLsn(mine, mineEnd, theirs, theirsEnd)).toBe(common);
  }); // prettier-ignore
});

describe('an API server that tries writes again', () => {
  const failed = (retryWrites: string): number => {
    const driver = new Driver(`duration: 40s
nodes:
  app: { kind: client, target: srv, rate: 20/s, writes: 100%, timeout: 20s }
  srv: { kind: api-server, count: 2, database: db, retryWrites: ${retryWrites} }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 3, election: { through: zk, sessionTimeout: 4s } }
faults: [{ at: 10s, crash: db-1 }]
`);
    return driver.run.simulation.recording.observations.filter(
      ({ value }) => 'ok' in value && value.ok === false,
    ).length;
  };

  test('bridges a failover that is shorter than its patience, and no longer one', () => {
    expect(failed('0s')).toBeGreaterThan(80);
    expect(failed('2s')).toBeGreaterThan(20);
    expect(failed('12s')).toBe(0);
  });
});
