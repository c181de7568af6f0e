import { expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { Driver } from '../../testing/driver.ts';
import { algorithmFor } from './choice.ts';
import { Tier } from './pool.ts';
import type { LoadBalancerState } from './state.ts';

function pool(targets: string, faults: readonly string[], more = ''): Driver {
  return new Driver(`duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 1s }
  users: { kind: client, target: lb, rate: 60/s, timeout: 2s }
  lb: { kind: load-balancer, targets: ${targets}${more} }
  api: { kind: api-server, count: 2, register: { in: /services/api, through: zk }, sessionTimeout: 6s }
faults: [${faults.join(', ')}]
`);
}

function usable(driver: Driver, seconds: number): readonly string[] {
  const { servers } = driver.state('lb', seconds) as LoadBalancerState;
  return servers.filter((server) => server.usable).map(({ name }) => name);
}

const DISCOVER = '{ discover: /services/api, through: zk }';

test('instances that are added to a group join the pool, and those that are removed leave it in time', () => {
  const driver = pool('[api]', [
    '{ at: 10s, add: { group: api, count: 2 } }',
    '{ at: 20s, remove: { group: api } }',
  ]);
  expect(usable(driver, 9)).toEqual(['api-1', 'api-2']);
  expect(usable(driver, 15)).toEqual(['api-1', 'api-2', 'api-3', 'api-4']);
  expect(usable(driver, 20.001)).toEqual(['api-1', 'api-2', 'api-3']);
  expect(metricsOf(driver.run).failed).toBe(0);
});

test('a load balancer that starts again knows who is there', () => {
  const faults = [
    '{ at: 10s, add: { group: api } }',
    '{ at: 12s, remove: { group: api, count: 2 } }',
    '{ at: 15s, crash: lb, for: 1s }',
  ];
  expect(usable(pool('[api]', faults), 25)).toEqual(['api-1']);
});

test('a pool that is discovered follows the registry', () => {
  const driver = pool(DISCOVER, [
    '{ at: 10s, add: { group: api } }', '{ at: 20s, remove: { group: api } }', '{ at: 25s, crash: zk, for: 2s }',
  ]); // prettier-ignore
  expect(usable(driver, 9)).toEqual(['api-1', 'api-2']);
  expect(usable(driver, 15)).toEqual(['api-1', 'api-2', 'api-3']);
  expect(usable(driver, 20.02)).toEqual(['api-1', 'api-2']);
  expect(usable(driver, 26)).toEqual(['api-1', 'api-2']);
  expect(metricsOf(driver.run).failed).toBe(0);
});

test.each([
  ['uri-hash', true],
  ['consistent-hash', false],
])(
  'nginx has a new list of servers when one is added: keys of %s move between the old ones: %s',
  (algorithm, move) => {
    const driver = pool(`[api], preset: nginx, algorithm: ${algorithm}`, [
      '{ at: 10s, add: { group: api } }',
    ]);
    const owners = (seconds: number): readonly (number | undefined)[] => {
      const s = driver.state('lb', seconds) as LoadBalancerState;
      const chosen = algorithmFor(s.config);
      const tier = new Tier(s, false, seconds);
      const requests = Array.from({ length: 20 }, (_, key) => ({ source: 0, path: `/${String(key)}` }));
      return requests.map((request) => chosen.pick(s.active, tier, request, [], () => 0).index);
    };
    const [before, after] = [owners(9), owners(15)];
    expect(before).not.toContain(2);
    expect(after).toContain(2);
    expect(after.some((owner, key) => owner !== 2 && owner !== before[key])).toBe(move);
  },
);
