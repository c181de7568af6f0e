import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import type { SessionObservation, WatchObservation } from './protocol.ts';
import type { ZookeeperClientState } from './state.ts';

interface System {
  readonly workload: string;
  readonly options?: string;
  readonly count?: number;
  readonly faults?: readonly string[];
  readonly seconds?: number;
  readonly more?: string;
}

function system({ workload, options = '', count = 4, faults = [], seconds = 30, more = '' }: System): Driver {
  const app = `kind: zookeeper-client, count: ${String(count)}, through: zk, sessionTimeout: 4s`;
  return new Driver(`seed: 5
duration: ${String(seconds)}s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  app: { ${app}, workload: ${workload}${options} }
${more}
faults: [${faults.join(', ')}]`);
}

/** Who did what, in order: `app-1 acquired`. */
function trace(driver: Driver): readonly string[] {
  return driver.milestones
    .filter(({ type }) => type.startsWith('lock-'))
    .map(({ type, node }) => `${node} ${type.slice('lock-'.length)}`);
}

function stateAt(driver: Driver, node: string, seconds: number): ZookeeperClientState {
  return driver.state(node, seconds) as ZookeeperClientState;
}

const ONE_TURN = ', hold: 4s, rest: 60s';

describe('the lock without a herd (as recorded of kazoo)', () => {
  test('goes from one to the next in the order of coming', () => {
    expect(trace(system({ workload: 'lock', options: ONE_TURN }))).toEqual(
      ['app-1', 'app-2', 'app-3', 'app-4'].flatMap((node) => [`${node} acquired`, `${node} released`]),
    );
  });

  test('has each of those who wait watch one znode, which nobody else watches', () => {
    const driver = system({ workload: 'lock', options: ONE_TURN });
    const waiting = ['app-2', 'app-3', 'app-4'].map((node) => stateAt(driver, node, 5));
    expect(waiting.map(({ recipe }) => recipe?.line)).toEqual([5, 5, 5]);
    expect(waiting.map(({ zookeeper }) => zookeeper.watches.length)).toEqual([1, 1, 1]);
    expect(new Set(waiting.map(({ recipe }) => recipe?.awaits)).size).toBe(3);
  });

  test('passes a dead holder by when its session expires', () => {
    const driver = system({ workload: 'lock', options: ONE_TURN, faults: ['{ at: 4s, crash: app-1 }'] });
    expect(trace(driver).slice(0, 3)).toEqual(['app-1 acquired', 'app-2 acquired', 'app-2 released']);
    expect(driver.times('lock-acquired', 'app-2')[0]).toBeGreaterThan(
      driver.times('session-expired')[0] ?? 99,
    );
  });

  test('passes a dead waiter by, who never had it', () => {
    const driver = system({ workload: 'lock', options: ONE_TURN, faults: ['{ at: 3s, crash: app-2 }'] });
    expect(trace(driver).slice(0, 3)).toEqual(['app-1 acquired', 'app-1 released', 'app-3 acquired']);
  });
});

test('a release wakes one of those who wait for the lock without a herd, and all who wait for the other', () => {
  const woken = (workload: string) => {
    const driver = system({ workload, options: ONE_TURN });
    const [released = 0] = driver.times('lock-released', 'app-1');
    const nodes = ['app-2', 'app-3', 'app-4'];
    const events = (seconds: number) =>
      nodes.map((node) => stateAt(driver, node, seconds).events).reduce((sum, one) => sum + one, 0);
    return events(released + 0.05) - events(released);
  };
  expect([woken('lock'), woken('herd-lock')]).toEqual([1, 3]);
});

test.each([
  ['resigns', ', hold: 3s, rest: 60s', []],
  ['dies', '', ['{ at: 4s, crash: app-1 }', '{ at: 12s, crash: app-2 }']],
])(
  'the queue election follows the order of coming when a leader %s (as recorded of kazoo)',
  (_, options, faults) => {
    const driver = system({ workload: 'queue-election', count: 3, options, faults });
    const elected = driver.milestones.filter(({ type }) => type === 'primary-elected');
    expect(elected.map(({ node }) => node)).toEqual(['app-1', 'app-2', 'app-3']);
  },
);

