import { describe, expect, test } from 'vitest';
import { rerun } from '../../analysis/run.ts';
import { summarise } from '../../analysis/summary.ts';
import type { RecordedObservation } from '../../kernel/kind.ts';
import { RecordedMilestone } from '../../kernel/milestone.ts';
import { Driver } from '../../testing/driver.ts';
import type { RequestObservation } from '../client/protocol.ts';
import { linearizable } from './linearizable.ts';

const ASKED = 'expect: [{ invariant: linearizable }]';

interface Options {
  readonly databases?: number;
  readonly users?: string;
  readonly faults?: string;
  readonly expect?: string;
}

/** Replicas lag behind by a tenth of a second. */
function system({
  databases = 1,
  users = 'retries: 2',
  faults = '',
  expect: asked = ASKED,
}: Options): Driver {
  const link = databases === 1 ? '' : '{ between: [db-1, db], latency: 100ms }';
  return new Driver(`duration: 30s
nodes:
  readers: { kind: client, target: srv, rate: 60/s, paths: 3, writes: 10%, timeout: 300ms, ${users} }
  writers: { kind: client, count: 2, target: srv, rate: 20/s, paths: 3, writes: 80%, timeout: 300ms, ${users} }
  workers: { kind: worker, targets: [srv], rate: 5/s, writes: 50%, retries: 0 }
  srv: { kind: api-server, count: 2, database: db }
  db: { kind: database, count: ${String(databases)}, diskSync: 20ms }
network:
  links: [${link}]
faults: [${faults}]
${asked}
`);
}

/** The keys of which the run says that they are not linearizable. */
function brokenKeys(driver: Driver): readonly unknown[] {
  return driver.milestones.filter(({ type }) => type === 'invariant-violated').map(({ data }) => data.key);
}

const TROUBLE = [
  '{ at: 7s, crash: [writers, workers], for: 1s }',
  '{ at: 10s, crash: db-1, for: 2s }',
  '{ at: 16s, slow-disk: db-1, for: 3s }',
  '{ at: 20s, crash: srv-1, for: 1s }',
  '{ at: 23s, cut: { from: srv-1, to: writers }, for: 3s }',
].join(', ');

describe('a run', () => {
  test('of one database is linearizable, whatever befalls it, if nothing is done twice', () => {
    const driver = system({ faults: TROUBLE, users: 'retries: 2, idempotencyKeys: true' });
    const { metrics, expectations } = summarise(driver.run);
    expect(metrics.failed).toBeGreaterThan(50);
    expect(expectations).toMatchObject([{ holds: true }]);
    expect(brokenKeys(system({ faults: TROUBLE, users: 'retries: 0' }))).toEqual([]);
  });

  test('is not where a retry overwrites what came after the first attempt', () => {
    const driver = system({ faults: TROUBLE });
    expect(new Set(brokenKeys(driver))).toEqual(new Set(['/1', '/2', '/3']));
  });

  test('with reads from asynchronous replicas is not, told once for each key', () => {
    const driver = system({ databases: 3 });
    expect(brokenKeys(driver).toSorted()).toEqual(['/', '/1', '/2', '/3']);
    expect(driver.violations[0]).toMatch(/: .* read nothing, though .* acknowledged before it began$/u);
  });

  test('is judged alike when it is continued from an earlier one', () => {
    const [first, later] = ['{ at: 20s, pause: db-2, for: 2s }', '{ at: 21s, pause: db-2, for: 2s }'];
    const fresh = system({ databases: 3, faults: later }).run;
    const forked = rerun(system({ databases: 3, faults: first }).run, fresh.scenario);
    expect(forked.simulation.digestText).toBe(fresh.simulation.digestText);
    const unasked = system({ databases: 3, faults: later, expect: '' }).run;
    expect(rerun(unasked, fresh.scenario).simulation.digestText).toBe(fresh.simulation.digestText);
  });

  test('whose judging stopped early leaves the expectation open', () => {
    const { run } = system({ users: 'retries: 0' });
    const data = { limit: 100_000, invariant: 'linearizable' };
    const note = { type: 'limit-reached', reason: 'operations', data };
    run.simulation.recording.milestones.push(new RecordedMilestone('readers', 1, 0, 20e6, 0, note));
    expect(summarise(run).expectations).toMatchObject([
      { holds: undefined, measured: 'not violated, but judged only until 20.000 s' },
    ]);
  });

  test('is judged only if somebody asks', () => {
    const driver = system({ databases: 3, expect: '' });
    expect(driver.violations).toEqual([]);
    expect(summarise(driver.run).invariants.map(({ name }) => name)).not.toContain('linearizable');
  });
});

test('a key with very many operations is judged no further, and the run says so', () => {
  const request = (index: number): RecordedObservation => {
    const value: RequestObservation = {
      type: 'request', kind: 'read', request: index, sentAt: index, took: 1, ok: true, outcome: 'ok', database: 'db',
      key: '/', value: '', lsn: 0, reason: 'ok', triedAt: index, target: '', server: '', failedAt: '',
    }; // prettier-ignore
    return { time: index + 1, event: index, node: 'users', value };
  };
  const told: string[] = [];
  linearizable.check(linearizable.initial, {
    now: 0,
    group: 'users',
    step: { node: 'users', before: undefined, after: undefined, event: { type: 'start' } },
    members: [],
    observations: Array.from({ length: 100_010 }, (_, index) => request(index)),
    milestone: ({ type, reason = '' }) => told.push(`${type} ${reason}`),
  });
  expect(told).toEqual(['limit-reached operations on / of db: what comes now is not judged any more']);
});
