import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { sizeOf } from '../../lib/sorted-map.ts';
import { Driver } from '../../testing/driver.ts';
import type { ApiServerState } from './state.ts';

interface Setting {
  readonly api?: string;
  readonly users?: string;
  readonly faults?: readonly string[];
  readonly nodes?: string;
}

function server({ api = '', users = 'rate: 50/s', faults = [], nodes = '' }: Setting): Driver {
  return new Driver(`duration: 30s
nodes:
  users: { kind: client, target: lb, ${users} }
  lb: { kind: load-balancer, targets: [api], check: { interval: 1s, timeout: 500ms, fall: 3, rise: 2 } }
  api: { kind: api-server, ${api} }
${nodes}
faults: [${faults.join(', ')}]
`);
}

function tookOf(driver: Driver): readonly number[] {
  return driver.run.simulation.recording.observations
    .flatMap(({ value }) => (value.type === 'request' && 'took' in value ? [Number(value.took) / 1000] : []))
    .sort((a, b) => a - b);
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(share * sorted.length)] ?? 0;

describe('service time', () => {
  test('is log-normal with the median and the 99th percentile that were asked for', () => {
    const took = tookOf(
      server({ api: 'serviceTime: { median: 30ms, p99: 200ms }', users: 'rate: 200/s, timeout: 9s' }),
    );
    // Two milliseconds are the network's: four links of 500 us.
    expect(percentile(took, 0.5)).toBeGreaterThan(30);
    expect(percentile(took, 0.5)).toBeLessThan(34);
    expect(percentile(took, 0.99)).toBeGreaterThan(170);
    expect(percentile(took, 0.99)).toBeLessThan(235);
  });

  test('is exponential by its mean', () => {
    const took = tookOf(
      server({ api: 'serviceTime: { mean: 20ms, distribution: exponential }', users: 'rate: 200/s' }),
    );
    const mean = took.reduce((sum, one) => sum + one, 0) / took.length;
    expect(mean).toBeGreaterThan(20.5);
    expect(mean).toBeLessThan(24);
    expect(percentile(took, 0.5)).toBeLessThan(18);
  });

  test('is longer after a start, less and less until the server is warm', () => {
    const driver = server({ api: 'serviceTime: 10ms, warmUp: 10s, coldBy: 11', users: 'rate: 50/s' });
    const at = (seconds: number): number => {
      const near = driver.run.simulation.recording.observations.find(({ time }) => time > seconds * 1e6);
      return near !== undefined && 'took' in near.value ? Number(near.value.took) / 1000 : 0;
    };
    // It started at 2 s and clients begin at 4 s: 80 % of the tenfold surcharge are left, at 7 s half of it.
    expect(at(4.5)).toBeGreaterThan(75);
    expect(at(7)).toBeGreaterThan(55);
    expect(at(7)).toBeLessThan(70);
    expect(at(12.5)).toBeLessThan(14);
  });
});

describe('concurrency and queue', () => {
  test('one request at a time serves no more than its service time allows, and a full queue says 503 at once', () => {
    const driver = server({
      api: 'serviceTime: 50ms, concurrency: 1, queue: 4, health: { throughQueue: false }',
      users: 'rate: 100/s',
    });
    const { reasons, requests } = metricsOf(driver.run);
    const seconds = 26;
    expect(reasons.ok).toBeGreaterThan(0.95 * 20 * seconds);
    expect(reasons.ok).toBeLessThanOrEqual(20 * seconds + 1);
    expect((reasons.ok ?? 0) + (reasons['queue-full'] ?? 0)).toBe(requests);
    const state = driver.state('api', 29) as ApiServerState;
    expect(sizeOf(state.waiting)).toBeLessThanOrEqual(4);
    expect(state.busy).toBe(sizeOf(state.serving));
    // A health check that waits for nobody goes on.
    expect(driver.times('marked-down')).toEqual([]);
  });

  test('a health check waits behind the requests of a saturated server, which is then marked down', () => {
    const driver = server({ api: 'serviceTime: 50ms, concurrency: 1', users: 'rate: 40/s' });
    expect(driver.times('marked-down', 'api').length).toBeGreaterThan(0);
    expect(driver.milestones.find(({ type }) => type === 'marked-down')?.reason).toBe('timeout');
  });
});

