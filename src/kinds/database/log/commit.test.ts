import { describe, expect, test } from 'vitest';
import { lostWrites } from '../../../analysis/metrics.ts';
import { databaseSystem } from '../../../testing/database-system.ts';
import type { Driver } from '../../../testing/driver.ts';
import type { DatabaseState } from '../state.ts';

/** The primary is cut off from its replicas, goes on for two seconds, and is gone. */
const CUT_THEN_LOST = [
  '{ at: 18s, partition: [[db-1], [db-2, db-3]], for: 5s }',
  '{ at: 20s, unplug: db-1 }',
];

function state(driver: Driver, name: string, seconds: number): DatabaseState {
  return driver.state(name, seconds) as DatabaseState;
}

/** Writes that were acknowledged between two times in seconds. */
function acknowledged(driver: Driver, from: number, to: number): number {
  return driver.run.simulation.recording.observations.filter(({ time, value }) => {
    const request = value as unknown as { readonly kind: string; readonly ok: boolean };
    return request.kind === 'write' && request.ok && time > from * 1e6 && time <= to * 1e6;
  }).length;
}

describe('synchronous replication', () => {
  test.each(['first', 'any'])('loses nothing where asynchronous replication does (%s)', (method) => {
    expect(lostWrites(databaseSystem(CUT_THEN_LOST).run)).toBeGreaterThan(10);
    for (const seed of [1, 2, 3]) {
      const driver = databaseSystem(CUT_THEN_LOST, {
        db: `replication: synchronous, synchronous: { method: ${method} }`,
        seed,
      });
      expect(driver.holders('primary', 45)).toEqual(['db-2']);
      expect(lostWrites(driver.run)).toBe(0);
      expect(driver.violations).toEqual([]);
    }
  });

  test('commits wait for ever while too few replicas are there; reads go on', () => {
    const driver = databaseSystem(['{ at: 20s, crash: [db-2, db-3] }'], { db: 'replication: synchronous' });
    expect(acknowledged(driver, 20.1, 60)).toBe(0);
    expect(state(driver, 'db-1', 59).role).toBe('primary');
  });

  test('FIRST waits for the replica that stands first; if it is gone, for the next one', () => {
    const slow = '{ at: 10s, degrade: { between: [db-1, db-2], latency: 300ms } }';
    const latency = (db: string, faults: readonly string[]) => {
      const { observations } = databaseSystem(faults, { db, duration: '30s' }).run.simulation.recording;
      const writes = observations
        .filter(({ time }) => time > 15e6)
        .map(({ value }) => value as unknown as { readonly kind: string; readonly took: number })
        .filter(({ kind }) => kind === 'write');
      return writes.reduce((sum, { took }) => sum + took, 0) / writes.length / 1000;
    };
    const first = 'replication: synchronous, synchronous: { method: first }';
    const any = 'replication: synchronous, synchronous: { method: any }';
    expect(latency(first, [slow])).toBeGreaterThan(500);
    expect(latency(any, [slow])).toBeLessThan(30);
    expect(latency(first, [slow, '{ at: 12s, crash: db-2 }'])).toBeLessThan(30);
  });

  test('a replica that is silent for a minute is given up, and another one confirms', () => {
    const db = 'replication: synchronous, synchronous: { method: first }';
    const driver = databaseSystem(['{ at: 12s, cut: [db-1, db-2] }'], { db, duration: '110s' });
    expect(acknowledged(driver, 12.1, 60)).toBe(0);
    expect(acknowledged(driver, 85, 110)).toBeGreaterThan(100);
  });

  test('a candidate that lacks something fetches it from whoever has most before it accepts writes', () => {
    const faults = ['{ at: 15s, cut: [db-1, db-2] }', '{ at: 20s, crash: db-1 }'];
    const driver = databaseSystem(faults, { db: 'replication: synchronous, synchronous: { method: any }' });
    expect(driver.holders('primary', 45)).toEqual(['db-2']);
    expect(acknowledged(driver, 15.1, 20)).toBeGreaterThan(50);
    expect(lostWrites(driver.run)).toBe(0);
    expect(driver.violations).toEqual([]);
  });

  test('nobody is promoted while a log that may be further ahead cannot be asked', () => {
    const faults = [
      '{ at: 15s, cut: [db-1, db-2] }',
      '{ at: 20s, crash: [db-1, db-3] }',
      '{ at: 45s, restart: db-3 }',
    ];
    const driver = databaseSystem(faults, { db: 'replication: synchronous, synchronous: { method: any }' });
    expect(driver.holders('promoting', 40)).toEqual(['db-2']);
    expect(driver.holders('primary', 59)).toEqual(['db-2']);
    expect(lostWrites(driver.run)).toBe(0);
  });

  test.each([
    ['remote-write', 3.4],
    ['on', 5.4],
    ['remote-apply', 105],
  ])('with %s a write waits for what its replica must have done with it', (commit, least) => {
    const db = `replication: synchronous, synchronous: { commit: ${commit} }, replayDelay: 100ms`;
    const driver = databaseSystem([], { db, duration: '12s' });
    const { waited } = driver.run.simulation.recording.observations.reduce(
      (sum, { value }) => {
        const { kind, took } = value as unknown as { readonly kind: string; readonly took: number };
        return kind === 'write' ? { waited: Math.min(sum.waited, took / 1000) } : sum;
      },
      { waited: Infinity },
    );
    // Two hops each way to the database and 5 ms of work come on top.
    expect(waited).toBeGreaterThan(least + 6);
    expect(waited).toBeLessThan(least + 10);
  });
});

