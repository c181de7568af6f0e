import { expect, test } from 'vitest';
import { runScenario } from '../../analysis/run-scenario.ts';
import { summarise } from '../../analysis/summary.ts';
import { scenarioOf } from '../../testing/driver.ts';
import { toldUntil } from './told.ts';

test('nothing that comes later is told', () => {
  const summary = summarise(
    runScenario(
      scenarioOf(`ensemble: 1
title: T
duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
faults: [{ at: 15s, crash: db-1 }]
`),
    ),
  );
  const told = toldUntil(summary, 16_000_000);
  expect(summary.milestones.some(({ time }) => time > 16_000_000)).toBe(true);
  expect(told.milestones.every(({ time }) => time <= 16_000_000)).toBe(true);
  expect(told.milestones.at(-1)?.type).toBe('node-crashed');
  expect(told.lanes.flatMap(({ bands }) => bands.filter(({ to }) => to > 16_000_000))).toEqual([]);
  expect(told.lanes.find(({ node }) => node === 'db-2')?.bands.at(-1)?.role).toBe('replica');
  expect(told.success.every(({ time }) => time <= 16_000_000)).toBe(true);
});
