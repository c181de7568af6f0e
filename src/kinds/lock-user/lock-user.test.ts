import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import type { ResourceState } from '../resource/state.ts';
import type { LockUserState } from './state.ts';

interface System {
  readonly options?: string;
  readonly faults?: readonly string[];
  readonly count?: number;
  readonly seed?: number;
}

function system({ options = '', faults = [], count = 3, seed = 5 }: System): Driver {
  const crew = `kind: lock-user, count: ${String(count)}, through: zk, resource: store, sessionTimeout: 4s`;
  return new Driver(`seed: ${String(seed)}
duration: 30s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  store: { kind: resource }
  crew: { ${crew}${options} }
faults: [${faults.join(', ')}]`);
}

/** Who held the lock, in order, and whether anybody else did meanwhile. */
function turns(driver: Driver): readonly string[] {
  return driver.milestones
    .filter(({ type }) => type.startsWith('lock-'))
    .map(({ type, node }) => `${node} ${type.slice('lock-'.length)}`);
}

function stateAt(driver: Driver, node: string, seconds: number): LockUserState {
  return driver.state(node, seconds) as LockUserState;
}

const PAUSED = ['{ at: 8s, pause: crew-1, for: 8s }'];
const LONG = ', hold: 20s, workEvery: 500ms';

describe('a fair lock', () => {
  const driver = system({ options: ', hold: 1s, pauseBetween: 10s' });

  test('goes round in the order of coming, one at a time', () => {
    const order = ['crew-1', 'crew-2', 'crew-3'];
    expect(turns(driver).slice(0, 6)).toEqual(order.flatMap((one) => [`${one} acquired`, `${one} released`]));
    expect(driver.violations).toEqual([]);
  });

  test('lets its holder work on the resource, with a token that grows from holder to holder', () => {
    const tokens = driver.milestones
      .filter(({ type }) => type === 'lock-acquired')
      .map(({ data }) => data.token);
    expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => Number(a) - Number(b)));
    const done = ['crew-1', 'crew-2', 'crew-3'].map((one) => stateAt(driver, one, 30).done);
    expect(Math.min(...done)).toBeGreaterThanOrEqual(10);
    expect((driver.state('store', 30) as ResourceState).accepted).toBe(done.reduce((a, b) => a + b, 0));
  });
});

test('a herd is woken by every release, a fair line one by one', () => {
  const woken = (lock: string): number =>
    system({ options: `, hold: 2s, pauseBetween: 60s, lock: ${lock}`, count: 8 }).times('watch-fired').length;
  // Seven wait, then six ... against one each time.
  expect(woken('herd')).toBeGreaterThanOrEqual(28);
  expect(woken('fair')).toBe(7);
});

test('readers share a lock, and a writer is alone', () => {
  const driver = system({
    options: ', lock: read-write, reads: 80%, hold: 1s, pauseBetween: 100ms',
    count: 5,
  });
  let most = 0;
  const holding = new Set<string>();
  for (const { type, node } of driver.milestones) {
    if (type === 'lock-acquired') holding.add(node);
    if (type === 'lock-released') holding.delete(node);
    most = Math.max(most, holding.size);
  }
  expect(most).toBeGreaterThan(1);
  expect(driver.violations).toEqual([]);
  expect(driver.times('fencing-rejected')).toEqual([]);
});

describe('a holder that is frozen for longer than its session', () => {
  test('wakes up, believes that it still holds the lock, and is refused by its token', () => {
    const driver = system({ options: LONG, faults: PAUSED });
    expect(stateAt(driver, 'crew-1', 15.9).holds).toBe(true);
    const [refusal] = driver.milestones.filter(({ type }) => type === 'fencing-rejected');
    expect([refusal?.node, refusal?.data.by]).toEqual(['crew-1', 'store']);
    expect((refusal?.time ?? 0) / 1e6).toBeCloseTo(16, 1);
    expect(driver.times('lock-acquired', 'crew-2')[0]).toBeLessThan(16);
    expect(driver.violations).toEqual([]);
    expect(turns(driver)).toContain('crew-1 released');
  });

  test('without a token its write is carried out, and the violation names it', () => {
    const driver = system({ options: `${LONG}, fencing: none`, faults: PAUSED });
    expect(driver.times('fencing-rejected')).toEqual([]);
    expect(driver.violations).toEqual([
      '16.003 lock-exclusion violated: its write was carried out after crew-2 had taken its turn',
    ]);
  });

  test('after a shorter pause nobody has noticed', () => {
    const driver = system({ options: LONG, faults: ['{ at: 8s, pause: crew-1, for: 1s }'] });
    expect(turns(driver)).toEqual(['crew-1 acquired', 'crew-1 released', 'crew-2 acquired']);
  });
});

test('who cannot reach ZooKeeper stops, and goes on if its session has lasted', () => {
  const driver = system({ options: ', hold: 15s', faults: ['{ at: 5s, cut: [crew-1, zk], for: 3s }'] });
  expect(turns(driver).slice(0, 3)).toEqual(['crew-1 acquired', 'crew-1 released', 'crew-1 acquired']);
  expect(driver.story('lock-released')[0]).toContain('its connection is suspended');
});

test('a dead holder gives its place up when its session expires', () => {
  const driver = system({ options: ', hold: 20s', faults: ['{ at: 8s, crash: crew-1 }'] });
  const [expired = 99] = driver.times('session-expired', 'crew-1');
  expect(driver.times('lock-acquired', 'crew-2')[0]).toBeGreaterThan(expired);
});

test('the resource remembers the greatest token through a power cut', () => {
  const driver = system({ options: LONG, faults: ['{ at: 14s, unplug: store, for: 1s }'] });
  const greatestAt = (seconds: number) => (driver.state('store', seconds) as ResourceState).greatest;
  expect(greatestAt(13.9).shown).toBeGreaterThan(0);
  expect(greatestAt(15.001)).toEqual(greatestAt(13.9));
  expect((driver.state('store', 15.001) as ResourceState).accepted).toBe(0);
});

test('with tokens turns never overlap at the resource, whatever breaks', () => {
  const verbs = ['pause', 'isolate', 'crash', 'unplug'];
  const name = fc.constantFrom('zk-1', 'zk-2', 'zk-3', 'crew-1', 'crew-2', 'crew-3', 'store');
  const fault = fc
    .tuple(fc.integer({ min: 30, max: 200 }), fc.constantFrom(...verbs), name, fc.integer({ min: 1, max: 80 }))
    .map(([at, verb, node, length]) =>
      `{ at: ${String(at * 100)}ms, ${verb}: ${node}, for: ${String(length * 100)}ms }`); // prettier-ignore
  const lock = fc.constantFrom('fair', 'herd', 'read-write');
  fc.assert(
    fc.property(lock, fc.array(fault, { minLength: 1, maxLength: 6 }), (kind, faults) => {
      const options = `, lock: ${kind}, hold: { mean: 2s, distribution: exponential }, pauseBetween: 100ms`;
      const driver = system({ options, faults });
      expect(driver.run.simulation.bug).toBeUndefined();
      expect(driver.violations).toEqual([]);
    }),
    { numRuns: 24 },
  );
});