describe('faults', () => {
  const nodes = '  db: { kind: database }';

  test('a shallow health check does not see a dead database, a deep one takes the server out', () => {
    const faults = ['{ at: 10s, crash: db }'];
    const shallow = server({ api: 'database: db', faults, nodes });
    expect(shallow.times('marked-down')).toEqual([]);
    expect(metricsOf(shallow.run).reasons['database-down']).toBeGreaterThan(900);
    const deep = server({ api: 'database: db, health: { deep: database }', faults, nodes });
    expect(deep.times('marked-down', 'api')[0]).toBeGreaterThan(12);
    expect(metricsOf(deep.run).reasons['no-server']).toBeGreaterThan(800);
  });

  test('a deep health check of a silent database fails by its own timeout', () => {
    const driver = server({
      api: 'database: db, health: { deep: database, timeout: 200ms }',
      faults: ['{ at: 10s, pause: db }'],
      nodes,
    });
    expect(driver.milestones.find(({ type }) => type === 'marked-down')?.reason).toBe('status 503');
  });

  test('a hanging server answers nothing more, not even what it was working on', () => {
    const driver = server({ api: 'serviceTime: 500ms', faults: ['{ at: 10s, hang: api }'] });
    const ends = driver.run.simulation.recording.observations.flatMap(({ time, value }) =>
      'ok' in value && value.ok === true ? [time / 1e6] : [],
    );
    expect(Math.max(...ends)).toBeLessThan(10.01);
    expect(driver.milestones.find(({ type }) => type === 'marked-down')?.reason).toBe('timeout');
  });
});

test('reads from the primary are never stale, and end with it', () => {
  const read = (api: string, fault: string) =>
    metricsOf(
      server({
        api: `database: db, ${api}`,
        users: 'rate: 50/s, writes: 30%',
        nodes: '  db: { kind: database, count: 2 }',
        faults: [fault],
      }).run,
    );
  const late = '{ at: 10s, degrade: { between: [db-1, db-2], latency: 1s }, for: 5s }';
  expect(read('readsFrom: all', late).staleReads).toBeGreaterThan(30);
  expect(read('readsFrom: primary', late).staleReads).toBe(0);
  expect(read('readsFrom: all', '{ at: 20s, crash: db-1 }').readAvailability).toBeGreaterThan(0.98);
  expect(read('readsFrom: primary', '{ at: 20s, crash: db-1 }').readAvailability).toBeLessThan(0.7);
});

describe('writes on a resource', () => {
  const shared = (targets: string, users = 'rate: 20/s, writes: 100%') =>
    new Driver(`duration: 8s
nodes:
  users: { kind: client, target: lb, ${users} }
  lb: { kind: load-balancer, targets: [${targets}] }
  api: { kind: api-server, count: 2, serviceTime: 100ms, concurrency: 1, resource: books }
  books: { kind: resource }
`);

  test('overlap where two servers work at once, and not where one works alone', () => {
    expect(shared('api').violations.length).toBeGreaterThan(10);
    expect(shared('api-1').violations).toEqual([]);
  });

  test('are answered once the resource has them, reads without it', () => {
    const driver = shared('api-1', 'rate: 4/s, writes: 50%');
    const took = tookOf(driver);
    // The network's 2 ms and the work; a write has the way to the resource and its disk besides.
    expect(took.filter((time) => time > 101 && time < 103).length).toBeGreaterThan(1);
    expect(took.filter((time) => time > 104 && time < 106).length).toBeGreaterThan(1);
    expect(metricsOf(driver.run).failed).toBe(0);
  });
});
