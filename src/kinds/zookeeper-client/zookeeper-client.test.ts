import { expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import type { ReplyObservation } from './protocol.ts';

function randomClients(faults = ''): Driver {
  return new Driver(`seed: 5
duration: 30s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  app: { kind: zookeeper-client, count: 3, through: zk, workload: random, rate: 20/s, sessionTimeout: 4s }
${faults}`);
}

function answers(driver: Driver, of?: string): readonly ReplyObservation[] {
  return driver.run.simulation.recording.observations.flatMap(({ node, value }) =>
    value.type === 'client-reply' && (of === undefined || of === node) ? [value as ReplyObservation] : [],
  );
}

test('a random workload meets success and refusal in every sort of operation', () => {
  const replies = answers(randomClients());
  const outcomes = (op: string) =>
    new Set(replies.filter((one) => one.operation.op === op).map((one) => one.error));
  expect(replies.length).toBeGreaterThan(1000);
  for (const op of ['create', 'delete', 'set', 'get', 'exists']) expect(outcomes(op).size).toBeGreaterThan(1);
  expect(outcomes('set')).toContain('BADVERSION');
});

test('it goes on through the loss of its server, and its answers stay in order', () => {
  const driver = randomClients('faults: [{ at: 10s, isolate: { leader: zk }, for: 5s }]');
  expect(driver.run.simulation.bug).toBeUndefined();
  const replies = answers(driver);
  expect(replies.some((one) => one.error === 'CONNECTIONLOSS')).toBe(true);
  for (const node of ['app-1', 'app-2', 'app-3']) {
    const orders = answers(driver, node).map((one) => one.order);
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
  }
  expect(driver.violations).toEqual([]);
});
