import { expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import type { ReplyObservation } from './protocol.ts';

const SYSTEM = `duration: 20s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 2s }
  writer: { kind: zookeeper-client, through: zk, servers: [zk-3], workload: write, rate: 20/s }
  reader: { kind: zookeeper-client, through: zk, servers: [zk-1], workload: read, rate: 20/s }
  careful: { kind: zookeeper-client, through: zk, servers: [zk-1], workload: read, sync: true, rate: 20/s }
faults: [{ at: 10s, cut: [zk-1, zk-3], for: 4s }]`;

/** Every answer to a client, with its time. */
function answers(driver: Driver, node: string) {
  return driver.run.simulation.recording.observations.flatMap((one) =>
    one.node === node && one.value.type === 'client-reply'
      ? [{ time: one.time, ...(one.value as ReplyObservation) }]
      : [],
  );
}

test('a reader is told of as stale once, from the first read that misses an acknowledged write', () => {
  const driver = new Driver(SYSTEM);
  const writes = answers(driver, 'writer').filter(({ operation }) => operation.op === 'set');
  const stale = answers(driver, 'reader').filter(
    ({ operation, sentAt, result }) =>
      operation.op === 'get' &&
      writes.some(({ time, zxid }) => time < sentAt && zxid > (result.stat?.mzxid ?? 0)),
  );
  expect(stale.length).toBeGreaterThan(20);
  expect(driver.times('stale-read', 'reader')).toEqual([(stale[0]?.time ?? 0) / 1e6]);
  expect(stale.at(-1)?.time).toBeLessThan(14.01e6);
});

test('a sync before each read waits for the leader instead of answering with the past', () => {
  const driver = new Driver(SYSTEM);
  const reads = answers(driver, 'careful').filter(({ operation }) => operation.op === 'get');
  expect(driver.times('stale-read', 'careful')).toEqual([]);
  expect(reads.filter(({ time }) => time > 10.01e6 && time < 14e6)).toEqual([]);
  expect(reads.some(({ time }) => time > 14e6)).toBe(true);
});

test('a writer does not wait for answers, and a client placed at a server goes nowhere else', () => {
  const driver = new Driver(SYSTEM.replace('cut: [zk-1, zk-3]', 'partition: [[zk-3, writer], [zk-1, zk-2]]'));
  const open = answers(driver, 'writer').filter(({ sentAt, time }) => sentAt > 10e6 && time - sentAt > 1e6);
  expect(open.length).toBeGreaterThan(10);
  const servers = driver.milestones.filter(({ type }) => type === 'session-moved');
  expect(servers).toEqual([]);
});
