import { expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import type { OperatorState } from './state.ts';

const SYSTEM = 'duration: 20s\nnodes:\n  zk: { kind: zookeeper, count: 3, tickTime: 1s }\n';
const TOLD = ['znode-created', 'znode-changed', 'znode-deleted', 'fault-skipped', 'fault-ended'];

function operated(...faults: readonly string[]): Driver {
  return new Driver(`${SYSTEM}faults: [${faults.join(', ')}]\n`);
}

function order(at: string, what: string): string {
  return `{ at: ${at}, zookeeper: { through: zk, ${what} } }`;
}

test('an operator creates, sets and deletes znodes through sessions of their own', () => {
  const driver = operated(
    order('5s', 'create: /config/limit, data: 5'),
    order('8s', 'set: /config/limit, data: 9'),
    order('11s', 'delete: /config/limit'),
  );
  const about = driver.milestones.filter(({ node }) => node === 'zk-operator');
  expect(
    about.filter(({ type }) => TOLD.includes(type)).map(({ type, data }) => `${type} ${String(data.path)}`),
  ).toEqual([
    'znode-created /config',
    'znode-created /config/limit',
    'fault-ended /config/limit',
    'znode-changed /config/limit',
    'fault-ended /config/limit',
    'znode-deleted /config/limit',
    'fault-ended /config/limit',
  ]);
  expect(driver.times('session-created', 'zk-operator')).toHaveLength(3);
  expect(driver.times('session-closed', 'zk-operator')).toHaveLength(3);
  expect(driver.times('znode-changed')[0]).toBeLessThan(8.1);
  expect(driver.violations).toEqual([]);
});

test('what cannot be done is said, and orders of one moment share a session', () => {
  const driver = operated(
    order('5s', 'set: /a, data: x'),
    order('5s', 'create: /a'),
    order('5s', 'create: /a'),
  );
  const skipped = driver.milestones.filter(({ type }) => type === 'fault-skipped');
  expect(skipped.map(({ reason }) => reason)).toEqual(['there is no such znode', 'there is one already']);
  expect(driver.times('session-created', 'zk-operator')).toHaveLength(1);
  expect(driver.state('zk-operator', 20)).toMatchObject({ done: 1, refused: 2, orders: [] });
});

test('without a quorum an order waits, and it is done once there is one', () => {
  const driver = operated('{ at: 4s, crash: "zk-[1..2]", for: 6s }', order('5s', 'create: /a'));
  expect((driver.state('zk-operator', 9) as OperatorState).orders).toHaveLength(1);
  expect(driver.times('znode-created', 'zk-operator')).toHaveLength(1);
  expect(driver.times('znode-created')[0]).toBeGreaterThan(10);
  expect(driver.state('zk-operator', 20)).toMatchObject({ done: 1, refused: 0 });
});

test('an operator who is down does nothing, and a fault says so', () => {
  const driver = operated(order('5s', 'create: /a'), '{ at: 3s, crash: zk-operator }');
  expect(driver.times('fault-skipped', 'zk-operator')).toEqual([5]);
  expect(driver.times('znode-created')).toEqual([]);
});
