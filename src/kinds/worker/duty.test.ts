import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { Driver, scenarioOf } from '../../testing/driver.ts';
import type { WorkerState } from './state.ts';

function crew(duty: string, faults: readonly string[] = [], more = ''): Driver {
  return new Driver(`seed: 5
duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  api: { kind: api-server, count: 2 }
  crew: { kind: worker, count: 3, targets: [api], rate: 0/s, sessionTimeout: 4s, ${duty} }
${more}
faults: [${faults.join(', ')}]
`);
}

/** Who led, in order. */
function reign(driver: Driver): readonly string[] {
  return driver.milestones
    .filter(({ type }) => type === 'primary-elected' || type === 'primary-demoted')
    .map(({ type, node }) => `${node} ${type.slice('primary-'.length)}`);
}

function jobsAt(driver: Driver, seconds: number): readonly number[] {
  return ['crew-1', 'crew-2', 'crew-3'].map(
    (one) => (driver.state(one, seconds) as WorkerState | undefined)?.jobs ?? 0,
  );
}

const LEADER = 'leader: { through: zk, path: /jobs/report, every: 2s }';

describe('a periodic job', () => {
  test('is done by one worker of the group, as often as it says', () => {
    const driver = crew(LEADER);
    expect(reign(driver)).toEqual(['crew-1 elected']);
    expect(jobsAt(driver, 39)).toEqual([18, 0, 0]);
    expect(metricsOf(driver.run).requests).toBe(18);
  });

  test('is taken over when the session of its leader expires', () => {
    const driver = crew(LEADER, ['{ at: 11s, crash: crew-1 }']);
    expect(reign(driver)).toEqual(['crew-1 elected', 'crew-2 elected']);
    const [expired = 99] = driver.times('session-expired', 'crew-1');
    const [, second = 0] = driver.times('primary-elected');
    expect(second - expired).toBeLessThan(0.1);
    expect(jobsAt(driver, 39)[1]).toBeGreaterThan(8);
  });

  test('is left alone by who cannot reach ZooKeeper', () => {
    const driver = crew(LEADER, ['{ at: 11s, cut: [crew-1, zk], for: 12s }']);
    expect(reign(driver)).toEqual(['crew-1 elected', 'crew-1 demoted', 'crew-2 elected']);
  });

  test('is done by two when its leader was frozen and has not been told yet', () => {
    const driver = crew(LEADER.replace('2s', '100ms'), ['{ at: 11s, pause: crew-1, for: 9s }']);
    const [before, after] = [jobsAt(driver, 19.9)[0] ?? 0, jobsAt(driver, 25)[0] ?? 0];
    expect(jobsAt(driver, 19.9)[1]).toBeGreaterThan(20);
    expect(after).toBeGreaterThan(before);
    expect(reign(driver).at(-1)).toBe('crew-1 demoted');
  });
});

describe('a work queue', () => {
  const QUEUE = 'queue: { through: zk, path: /queue }';
  const producer = (rate: string) =>
    `  shop: { kind: zookeeper-client, through: zk, workload: queue-producer, path: /queue, rate: ${rate}, sessionTimeout: 4s }`;

  test('gives each item to one worker', () => {
    const driver = crew(QUEUE, ['{ at: 30s, crash: shop }'], producer('20/s'));
    const created = driver.milestones.filter(
      ({ type, data }) => type === 'znode-created' && String(data.path).includes('/qn-'),
    );
    const taken = driver.milestones.filter(
      ({ type, data }) => type === 'znode-deleted' && String(data.path).includes('/qn-'),
    );
    expect(created.length).toBeGreaterThan(400);
    expect(new Set(taken.map(({ data }) => data.path)).size).toBe(taken.length);
    expect(taken).toHaveLength(created.length);
    expect(jobsAt(driver, 40).reduce((a, b) => a + b, 0)).toBe(created.length);
    expect(Math.min(...jobsAt(driver, 40))).toBeGreaterThan(10);
  });

  test('loses the item that a worker had taken when it crashed', () => {
    const faults = [
      '{ at: 20s, slow: { node: api, by: 1000x } }',
      '{ at: 20.5s, crash: crew-1 }',
      '{ at: 21s, restore: api }',
      '{ at: 30s, crash: shop }',
    ];
    const driver = crew(QUEUE, faults, producer('20/s'));
    const taken = driver.milestones.filter(
      ({ type, data }) => type === 'znode-deleted' && String(data.path).includes('/qn-'),
    );
    const before = jobsAt(driver, 20.45)[0] ?? 0;
    const [, second = 0, third = 0] = jobsAt(driver, 40);
    expect(taken.length - before - second - third).toBe(1);
  });
});

test('a worker has one of leader and queue, and one ensemble', () => {
  const text = (options: string) => () =>
    scenarioOf(`ensemble: 1
title: x
nodes:
  zk: { kind: zookeeper }
  zoo: { kind: zookeeper }
  api: { kind: api-server }
  a: { kind: worker, targets: [api], ${options} }
`);
  expect(text('leader: { through: zk }, queue: { through: zk }')).toThrow('7:63 a has leader and queue');
  expect(text('config: { watch: /c, through: zk }, leader: { through: zoo }')).toThrow(
    '7:82 a watches its config through zk and cannot elect a leader through zoo',
  );
});