test('a naive election after the primary died goes as recorded of kazoo: all are told, one is primary', () => {
  const driver = system({ workload: 'naive-election', count: 3, faults: ['{ at: 5s, crash: app-1 }'] });
  const told = driver.run.simulation.recording.observations.flatMap(({ node, value }) =>
    value.type === 'client-watch' ? [`${node} ${(value as WatchObservation).event}`] : [],
  );
  expect(driver.milestones.find(({ type }) => type === 'primary-elected')?.node).toBe('app-1');
  expect([...told].sort()).toEqual(['app-2 deleted', 'app-3 deleted']);
  expect(driver.holders('primary', 30)).toHaveLength(1);
});

test.each([
  ['its server dies for a moment', 'crash: zk-1', 'for: 1s', ['CONNECTED', 'SUSPENDED', 'CONNECTED']],
  [
    'it is stopped past its timeout',
    'pause: app',
    'for: 8s',
    ['CONNECTED', 'SUSPENDED', 'LOST', 'CONNECTED'],
  ],
])('a client goes through the states recorded of kazoo when %s', (_, fault, length, states) => {
  const driver = new Driver(`duration: 30s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  app: { kind: zookeeper-client, through: zk, servers: [zk-1], workload: read, sessionTimeout: 4s }
faults: [{ at: 5s, ${fault}, ${length} }]`);
  const seen = driver.run.simulation.recording.observations.flatMap(({ value }) =>
    value.type === 'client-session' ? [(value as SessionObservation).state] : [],
  );
  expect(seen).toEqual(states);
});

test('a naive election has the death of the primary wake everybody, and one of them wins', () => {
  const driver = system({ workload: 'naive-election', faults: ['{ at: 5s, crash: app-1 }'] });
  const [first = 0, second = 0] = driver.times('primary-elected');
  expect(driver.times('primary-elected')).toHaveLength(2);
  for (const node of ['app-2', 'app-3', 'app-4']) {
    expect(stateAt(driver, node, first + 1).zookeeper.watches.map(({ path }) => path)).toEqual([
      '/app/primary',
    ]);
    expect(stateAt(driver, node, second + 1).events).toBeGreaterThan(0);
  }
});

test('readers share a lock, writers have it alone', () => {
  const driver = system({
    workload: 'read-write-lock',
    options: ', reads: 70%, rest: 100ms',
    count: 5,
    seconds: 60,
  });
  const most = (role: string) =>
    Math.max(...Array.from({ length: 1000 }, (_, step) => driver.holders(role, 2 + step * 0.05).length));
  expect(most('reader')).toBeGreaterThan(1);
  expect(most('writer')).toBe(1);
  expect(driver.violations).toEqual([]);
});

test('a semaphore lets in as many as it has leases', () => {
  const driver = system({ workload: 'semaphore', options: ', size: 3, rest: 100ms', count: 6 });
  const counts = Array.from({ length: 500 }, (_, step) => driver.holders('holder', 3 + step * 0.05).length);
  expect(Math.max(...counts)).toBe(3);
  expect(driver.violations).toEqual([]);
});

test('a barrier holds everybody up until its keeper takes it away', () => {
  const keeper =
    'keeper: { kind: zookeeper-client, through: zk, workload: barrier-keeper, hold: 5s, start: 1s, rest: 60s }';
  const driver = system({ workload: 'barrier', options: ', rest: 60s', more: `  ${keeper}` });
  const joined = driver.times('member-joined');
  expect(joined).toHaveLength(4);
  expect(Math.min(...joined)).toBeGreaterThan(6);
});

