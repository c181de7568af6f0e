import { describe, expect, test } from 'vitest';
import type { RecordedObservation } from '../kernel/kind.ts';
import type { RequestObservation } from '../kinds/client/protocol.ts';
import type { LogEntry } from '../kinds/database/protocol.ts';
import { Driver } from '../testing/driver.ts';
import { requestsByEnd } from './finished-requests.ts';
import { metricsOf } from './metrics.ts';
import { fatesIn } from './write-fates.ts';

const entry = (request: number, key = '/'): LogEntry => ({
  timeline: 1, name: `users#${String(request)}`, key, once: false,
}); // prettier-ignore

/** A request of users at key /, from sentAt to time. */
function told(sentAt: number, time: number, what: Partial<RequestObservation>): RecordedObservation {
  const value: RequestObservation = {
    type: 'request', kind: 'write', request: 0, sentAt, took: time - sentAt, ok: true, outcome: 'ok', database: 'db',
    key: '/', value: '', lsn: 0, reason: 'ok', triedAt: sentAt, target: '', server: '', failedAt: '', ...what,
  }; // prettier-ignore
  return { time, event: 0, node: 'users', value };
}

const wrote = (sentAt: number, time: number, request: number, lsn: number): RecordedObservation =>
  told(sentAt, time, { request, lsn });
const read = (sentAt: number, time: number, value: string, lsn: number, key = '/'): RecordedObservation =>
  told(sentAt, time, { kind: 'read', value, lsn, key });
const failed = (request: number): RecordedObservation =>
  told(0, 9, { request, ok: false, outcome: 'timeout', reason: 'timeout', database: '' });

describe('by the log that counts', () => {
  const log = [entry(1), entry(2), entry(1), entry(4), entry(5, '/other')];
  const fates = (...list: readonly RecordedObservation[]) => fatesIn('db', log, requestsByEnd(list));

  test('a write is lost, done more than once, or done although its client was told otherwise', () => {
    expect(fates(wrote(0, 1, 1, 1), wrote(2, 3, 3, 4), failed(4), failed(6))).toEqual({
      lostWrites: 1, duplicatedWrites: 1, unacknowledgedWrites: 1, staleReads: 0,
    }); // prettier-ignore
  });

  test('a read is stale that returns less than a write acknowledged before it began', () => {
    const stale = (...reads: readonly RecordedObservation[]): number =>
      fates(wrote(0, 5, 1, 1), wrote(4, 10, 2, 2), ...reads).staleReads;
    expect(stale(read(11, 12, 'users#1', 1), read(11, 12, '', 0))).toBe(2);
    expect(stale(read(10, 12, 'users#1', 1), read(5, 6, '', 0))).toBe(0);
    expect(stale(read(6, 7, '', 0))).toBe(1);
    // The second copy of the first write is newer than the second write.
    expect(stale(read(11, 12, 'users#2', 2), read(11, 12, 'users#1', 3))).toBe(0);
    expect(stale(read(11, 12, '', 0, '/other'))).toBe(0);
  });

  test('what is lost makes no read stale, and of a read of what is lost nothing is said', () => {
    expect(fates(wrote(0, 5, 3, 4), read(6, 7, 'users#2', 2)).staleReads).toBe(0);
    expect(fates(wrote(0, 5, 4, 4), read(6, 7, 'users#3', 2)).staleReads).toBe(0);
  });
});

describe('in a run', () => {
  const system = (users: string, faults = '', databases = 1): Driver =>
    new Driver(`duration: 20s
nodes:
  users: { kind: client, target: srv, rate: 60/s, writes: 50%, timeout: 300ms, ${users} }
  srv: { kind: api-server, count: 2, database: db }
  db: { kind: database, count: ${String(databases)}, diskSync: 20ms }
faults: [${faults}]
`);
  const mute = '{ at: 8s, cut: { from: srv-1, to: users }, for: 4s }';

  test('a retry whose first answer was lost is done twice, unless it carries an idempotency key', () => {
    expect(metricsOf(system('retries: 3', mute).run).duplicatedWrites).toBeGreaterThan(30);
    const keyed = metricsOf(system('retries: 3, idempotencyKeys: true', mute).run);
    expect(keyed).toMatchObject({ duplicatedWrites: 0, lostWrites: 0 });
  });

  test('a slow disk does not have a keyed write done again before it is acknowledged', () => {
    const slow = '{ at: 8s, slow-disk: db, for: 4s }';
    expect(metricsOf(system('retries: 3', slow).run).duplicatedWrites).toBeGreaterThan(30);
    const keyed = metricsOf(system('retries: 3, idempotencyKeys: true', slow).run);
    expect(keyed).toMatchObject({ duplicatedWrites: 0, lostWrites: 0 });
  });

  test('what was never answered may be done, and availability tells reads from writes', () => {
    const metrics = metricsOf(system('retries: 0', '{ at: 8s, slow-disk: db, for: 4s }').run);
    expect(metrics.unacknowledgedWrites).toBeGreaterThan(30);
    expect(metrics.readAvailability).toBe(1);
    expect(metrics.writeAvailability).toBeLessThan(0.95);
  });

  test('reads from replicas that are cut off are stale', () => {
    const cut = '{ at: 8s, cut: [db-1, db-2], for: 4s }';
    expect(metricsOf(system('retries: 0', cut, 3).run).staleReads).toBeGreaterThan(20);
    expect(metricsOf(system('retries: 0').run).staleReads).toBe(0);
  });
});
