import { describe, expect, test } from 'vitest';
import { defined } from '../lib/assert.ts';
import { databaseSystem } from '../testing/database-system.ts';
import { Driver } from '../testing/driver.ts';
import { failoversOf } from './anatomy.ts';
import { effectsOf } from './effects.ts';
import { causeChain } from './why.ts';

/** The milestone of a type at a node after 20 s, and those behind it, effect first. */
function why({ run, milestones }: Driver, type: string, node = 'db-1'): readonly string[] {
  const asked = milestones.find((one) => one.type === type && one.node === node && one.time > 20_000_000);
  return causeChain(run, defined(asked, type).id)
    .filter(({ kind }) => kind === 'milestone')
    .map((link) => `${link.type} ${link.node}`);
}

const QUEUE = '{ through: zk, sessionTimeout: 6s }';
const PATRONI = '{ through: zk, recipe: patroni, sessionTimeout: 20s, loopWait: 5s, retryTimeout: 5s }';

const demotion = (fault: string, election: string) =>
  why(databaseSystem([`{ at: 20s, ${fault} }`], { election, duration: '30s' }), 'primary-demoted');

describe.each([
  ['the lease of a primary', QUEUE],
  ['the patience of Patroni', PATRONI],
])('%s runs out', (_name, election) => {
  test.each([
    ['its links are cut', 'partition: [["zk-[1..3]"], [db-1]]', 'link-cut zk-1'],
    ['its links are slow', 'degrade: { between: [db-1, zk], latency: 3s }', 'fault-began db-1'],
    ['it lost its network', 'isolate: db-1', 'node-isolated db-1'],
    ['its server stands still', 'pause: [zk-1, zk-2, zk-3], for: 20s', 'node-paused zk-2'],
  ])('because %s', (_why, fault, cause) => {
    expect(demotion(fault, election)).toEqual(['primary-demoted db-1', cause]);
  });

  test('because the quorum was lost', () => {
    const chain = demotion('crash: [zk-1, zk-2]', election);
    expect(chain).toContain('quorum-lost zk-3');
    expect(chain.at(-1)).toMatch(/^node-crashed zk-[12]$/u);
  });
});

test('a primary that slept through its lease steps down because it was paused', () => {
  expect(demotion('pause: db-1, for: 8s', QUEUE).at(-1)).toBe('node-paused db-1');
});

test('so does whoever holds a lock', () => {
  const driver = new Driver(`seed: 5
duration: 25s
nodes:
  zk: { kind: zookeeper, count: 3 }
  app: { kind: zookeeper-client, count: 2, through: zk, workload: lock, fencing: session, sessionTimeout: 6s, hold: 60s }
faults: [{ at: 20s, partition: [[app-1], [zk]] }]`);
  expect(why(driver, 'lock-released', 'app-1')).toEqual(['lock-released app-1', 'link-cut app-1']);
});

describe('the first lease after an election that is never renewed', () => {
  const driver = databaseSystem(
    ['{ at: 12s, crash: db-1 }', '{ at: 20300ms, partition: [[db-2], [zk-1, zk-2]] }'],
    { election: '{ through: zk, sessionTimeout: 8s }', duration: '35s' },
  );

  test('runs out because of the cut after the election, not because of the crash that led to that', () => {
    expect(why(driver, 'primary-demoted', 'db-2')).toEqual(['primary-demoted db-2', 'link-cut db-2']);
  });

  test('ends the reign, and that the same database is primary again is an effect but no failover', () => {
    const demoted = driver.milestones.find(({ type }) => type === 'primary-demoted');
    const effects = effectsOf(driver.run, defined(demoted, 'step-down').id);
    expect(effects?.effects[0]).toMatchObject({ type: 'primary-promoted', node: 'db-2' });
    expect(effects?.failedRequests).toBeGreaterThan(0);
    expect(failoversOf(driver.run).map(({ before, after }) => [before, after])).toEqual([['db-1', 'db-2']]);
  });

  test('is an effect of the cut and not of the crash', () => {
    const effects = (type: string): readonly string[] =>
      effectsOf(
        driver.run,
        defined(
          driver.milestones.find((one) => one.type === type),
          type,
        ).id,
      )?.effects.map((one) => one.type) ?? [];
    expect(effects('link-cut')).toContain('primary-demoted');
    expect(effects('node-crashed')).not.toContain('primary-demoted');
  });
});
