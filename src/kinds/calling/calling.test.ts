import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { Driver, scenarioOf } from '../../testing/driver.ts';
import type { WorkerState } from '../worker/state.ts';

const MS = 1000;

interface Options {
  readonly targets?: string;
  readonly duration?: number;
}

function workers(
  faults: readonly string[],
  { targets = '{ discover: /services/api, through: zk }', duration = 30 }: Options = {},
): Driver {
  return new Driver(`duration: ${String(duration)}s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 1s }
  api: { kind: api-server, count: 2, register: { in: /services/api, through: zk }, sessionTimeout: 6s }
  crew: { kind: worker, count: 2, targets: ${targets}, rate: 40/s, timeout: 500ms, sessionTimeout: 6s }
faults: [${faults.join(', ')}]
`);
}

function known(driver: Driver, seconds: number, node = 'crew-1'): readonly string[] {
  return (driver.state(node, seconds) as WorkerState).instances;
}

/** When `to` first got a message of a type after a time, in µs. */
function firstMessage(driver: Driver, to: string, type: string, after: number): number {
  const { recording } = driver.run.simulation;
  const index = driver.run.simulation.indexOf(to);
  for (let number = 0; number < recording.events; number++) {
    const { time, node, occurrence } = recording.event(number);
    if (node === index && time >= after && occurrence.message.type === type) return time;
  }
  return Infinity;
}

describe('an instance that is added', () => {
  const driver = workers(['{ at: 10s, add: { group: api } }']);
  const created = driver.milestones.find(
    ({ type, data }) => type === 'znode-created' && data.path === '/services/api/api-3',
  );

  test('registers within milliseconds of its start', () => {
    expect(driver.times('instance-added', 'api-3')).toEqual([10]);
    expect(created?.time).toBeGreaterThan(10_000 * MS);
    expect(created?.time).toBeLessThan(10_020 * MS);
  });

  test('is called a few milliseconds after its registration', () => {
    const called = firstMessage(driver, 'api-3', 'http-get', 10_000 * MS);
    const since = called - (created?.time ?? 0);
    // One notification, one list, one read of its address, each half a millisecond a way, and the next task's turn.
    expect(since).toBeGreaterThan(2 * MS);
    expect(since).toBeLessThan(60 * MS);
    const crews = ['crew-1', 'crew-2'].map((crew) => {
      const { recording } = driver.run.simulation;
      let micros = created?.time ?? 0;
      while (
        !(recording.statesAt(micros)[driver.run.simulation.indexOf(crew)] as WorkerState).instances.includes(
          'api-3',
        )
      ) {
        micros += 100;
      }
      return micros - (created?.time ?? 0);
    });
    expect(Math.max(...crews)).toBeLessThan(6 * MS);
  });
});

describe('an instance that leaves', () => {
  test('gracefully is forgotten at once, and nobody notices', () => {
    const driver = workers(['{ at: 10s, remove: { group: api } }']);
    expect(known(driver, 9.99)).toEqual(['api-1', 'api-2']);
    expect(known(driver, 10.02)).toEqual(['api-1']);
    expect(driver.times('session-closed', 'api-2')[0]).toBeLessThan(10.02);
    expect(driver.state('api-2', 10.3)).toBeUndefined();
    expect(metricsOf(driver.run).failed).toBe(0);
  });

  test('by a crash is known until its session expires; retries make up for it', () => {
    const driver = workers(['{ at: 10s, crash: api-2 }']);
    const [expired = 0] = driver.times('session-expired', 'api-2');
    expect(expired).toBeGreaterThan(13);
    expect(known(driver, expired - 0.01)).toEqual(['api-1', 'api-2']);
    expect(known(driver, expired + 0.02)).toEqual(['api-1']);
    expect(metricsOf(driver.run).failed).toBe(0);
  });

  test('and comes back with another session takes the place of its old znode', () => {
    const driver = workers(['{ at: 10s, crash: api-2, for: 500ms }']);
    expect(known(driver, 29)).toEqual(['api-1', 'api-2']);
    expect(driver.violations).toEqual([]);
  });
});