describe('semi-synchronous replication', () => {
  const SEMI = 'replication: semi-synchronous, semiSynchronous: { timeout: 3s }';

  test('waits for a relay log, falls back when none confirms in time, and returns when a replica has caught up', () => {
    const driver = databaseSystem(['{ at: 20s, partition: [[db-1], [db-2, db-3]], for: 10s }'], { db: SEMI });
    const [degraded] = driver.times('replication-degraded', 'db-1');
    const [restored] = driver.times('replication-restored', 'db-1');
    expect(degraded).toBeGreaterThan(23);
    expect(degraded).toBeLessThan(23.5);
    expect(restored).toBeGreaterThan(30);
    expect(restored).toBeLessThan(33);
    expect(acknowledged(driver, 20.2, 22.9)).toBe(0);
    expect(acknowledged(driver, 24, 30)).toBeGreaterThan(50);
  });

  test('after it fell back a failover loses writes, as asynchronous replication does', () => {
    const faults = ['{ at: 16s, partition: [[db-1], [db-2, db-3]], for: 9s }', '{ at: 22s, unplug: db-1 }'];
    const driver = databaseSystem(faults, { db: SEMI });
    expect(lostWrites(driver.run)).toBeGreaterThan(10);
  });

  test.each([
    ['after-sync', false],
    ['after-commit', true],
  ])('%s: whether a write can be read before a replica has it', (wait, shows) => {
    const db = `replication: semi-synchronous, semiSynchronous: { wait: ${wait} }`;
    const driver = databaseSystem(['{ at: 10s, partition: [[db-1], [db-2, db-3]] }'], {
      db,
      duration: '14s',
    });
    const { table, committedLsn } = state(driver, 'db-1', 13);
    expect(table.lsn > committedLsn).toBe(shows);
  });
});

test('a replica shows what it has on disk to readers once its delay is over', () => {
  const driver = databaseSystem([], { db: 'replayDelay: 2s', duration: '20s' });
  const { table, syncedLsn } = state(driver, 'db-2', 15);
  expect(syncedLsn).toBeGreaterThan(table.lsn + 20);
  expect(table.lsn).toBe(state(driver, 'db-2', 13).syncedLsn);
});
