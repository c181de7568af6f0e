import { expect, it } from 'vitest';
import { warningsOf } from '../testing/scenario-fixtures.ts';

const withDatabases = (options: string): readonly string[] =>
  warningsOf(`ensemble: 1
title: Test
nodes:
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, ${options} }
`);

it.each([
  [
    'count: 3, election: { through: zk, recipe: patroni, sessionTimeout: 20s }',
    '5:93 loopWait + 2 × retryTimeout is 30s, more than the session timeout of 20s: a primary may outlive its session',
  ],
  [
    'count: 2, replication: synchronous, synchronous: { number: 2 }',
    '5:84 a write waits for 2 replicas of db, which has 1: none is ever acknowledged',
  ],
  [
    'replication: synchronous',
    '5:3 a write waits for 1 replica of db, which has 0: none is ever acknowledged',
  ],
])('warns of %s', (options, warning) => {
  expect(withDatabases(options)).toEqual([warning]);
});

it.each([
  'count: 3, election: { through: zk, recipe: patroni, sessionTimeout: 30s }',
  'count: 3, election: { through: zk, recipe: patroni, sessionTimeout: 20s, loopWait: 5s, retryTimeout: 7s }',
  'count: 3, replication: synchronous, synchronous: { number: 2 }',
  'count: 2, replication: semi-synchronous, semiSynchronous: { number: 2 }',
])('has nothing to say of %s', (options) => {
  expect(withDatabases(options)).toEqual([]);
});
