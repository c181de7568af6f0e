import { expect, test } from 'vitest';
import { SECOND } from '../lib/units.ts';
import { scenarioOf } from '../testing/driver.ts';
import { registeredAt } from './registered.ts';
import { runScenario } from './run-scenario.ts';
import { summarise } from './summary.ts';

const run = runScenario(
  scenarioOf(`ensemble: 1
title: T
duration: 30s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 1s }
  api: { kind: api-server, count: 2, register: { in: /api, through: zk }, sessionTimeout: 6s }
  crew: { kind: worker, targets: { discover: /api, through: zk }, rate: 5/s }
faults:
  - { at: 10s, add: { group: api } }
  - { at: 12s, crash: api-1 }
  - { at: 25s, remove: { group: api } }
  - { at: 26s, set: { node: crew, rate: 9/s } }
  - { at: 27s, restart: api-1 }
`),
);

test('a znode is registered from its creation to its deletion, whoever is dead meanwhile', () => {
  const names = (seconds: number) =>
    registeredAt(run, seconds * SECOND)
      .map(({ path }) => path)
      .filter((path) => path.startsWith('/api/'))
      .sort();
  expect(names(9)).toEqual(['/api/api-1', '/api/api-2']);
  expect(names(13)).toEqual(['/api/api-1', '/api/api-2', '/api/api-3']);
  expect(names(24)).toEqual(['/api/api-2', '/api/api-3']);
  expect(names(26)).toEqual(['/api/api-2']);
});

test('adding, removing and setting are neither breakage nor mending', () => {
  expect(summarise(run).faults.map(({ tone }) => tone)).toEqual([
    'adds',
    'breaks',
    'removes',
    'sets',
    'heals',
  ]);
});
