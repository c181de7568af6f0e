import { describe, expect, test } from 'vitest';
import { HEADLESS_LIMITS } from '../kernel/world.ts';
import { scenarioOf } from '../testing/driver.ts';
import { metricsOf } from './metrics.ts';
import type { LagPoint } from './outline.ts';
import { replicationLags } from './replication.ts';
import { rerun, type Run } from './run.ts';
import { runScenario } from './run-scenario.ts';

const FAULTS = '{ at: 10s, cut: [db-1, db-3], for: 5s }, { at: 20s, crash: db-2, for: 5s }';

function scenario(faults = FAULTS, election = '') {
  return scenarioOf(`ensemble: 1
title: Test
duration: 48s
nodes:
  users: { kind: client, target: srv, rate: 40/s, writes: 50% }
  srv: { kind: api-server, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 3${election} }
faults: [${faults}]
`);
}

function pointAt(run: Run, replica: string, seconds: number): LagPoint | undefined {
  const lag = replicationLags(run).find((one) => one.replica === replica);
  return lag?.points.find(({ time }) => time === seconds * 1e6);
}

/** How far a replica was behind at a time in seconds. */
function behind(run: Run, replica: string, seconds: number): number | undefined {
  return pointAt(run, replica, seconds)?.behind;
}

describe('the replicas of a group', () => {
  const run = runScenario(scenario());

  test('are a few milliseconds behind, and as much as they are cut off', () => {
    expect(replicationLags(run).map(({ replica }) => replica)).toEqual(['db-2', 'db-3']);
    expect(replicationLags(run)[0]?.points).toHaveLength(240);
    expect(behind(run, 'db-3', 8)).toBeLessThan(3);
    expect(behind(run, 'db-3', 12)).toBeGreaterThan(25);
    expect(behind(run, 'db-3', 14.8)).toBeGreaterThan(70);
    expect(behind(run, 'db-3', 18)).toBeLessThan(3);
    expect(behind(run, 'db-2', 14.8)).toBeLessThan(3);
    const [near, far] = metricsOf(run).replication;
    expect([near?.replica, far?.replica]).toEqual(['db-2', 'db-3']);
    expect(far?.most).toBeGreaterThan(70);
    expect(far?.mean).toBeGreaterThan((near?.mean ?? 0) + 2);
  });

  test('miss what their primary shows since the cut, as long as that lasts', () => {
    const late = (seconds: number) => pointAt(run, 'db-3', seconds)?.late ?? -1;
    expect(late(8)).toBe(0);
    expect(late(12)).toBeGreaterThan(1.5e6);
    expect(late(12)).toBeLessThanOrEqual(2e6);
    expect(late(14.8) - late(12)).toBe(2.8e6);
    expect(late(18)).toBe(0);
  });

  test('are not behind while they are down', () => {
    expect(behind(run, 'db-2', 22)).toBeUndefined();
    expect(behind(run, 'db-2', 28)).toBeLessThan(3);
  });

  test('are known alike whatever detail a run keeps, and however it was continued', () => {
    const lags = replicationLags(run);
    expect(replicationLags(runScenario(scenario(), 48e6, HEADLESS_LIMITS))).toEqual(lags);
    const earlier = runScenario(scenario('{ at: 10s, cut: [db-1, db-3], for: 12s }'));
    expect(replicationLags(rerun(earlier, scenario()))).toEqual(lags);
  });

  test('follow another one when the primary is gone', () => {
    const elected = runScenario(
      scenario('{ at: 15s, crash: db-1, for: 20s }', ', election: { through: zk, sessionTimeout: 6s }'),
    );
    expect(behind(elected, 'db-1', 12)).toBeUndefined();
    expect(behind(elected, 'db-3', 17)).toBeUndefined();
    expect(behind(elected, 'db-2', 30)).toBeUndefined();
    expect(behind(elected, 'db-3', 30)).toBeLessThan(3);
    expect(behind(elected, 'db-1', 46)).toBeLessThan(3);
  });
});
