import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { databaseSystem } from '../testing/database-system.ts';
import { scenarioOf } from '../testing/driver.ts';
import { failoversOf } from './anatomy.ts';
import type { Failover } from './answer.ts';
import { causeChain } from './why.ts';
import { runScenario } from './run-scenario.ts';

const TEXT = readFileSync('scenarios/who-is-the-primary.yaml', 'utf8');
const FAULTS = /faults:[\s\S]*?\n\n/u;

function failovers(change: (text: string) => string = (text) => text): readonly Failover[] {
  return failoversOf(runScenario(scenarioOf(change(TEXT))));
}

const withFaults = (faults: string) => (text: string) =>
  text.replace(FAULTS, `faults: [${faults}]\n\n`).replace(/story:[\s\S]*/u, '');

test('the phases of the failover follow each other from the crash to the first write', () => {
  const [failover, ...others] = failovers();
  expect(others).toEqual([]);
  expect(failover).toMatchObject({ group: 'db', before: 'db-1', after: 'db-2', from: 12_000_000 });
  expect(failover?.phases.map(({ name }) => name)).toEqual([
    'detection', 'commit', 'notification', 'election', 'promotion', 'rerouting',
  ]); // prettier-ignore
  const length = (name: string): number => {
    const phase = failover?.phases.find((one) => one.name === name);
    return phase === undefined ? -1 : phase.to - phase.from;
  };
  expect(length('detection')).toBeGreaterThanOrEqual(8_000_000 - 2_000_000);
  expect(length('detection')).toBeLessThanOrEqual(8_000_000 + 2_000_000);
  // A proposal, the sync of one follower, its acknowledgement and the commit.
  expect(length('commit')).toBeGreaterThan(2_000);
  expect(length('commit')).toBeLessThan(5_000);
  expect(length('notification')).toBeLessThan(1_000);
  expect(length('promotion')).toBe(20_000);
});

test('what sets a phase is read from the scenario', () => {
  const [failover] = failovers((text) =>
    text.replace('sessionTimeout: 8s', 'sessionTimeout: 6s').replace('tickTime: 2s', 'tickTime: 1s'),
  );
  expect(failover?.phases[0]?.setBy).toEqual({ key: 'session-timeout', timeout: 6_000_000, tick: 1_000_000 });
  expect(failover?.phases[1]?.setBy).toEqual({ key: 'quorum', diskSync: 2_000, quorum: 2, servers: 3 });
  expect(failover?.phases[0]?.to).toBeLessThan(12_000_000 + 7_100_000);
});

describe('other recipes have the same anatomy', () => {
  const PHASES = ['detection', 'commit', 'notification', 'election', 'promotion', 'rerouting'];

  test.each([
    ['naive', '{ through: zk, recipe: naive, sessionTimeout: 8s }', 'session-timeout', PHASES],
    [
      'patroni',
      '{ through: zk, recipe: patroni, sessionTimeout: 20s, loopWait: 5s, retryTimeout: 5s }',
      'session-timeout',
      PHASES,
    ],
    ['none', '{ recipe: none }', 'silence', ['detection', 'election', 'promotion', 'rerouting']],
  ])('of %s', (_name, election, detection, phases) => {
    const [failover] = failoversOf(databaseSystem(['{ at: 20s, crash: db-1 }'], { election }).run);
    expect(failover).toMatchObject({ before: 'db-1', from: 20_000_000 });
    expect(failover?.phases.map(({ name }) => name)).toEqual(phases);
    expect(failover?.phases[0]?.setBy.key).toBe(detection);
  });

  test('what a script takes for a death is traced to the fault that silenced the primary', () => {
    for (const fault of ['crash: db-1', 'partition: [[db-1], [db-2, db-3]]', 'pause: db-1, for: 20s']) {
      const { run, milestones } = databaseSystem([`{ at: 20s, ${fault} }`], { election: '{ recipe: none }' });
      const promoted = milestones.findLast(({ type }) => type === 'primary-promoted');
      expect(promoted?.node).toBe('db-2');
      const chain = causeChain(run, promoted?.id ?? '');
      expect(chain.at(-1)?.time).toBe(20_000_000);
    }
  });
});

describe.each([
  ['a crash', withFaults('{ at: 12s, crash: db-1 }')],
  ['a pause', withFaults('{ at: 12s, pause: db-1, for: 20s }')],
  ['isolation', withFaults('{ at: 12s, isolate: db-1 }')],
  [
    'no fencing',
    (text: string) =>
      withFaults('{ at: 12s, isolate: db-1 }')(text.replace('fencing: session', 'fencing: none')),
  ],
  ['two crashes', withFaults('{ at: 12s, crash: db-1 }, { at: 30s, crash: db-2 }')],
  ['a restart', withFaults('{ at: 12s, crash: db-1 }, { at: 13s, restart: db-1 }')],
])('after %s', (_name, change) => {
  test('phases are contiguous and sum to the total', () => {
    const found = failovers(change);
    expect(found.length).toBeGreaterThan(0);
    for (const { phases, from, to, totalUs } of found) {
      expect(phases[0]?.from).toBe(from);
      expect(phases.at(-1)?.to).toBe(to);
      for (const [index, phase] of phases.slice(1).entries()) expect(phase.from).toBe(phases[index]?.to);
      expect(phases.reduce((sum, phase) => sum + phase.to - phase.from, 0)).toBe(totalUs);
    }
  });
});

test('each of two crashes has its failover', () => {
  const found = failovers(withFaults('{ at: 12s, crash: db-1 }, { at: 30s, crash: db-2 }'));
  expect(found.map(({ before, after, from }) => [before, after, from])).toEqual([
    ['db-1', 'db-2', 12_000_000],
    ['db-2', 'db-3', 30_000_000],
  ]);
});

test('without a successor it goes as far as the run shows', () => {
  const found = failovers(withFaults('{ at: 12s, crash: [db-1, db-2, db-3] }'));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ before: 'db-1', after: undefined });
  expect(found[0]?.phases.map(({ name }) => name)).toEqual(['detection', 'commit']);
});

test('a first write is explained by what made it possible, back to the crash', () => {
  const run = runScenario(scenarioOf(TEXT));
  const first = run.simulation.recording.milestones.findLast(({ type }) => type === 'first-write-accepted');
  const types = causeChain(run, first?.id ?? '').map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['watch-fired', 'primary-promoted', 'session-expired']));
  expect(types.at(-1)).toBe('node-crashed');
});
