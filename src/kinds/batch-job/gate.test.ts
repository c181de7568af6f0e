import { expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';

function batch(barrier: string, faults: readonly string[] = []): Driver {
  return new Driver(`seed: 5
duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  api: { kind: api-server, count: 2 }
  night: { kind: batch-job, count: 3, targets: [api], interval: 8s, calls: 40, sessionTimeout: 4s, barrier: ${barrier} }
faults: [${faults.join(', ')}]
`);
}

test('runs wait while the barrier stands, and begin when an operator takes it down', () => {
  const driver = batch('{ through: zk, path: /night }', [
    '{ at: 1s, zookeeper: { through: zk, create: /night/barrier } }',
    '{ at: 20s, zookeeper: { through: zk, delete: /night/barrier } }',
  ]);
  expect(driver.holders('waiting', 19)).toEqual(['night-1', 'night-2', 'night-3']);
  const passed = driver.times('member-joined').slice(0, 3);
  expect(Math.min(...passed)).toBeGreaterThan(20);
  expect(Math.max(...passed)).toBeLessThan(20.1);
  expect(driver.holders('running', 20.2)).toEqual(['night-1', 'night-2', 'night-3']);
  expect(driver.times('member-joined').length).toBeGreaterThan(5);
});

test('with a size runs begin together and end together, time and again', () => {
  const driver = batch('{ through: zk, path: /night, size: 3 }');
  const joined = driver.times('member-joined');
  const left = driver.times('member-left');
  expect(joined.length).toBeGreaterThanOrEqual(6);
  for (let round = 0; round + 3 <= left.length; round += 3) {
    const [begun, ended] = [joined.slice(round, round + 3), left.slice(round, round + 3)];
    expect(Math.max(...begun) - Math.min(...begun)).toBeLessThan(0.05);
    expect(Math.min(...ended)).toBeGreaterThan(Math.max(...begun));
    expect(Math.max(...ended) - Math.min(...ended)).toBeLessThan(0.05);
  }
  expect(driver.violations).toEqual([]);
});

test('one that is missing holds the others up', () => {
  const driver = batch('{ through: zk, path: /night, size: 3 }', ['{ at: 1s, crash: night-2, for: 22s }']);
  expect(driver.holders('waiting', 20)).toEqual(['night-1', 'night-3']);
  expect(driver.times('member-joined')[0]).toBeGreaterThan(23);
});