test('of a double barrier nobody leaves before all have come, and nobody is out before all are done', () => {
  const driver = system({ workload: 'double-barrier', options: ', size: 4, hold: 1s, rest: 60s' });
  const [joined, left] = [driver.times('member-joined'), driver.times('member-left')];
  expect([joined.length, left.length]).toEqual([4, 4]);
  expect(Math.min(...left)).toBeGreaterThan(Math.max(...joined) + 1);
});

test('every item of a queue is taken once, in the order of its number', () => {
  const producer = 'in: { kind: zookeeper-client, through: zk, workload: queue-producer, rate: 2/s }';
  const driver = system({
    workload: 'queue-consumer',
    options: ', hold: 300ms',
    count: 2,
    more: `  ${producer}`,
  });
  const taken = driver.milestones
    .filter(({ type, data }) => type === 'znode-deleted' && String(data.path).includes('/qn-'))
    .map(({ data }) => String(data.path));
  expect(taken.length).toBeGreaterThan(20);
  expect(taken).toEqual([...new Set(taken)].sort());
});

test('members see who is gone when its session has expired, and a restarted one waits for its own old znode', () => {
  const faults = ['{ at: 5s, crash: app-1, for: 1s }'];
  const driver = system({ workload: 'membership', faults });
  const [expired = 0] = driver.times('session-expired', 'app-1');
  expect(driver.times('member-left', 'app-1')[0]).toBeGreaterThan(expired);
  expect(driver.times('member-joined', 'app-1')[1]).toBeGreaterThan(expired);
  const replacing = system({ workload: 'registry', faults });
  expect(replacing.times('member-joined', 'app-1')[1]).toBeLessThan(expired);
});

test('whoever watches a value sees the last one, and not every one', () => {
  const writer =
    'writer: { kind: zookeeper-client, through: zk, workload: config-writer, rate: 300/s, count: 4 }';
  const driver = system({ workload: 'config-watch', count: 1, seconds: 10, more: `  ${writer}` });
  const applied = driver.milestones.filter(({ type }) => type === 'config-applied').map(({ data }) => data);
  const versions = applied.map(({ version }) => Number(version));
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(applied.some(({ skipped }) => Number(skipped) > 0)).toBe(true);
});

describe('a holder that was frozen for longer than its session', () => {
  const faults = ['{ at: 6s, pause: app-1, for: 8s }'];

  test('believes that it still holds, where it goes on until it is told', () => {
    const driver = system({ workload: 'lock', options: ', hold: 20s, fencing: none', faults });
    expect(driver.violations).toHaveLength(1);
  });

  test('stops by its own clock, before it does anything else', () => {
    const driver = system({ workload: 'lock', options: ', hold: 20s', faults });
    expect(driver.violations).toEqual([]);
    expect(driver.times('lock-released', 'app-1')).toEqual([14]);
  });
});

test('whoever stops by its own clock is never one too many, whatever breaks', () => {
  const verbs = ['pause', 'isolate', 'crash'];
  const fault = fc
    .tuple(fc.integer({ min: 30, max: 200 }), fc.constantFrom(...verbs), fc.constantFrom('zk', 'app'), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 }))
    .map(([at, verb, of, number, length]) =>
      `{ at: ${String(at * 100)}ms, ${verb}: ${of}-${String(number)}, for: ${String(length * 100)}ms }`); // prettier-ignore
  const workload = fc.constantFrom(
    'lock',
    'herd-lock',
    'naive-election',
    'queue-election',
    'semaphore',
    'read-write-lock',
  );
  fc.assert(
    fc.property(workload, fc.array(fault, { minLength: 1, maxLength: 6 }), (name, faults) => {
      const driver = system({ workload: name, faults, options: ', hold: 3s, rest: 200ms' });
      expect(driver.run.simulation.bug).toBeUndefined();
      expect(driver.violations.filter((text) => text.includes('lock-exclusion'))).toEqual([]);
    }),
    { numRuns: 24 },
  );
});
