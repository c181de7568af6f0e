import { expect, test } from 'vitest';
import { Driver } from '../testing/driver.ts';
import { metricsOf } from './metrics.ts';
import type { LostToFault } from './outline.ts';
import { causeChain } from './why.ts';

function lostTo(faults: readonly string[], api = '', more = '') {
  const driver = new Driver(`duration: 40s
nodes:
  users: { kind: client, target: lb, rate: 60/s, timeout: 2s }
  lb: { kind: load-balancer, targets: [api], check: { interval: 2s, timeout: 1s, fall: 3, rise: 2 } }
  api: { kind: api-server, count: 3, ${api} }
${more}
faults: [${faults.join(', ')}]
`);
  const metrics = metricsOf(driver.run);
  const { toFaults, toNoFault } = metrics.lost;
  const sum = toFaults.reduce((all, { inFlight, inWindow, after }) => all + inFlight + inWindow + after, 0);
  expect(sum + toNoFault).toBe(metrics.failed);
  return { driver, toFaults, toNoFault, metrics };
}

const textsOf = (lost: readonly LostToFault[]): readonly string[] => lost.map(({ text }) => text);

test('a crash loses what is under way, and its share until it is found out', () => {
  const { driver, toFaults, toNoFault } = lostTo(['{ at: 10s, crash: api-2 }'], 'serviceTime: 100ms');
  const [crash] = toFaults;
  const down = driver.times('marked-down', 'api-2')[0] ?? 0;
  expect(toNoFault).toBe(0);
  expect(toFaults).toHaveLength(1);
  expect(crash?.window).toEqual({ from: 10e6, to: down * 1e6 });
  // 20 requests a second go to each server: 2 are with it at any moment.
  expect(crash?.inFlight).toBeGreaterThan(0);
  expect(crash?.inFlight).toBeLessThan(8);
  expect((crash?.inWindow ?? 0) / (20 * (down - 10))).toBeCloseTo(1, 0);
  expect(crash?.after).toBe(0);
});

test('a request that its client gave up is lost to the fault of the server that had it', () => {
  const faults = ['{ at: 10s, pause: api-1, for: 20s }', '{ at: 12s, pause: api-3, for: 3s }'];
  const { toFaults, toNoFault, metrics } = lostTo(faults);
  expect(metrics.reasons.timeout).toBe(metrics.failed);
  expect(textsOf(toFaults)).toEqual(['api-1 froze', 'api-3 froze']);
  expect(toNoFault).toBe(0);
});

test('with no server left requests are lost to what took the last one out', () => {
  const crashes = ['{ at: 10s, crash: [api-1, api-2] }', '{ at: 14s, crash: api-3 }'];
  expect(textsOf(lostTo(crashes).toFaults)).toEqual(['api-1 crashed', 'api-2 crashed', 'api-3 crashed']);
  const { toFaults, toNoFault, metrics } = lostTo(['{ at: 10s, fail-health: api }']);
  expect(metrics.reasons['no-server']).toBe(metrics.failed);
  expect(toNoFault).toBe(0);
  expect(toFaults.every(({ inFlight, inWindow }) => inFlight + inWindow === 0)).toBe(true);
});

test('a deep health check hands a fault of the database on to all servers', () => {
  const db = '  db: { kind: database }';
  const { toFaults, toNoFault, metrics } = lostTo(
    ['{ at: 10s, pause: db }'],
    'database: db, health: { deep: database, timeout: 500ms }',
    db,
  );
  expect(metrics.reasons['no-server']).toBeGreaterThan(500);
  expect(textsOf(toFaults)).toEqual(['db froze']);
  expect(toNoFault).toBe(0);
});

test.each([
  ['fail-requests: api-2', 'server-error'],
  ['hang: api-2', 'timeout'],
  ['slow: { node: api-2, by: 1000x }', 'timeout'],
  ['unplug: api-2', 'timeout'],
  ['isolate: api-2', 'timeout'],
  ['cut: [lb, api-2]', 'timeout'],
  ['crash: lb', 'refused'],
] as const)('%s loses requests by %s', (fault, reason) => {
  const { toFaults, toNoFault, metrics } = lostTo([`{ at: 10s, ${fault}, for: 10s }`]);
  expect(metrics.reasons[reason]).toBeGreaterThan(10);
  expect(toFaults).toHaveLength(1);
  expect(toNoFault).toBe(0);
});

const REMOVAL = '{ at: 10s, remove: { group: api, count: 1, abrupt: true } }';

test('a removal without draining loses what is under way, and nothing where the pool follows it', () => {
  const { toFaults, toNoFault } = lostTo([REMOVAL], 'serviceTime: 500ms');
  expect(textsOf(toFaults)).toEqual(['api-3 was removed from api']);
  expect(toFaults[0]).toMatchObject({ node: 'api-3', window: { from: 10e6 }, inWindow: 0, after: 0 });
  expect(toFaults[0]?.inFlight).toBeGreaterThan(0);
  expect(toNoFault).toBe(0);
});

test.each([
  ['at once', REMOVAL],
  ['gracefully', REMOVAL.replace(', abrupt: true', '')],
])('an instance removed %s loses its share until those with a fixed list find out', (_how, removal) => {
  const fixed =
    '  fixed: { kind: load-balancer, targets: [api-1, api-2, api-3] }\n  others: { kind: client, target: fixed, rate: 60/s }';
  const { driver, toFaults, toNoFault } = lostTo([removal], '', fixed);
  const down = driver.times('marked-down', 'api-3')[0] ?? 0;
  expect(textsOf(toFaults)).toEqual(['api-3 was removed from api']);
  expect(toFaults[0]?.window.to).toBe(down * 1e6);
  expect((toFaults[0]?.inWindow ?? 0) / (20 * (down - 10))).toBeCloseTo(1, 0);
  expect(toNoFault).toBe(0);
  const marked = driver.milestones.find(({ type }) => type === 'marked-down');
  expect(causeChain(driver.run, marked?.id ?? '').at(-1)?.text).toBe('api-3 was removed from api');
});

test('with the last server removed requests are lost to that, not to the removal of one that was down', () => {
  const faults = [REMOVAL.replace('count: 1', 'count: 2'), '{ at: 20s, crash: api-1 }'];
  const { toFaults, toNoFault, metrics } = lostTo([...faults, REMOVAL.replace('at: 10s', 'at: 30s')]);
  expect(metrics.reasons['no-server']).toBeGreaterThan(500);
  expect(toFaults.at(-1)?.text).toBe('api-1 crashed');
  expect(toNoFault).toBe(0);
  const all = lostTo([REMOVAL.replace('count: 1', 'count: 3')]);
  expect(all.toNoFault).toBe(0);
  expect(all.toFaults.some(({ after }) => after > 1000)).toBe(true);
});

test('what overload alone loses is lost to no fault', () => {
  const { toFaults, toNoFault, metrics } = lostTo([], 'serviceTime: 100ms, concurrency: 1, queue: 2');
  expect(metrics.reasons['queue-full']).toBeGreaterThan(100);
  expect(toFaults).toEqual([]);
  expect(toNoFault).toBe(metrics.failed);
});
