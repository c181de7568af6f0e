import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { summarise } from '../../analysis/summary.ts';
import { Driver, scenarioOf } from '../../testing/driver.ts';
import type { WorkerState } from './state.ts';

interface Options {
  readonly crew?: string;
  readonly db?: string;
  readonly more?: string;
}

const ELECTION = 'election: { through: zk, sessionTimeout: 4s }';

/** Three workers that ask three databases themselves. */
function crew(
  faults: readonly string[],
  { crew: options = '', db = ELECTION, more = '' }: Options = {},
): Driver {
  return new Driver(`seed: 5
duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  db: { kind: database, count: 3, ${db} }
  crew: { kind: worker, count: 3, database: db, rate: 20/s, writes: 50%, sessionTimeout: 4s, ${options} }
faults: [${faults.join(', ')}]
${more}
`);
}

/** Whom each worker takes for the primary. */
function known(driver: Driver, seconds: number): readonly (string | undefined)[] {
  return ['crew-1', 'crew-2', 'crew-3'].map((one) => (driver.state(one, seconds) as WorkerState).primary);
}

const CRASH = '{ at: 10s, crash: db-1 }';

describe('a worker with databases', () => {
  test('writes to the primary and reads from all of them', () => {
    const driver = crew([]);
    const { requests, failed } = metricsOf(driver.run);
    expect(requests).toBeGreaterThan(1800);
    expect(failed).toBe(0);
    const asked = new Map<string, Set<unknown>>([['read', new Set()], ['write', new Set()]]); // prettier-ignore
    for (const { value } of driver.run.simulation.recording.observations) {
      if (value.type === 'request' && 'kind' in value && 'target' in value)
        asked.get(String(value.kind))?.add(value.target);
    }
    expect([...(asked.get('read') ?? [])].sort()).toEqual(['db-1', 'db-2', 'db-3']);
    expect([...(asked.get('write') ?? [])]).toEqual(['db-1']);
  });

  test('learns the next primary from its znode, and fails until then', () => {
    const driver = crew([CRASH]);
    const [promoted = 99] = driver.times('primary-promoted', 'db-2');
    expect(known(driver, promoted - 0.1)).toEqual(['db-1', 'db-1', 'db-1']);
    expect(known(driver, promoted + 0.1)).toEqual(['db-2', 'db-2', 'db-2']);
    const { metrics } = summarise(driver.run);
    expect(metrics.reasons['database-down']).toBeGreaterThan(50);
    expect(metrics.readAvailability).toBe(1);
    expect(metrics.lost.toNoFault).toBe(0);
    expect(metrics.lost.toFaults.map(({ node }) => node)).toEqual(['db-1']);
  });

  test('retries its writes until there is another primary, if it is told to', () => {
    const { failed, lostWrites } = metricsOf(crew([CRASH], { crew: 'retryWrites: 10s' }).run);
    expect([failed, lostWrites]).toEqual([0, 0]);
  });

  test('tries one after another where nobody elects, and goes to the first where there is no election', () => {
    const tried = crew([CRASH], { db: 'election: { recipe: none }' });
    expect(known(tried, 39)).toEqual(['db-2', 'db-2', 'db-2']);
    const fixed = crew([CRASH], { db: '' });
    expect(known(fixed, 39)).toEqual(['db-1', 'db-1', 'db-1']);
    expect(metricsOf(fixed.run).writeAvailability).toBeLessThan(0.3);
  });

  test('counts as a client: what it was told is written may be lost, done twice, or out of order', () => {
    const behind = "{ at: 9s, cut: [db-1, 'db-[2..3]'] }";
    const judged = crew([behind, CRASH], { more: 'expect: [{ invariant: linearizable }]' });
    expect(metricsOf(judged.run).lostWrites).toBeGreaterThan(5);
    expect(new Set(judged.milestones.map(({ data }) => data.invariant))).toContain('linearizable');
    expect(new Set(judged.milestones.map(({ data }) => data.invariant))).toContain('no-lost-write');
    const answers = ['{ at: 10s, cut: { from: db, to: crew }, for: 3s }'];
    const retries = 'retryWrites: 10s, timeout: 500ms';
    expect(metricsOf(crew(answers, { crew: retries }).run).duplicatedWrites).toBeGreaterThan(5);
    const keyed = crew(answers, { crew: `${retries}, idempotencyKeys: true` });
    expect(metricsOf(keyed.run).duplicatedWrites).toBe(0);
  });

  test('heeds the fencing token: what a deposed primary acknowledges does not count', () => {
    const faults = ['{ at: 10s, pause: db-1, for: 10s }'];
    const driver = crew(faults, {
      db: `${ELECTION}, fencing: token`,
      crew: 'timeout: 20s, retryWrites: 20s',
    });
    expect(driver.times('fencing-rejected', 'db-1').length).toBeGreaterThan(0);
    expect(metricsOf(driver.run).lostWrites).toBe(0);
  });

  test('keeps its job and its primary apart, in one session', () => {
    const leader = 'rate: 0/s, writes: 100%, leader: { through: zk, path: /report, every: 500ms }';
    const faults = [CRASH, '{ at: 20s, crash: crew-1 }'];
    const driver = crew(faults, { crew: leader.replace('rate: 0/s, writes: 100%', 'retryWrites: 9s') });
    expect(driver.times('primary-elected', 'crew-2')[0]).toBeGreaterThan(22);
    const { primary, token, duty } = driver.state('crew-2', 39) as WorkerState;
    expect(primary).toBe('db-2');
    expect(token).not.toBe(duty?.token);
    const begun = driver.milestones.filter(({ type }) => type === 'job-begun');
    expect(new Set(begun.map(({ node }) => node))).toEqual(new Set(['crew-1', 'crew-2']));
    expect(metricsOf(driver.run).failed).toBe(0);
  });
});

test('a worker has either targets or a database', () => {
  const problem = (options: string) => () =>
    scenarioOf(`ensemble: 1
title: x
nodes:
  zk: { kind: zookeeper }
  zoo: { kind: zookeeper }
  db: { kind: database, election: { through: zk } }
  api: { kind: api-server }
  a: { kind: worker${options} }
`);
  expect(problem(', targets: [api], database: db')).toThrow(
    '8:38 a has targets and database; a worker has one of them',
  );
  expect(problem('')).toThrow('8:3 a needs targets or database, such as database: db');
  expect(problem(', database: api')).toThrow('api is of kind api-server; database takes database');
  expect(problem(', database: db, leader: { through: zoo }')).toThrow(
    'a learns of its primary through zk and cannot elect a leader through zoo',
  );
});
