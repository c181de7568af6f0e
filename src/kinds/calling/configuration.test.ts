import { expect, test } from 'vitest';
import { Driver, scenarioOf } from '../../testing/driver.ts';
import type { ApiServerState } from '../api-server/state.ts';

function configured(faults: readonly string[], more = ''): Driver {
  return new Driver(`duration: 20s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  api: { kind: api-server, count: 4, concurrency: 2, serviceTime: 100ms, sessionTimeout: 4s, config: { watch: /config/limit, through: zk } }
${more}
faults: [${faults.join(', ')}]
`);
}

function order(at: string, what: string): string {
  return `{ at: ${at}, zookeeper: { through: zk, ${what} } }`;
}

function apiAt(driver: Driver, seconds: number, node = 'api-1'): ApiServerState {
  return driver.state(node, seconds) as ApiServerState;
}

/** What a node applied, as `seconds value version skipped`. */
function applied(driver: Driver, of: string): readonly string[] {
  return driver.milestones
    .filter(({ type, node }) => type === 'config-applied' && node === of)
    .map(({ time, data }) => [Math.floor(time / 1e6), data.value, data.version, data.skipped].join(' '));
}

test('every server applies a change within milliseconds, and works by it', () => {
  const users = '  users: { kind: client, target: api, rate: 200/s, timeout: 10s }';
  const driver = configured(
    [order('5s', 'create: /config/limit, data: 1'), order('9s', 'set: /config/limit, data: 40')],
    users,
  );
  for (const api of ['api-1', 'api-2', 'api-3', 'api-4']) {
    expect(applied(driver, api)).toEqual(['5 1 0 0', '9 40 1 0']);
  }
  const times = driver.times('config-applied').filter((time) => time > 9);
  expect(Math.max(...times)).toBeLessThan(9.02);
  expect([apiAt(driver, 4).limit, apiAt(driver, 8).limit, apiAt(driver, 10).limit]).toEqual([2, 1, 40]);
  expect([apiAt(driver, 4.9).busy, apiAt(driver, 8.9).busy]).toEqual([2, 1]);
  // Whoever waited got a place as soon as there were more.
  expect(apiAt(driver, 9.05).busy).toBeGreaterThan(30);
});

test('what changes twice before somebody far away has read it again is seen once, and said to be skipped', () => {
  const changes = ['1', '2', '3', '4'].map((data) => order('9s', `set: /config/limit, data: ${data}`));
  const driver = configured([
    order('5s', 'create: /config/limit, data: 9'),
    '{ at: 7s, degrade: { between: [api-1, zk], latency: 20ms } }',
    ...changes,
  ]);
  const seen = applied(driver, 'api-1');
  expect(seen.at(-1)).toMatch(/^9 4 4 /u);
  const skipped = seen.map((line) => Number(line.split(' ')[3]));
  expect(seen.length + skipped.reduce((a, b) => a + b, 0)).toBe(5);
  expect(seen.length).toBeLessThan(5);
});

test('who was away reads what it missed; a znode that was made anew counts anew; what is no number is no limit', () => {
  const driver = configured([
    order('5s', 'create: /config/limit, data: 7'),
    '{ at: 6s, cut: [api-1, zk], for: 8s }',
    order('8s', 'delete: /config/limit'),
    order('9s', 'create: /config/limit, data: many'),
  ]);
  expect(applied(driver, 'api-1').map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
    '7 0 0',
    'many 0 0',
  ]);
  expect([apiAt(driver, 13).limit, apiAt(driver, 19).limit]).toEqual([7, 2]);
});

test('workers and services read theirs, through the one session that they have', () => {
  const config = 'config: { watch: /config/a, through: zk }';
  const more = `  crew: { kind: worker, targets: [api], ${config} }
  shop: { kind: service, targets: { discover: /services/api, through: zk }, ${config} }`;
  const driver = configured([order('5s', 'create: /config/a, data: x')], more);
  expect([applied(driver, 'crew'), applied(driver, 'shop')]).toEqual([['5 x 0 0'], ['5 x 0 0']]);
  const other = `ensemble: 1
title: x
nodes:
  zk: { kind: zookeeper }
  zoo: { kind: zookeeper }
  api: { kind: api-server, register: { in: /a, through: zk }, config: { watch: /b, through: zoo } }
`;
  const database = 'db: { kind: database, count: 2, election: { through: zoo } }';
  const learns = other
    .replace(/register.*zoo \}/u, `database: db, ${config}`)
    .replace('  api:', `  ${database}\n  api:`);
  expect(() => scenarioOf(learns)).toThrow(
    'api watches its config through zk and cannot learn of its primary through zoo',
  );
  expect(() => scenarioOf(other)).toThrow(
    '6:71 api registers through zk and cannot watch its config through zoo',
  );
});
