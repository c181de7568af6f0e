import { expect, test } from 'vitest';
import { kinds } from '../kinds/index.ts';
import { changedField, changeExpectation } from '../scenario/change-expectation.ts';
import { scenarioOf } from '../testing/driver.ts';
import { judge } from './expectations.ts';
import { nearestChanges } from './nearest-change.ts';
import { runScenario } from './run-scenario.ts';

/** Each with what would hold instead, from its measured values; a dash where no number or name of it would help. */
const EXPECTED = [
  [
    '{ milestone: session-expired, of: db-1, within: 5s, after: { milestone: node-crashed } }',
    'within: 8.1s',
  ],
  ['{ milestone: session-expired, between: [12s, 15s] }', 'between: [12s, 20.1s]'],
  ['{ milestone: session-expired, between: [25s, 30s] }', 'between: [20s, 30s]'],
  ['{ milestone: node-paused }', '-'],
  ['{ never: { milestone: session-expired, between: [12s, 40s] } }', 'between: [20.1s, 40s]'],
  ['{ never: { milestone: session-expired } }', '-'],
  ['{ lost-writes: 3 }', 'lost-writes: 0'],
  ['{ lost-writes: { at-least: 1, at-most: 5 } }', 'at-least: 0'],
  ['{ availability: app, at-least: 99% }', 'at-least: 89.1%'],
  ['{ downtime: { of: writes, at-most: 2s } }', 'at-most: 8.1s'],
  ['{ primary: db, is: db-2, by: 15s }', 'by: 20.1s'],
  ['{ primary: db, is: db-1, by: 30s }', 'by: 11.9s'],
  ['{ primary: db, is: none, by: 30s }', 'by: 20s'],
  ['{ violated: one-primary }', '-'],
] as const;

const TEXT = `ensemble: 1
title: T
duration: 40s
nodes:
  app: { kind: client, target: srv, rate: 30/s, writes: 50% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 8s } }
faults: [{ at: 12s, crash: db-1 }] # the first of them
expect:
${EXPECTED.map(([text]) => `  - ${text} # as it was\n`).join('')}`;

test('of an expectation that fails the nearest that holds is found, and judged by the same judge', () => {
  const run = runScenario(scenarioOf(TEXT));
  const changes = nearestChanges(run);
  const fields = run.scenario.expect.map((before, index) => {
    const after = changes[index];
    return after === undefined ? '-' : changedField(before, after);
  });
  expect(fields).toEqual(EXPECTED.map(([, field]) => field));
  for (const change of changes) expect(change === undefined || judge(run, change).holds).toBe(true);
});

test('an expectation is changed in the text where it stands, and its comment stays', () => {
  const run = runScenario(scenarioOf(TEXT));
  nearestChanges(run).forEach((change, index) => {
    if (change === undefined) return;
    const changed = changeExpectation(TEXT, index, change, kinds);
    const lines = changed.ok ? changed.value.text.split('\n') : [];
    const differing = TEXT.split('\n').filter((line, place) => line !== lines[place]);
    expect(differing).toEqual([`  - ${EXPECTED[index]?.[0] ?? ''} # as it was`]);
    expect(changed.ok && changed.value.text).toContain(
      changedField(run.scenario.expect[index] ?? change, change),
    );
  });
});