describe('a hard-coded list', () => {
  test('never learns of a replacement', () => {
    const faults = [
      '{ at: 10s, remove: { group: api, count: 2, abrupt: true } }',
      '{ at: 10s, add: { group: api, count: 2 } }',
    ];
    const hard = workers(faults, { targets: 'api' });
    expect(known(hard, 29)).toEqual(['api-1', 'api-2']);
    expect(metricsOf(hard.run).outcomes.timeout).toBeGreaterThan(1000);
    const found = workers(faults);
    expect(known(found, 29)).toEqual(['api-3', 'api-4']);
    expect(metricsOf(found.run).outcomes.timeout).toBeUndefined();
  });

  test('is what its group has when the worker starts', () => {
    const faults = ['{ at: 10s, add: { group: api } }', '{ at: 12s, crash: crew-1, for: 1s }'];
    const driver = workers(faults, { targets: '[api]' });
    expect([known(driver, 11), known(driver, 14)]).toEqual([
      ['api-1', 'api-2'],
      ['api-1', 'api-2', 'api-3'],
    ]);
  });
});

test('while ZooKeeper is away the last known list stands, and afterwards the list is what it is', () => {
  const driver = workers(['{ at: 10s, crash: zk, for: 10s }', '{ at: 12s, add: { group: api } }'], {
    duration: 40,
  });
  expect(known(driver, 19)).toEqual(['api-1', 'api-2']);
  expect(known(driver, 39)).toEqual(['api-1', 'api-2', 'api-3']);
  expect(metricsOf(driver.run).failed).toBe(0);
});

test('a service finds the one that it calls, and says when that one fails', () => {
  const driver = new Driver(`duration: 20s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 1s }
  users: { kind: client, target: shop, rate: 50/s }
  shop: { kind: service, count: 2, targets: { discover: /services/stock, through: zk }, register: { in: /services/shop, through: zk } }
  stock: { kind: api-server, count: 2, register: { in: /services/stock, through: zk } }
faults:
  - { at: 10s, remove: { group: stock, count: 2 } }
`);
  const before = metricsOf(driver.run);
  expect(before.outcomes['status 503']).toBeGreaterThan(400);
  expect(before.outcomes.ok).toBeGreaterThan(270);
  expect(
    driver.run.simulation.recording.milestones
      .filter(({ type }) => type === 'znode-created')
      .map(({ data }) => data.path),
  ).toContain('/services/shop/shop-2');
});

test('a batch job wakes at its interval and makes its calls one after the other', () => {
  const driver = new Driver(`duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 1s }
  night: { kind: batch-job, targets: { discover: /services/api, through: zk }, interval: 10s, calls: 7 }
  api: { kind: api-server, count: 2, register: { in: /services/api, through: zk } }
`);
  const { requests, failed } = metricsOf(driver.run);
  expect([requests % 7, failed]).toEqual([0, 0]);
  expect(requests).toBeGreaterThanOrEqual(21);
});

describe('a scenario', () => {
  const problemOf = (node: string) => () =>
    scenarioOf(`ensemble: 1
title: x
nodes:
  zk: { kind: zookeeper, count: 3 }
  zoo: { kind: zookeeper }
  a: ${node}
`);

  test('registers and discovers through one ensemble', () => {
    const targets = 'targets: { discover: /b, through: zk }';
    expect(problemOf(`{ kind: service, ${targets}, register: { in: /a, through: zoo } }`)).toThrow(
      '6:32 a registers through zoo and cannot discover through zk',
    );
    expect(problemOf(`{ kind: service, ${targets}, register: { in: /a, through: zk } }`)).not.toThrow();
  });

  test.each([
    ['{ kind: worker, targets: { discover: /b } }', '6:31 targets needs through'],
    [
      '{ kind: worker, targets: { discover: /b, through: a } }',
      '6:56 a is of kind worker; through takes zookeeper',
    ],
    [
      '{ kind: worker, targets: zk }',
      '6:31 zk is of kind zookeeper; targets takes api-server, service or load-balancer',
    ],
  ])('%s', (node, problem) => {
    expect(problemOf(node)).toThrow(problem);
  });
});
