/** What a picture says beyond the states of nodes: sessions, returns and the faults that are in force. */
import { expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import type { NodePicture, Picture } from './picture.ts';
import { pictureAt } from './picture-at.ts';
import { runScenario } from './run-scenario.ts';

const SYSTEM = `ensemble: 1
title: a system
seed: 1
duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 8s } }
`;
const SECOND = 1_000_000;

function picturesOf(faults: string): (seconds: number) => Picture {
  const run = runScenario(scenarioOf(`${SYSTEM}faults: [${faults}]`));
  return (seconds) => pictureAt(run, seconds * SECOND, undefined);
}

function nodeOf(picture: Picture, name: string): NodePicture | undefined {
  return picture.nodes.find((node) => node.name === name);
}

test('the session of a dead node runs out on its ring, and then its return', () => {
  const at = picturesOf('{ at: 12s, crash: db-1 }, { at: 30s, restart: db-1 }');
  const alive = nodeOf(at(11), 'db-1');
  expect(alive?.session?.silent).toBe(false);
  expect(alive?.session?.server).toBe(alive?.face.session);
  const dying = nodeOf(at(18), 'db-1');
  expect(dying?.session?.silent).toBe(true);
  expect(dying?.session?.heardAt).toBeLessThanOrEqual(12 * SECOND);
  expect(dying?.ring).toMatchObject({ name: 'session', firesAt: dying?.session?.expiresAt });
  const dead = nodeOf(at(25), 'db-1');
  expect(dead?.session).toBeUndefined();
  expect(dead?.ring).toEqual({ name: 'back', key: 0, setAt: 12 * SECOND, firesAt: 30 * SECOND });
});

test('a fault that ends by itself has a return too', () => {
  const at = picturesOf('{ at: 12s, crash: zk-1, for: 9s }');
  expect(nodeOf(at(13), 'zk-1')?.ring).toMatchObject({ name: 'back', firesAt: 21 * SECOND });
  expect(nodeOf(at(22), 'zk-1')?.ring?.name).not.toBe('back');
});

test('the faults in force are told, and those that ended are not', () => {
  const at = picturesOf(
    '{ at: 10s, hang: db-1, for: 5s }, { at: 11s, slow: { node: db-1, by: 10x } }, ' +
      '{ at: 10s, cut: { from: db-1, to: zk-2 }, for: 5s }, ' +
      '{ at: 11s, degrade: { between: [db-2, zk-1], latency: 200ms } }',
  );
  expect(nodeOf(at(9), 'db-1')?.conditions).toEqual([]);
  expect(nodeOf(at(12), 'db-1')?.conditions).toEqual(['hang', 'slow']);
  expect(nodeOf(at(16), 'db-1')?.conditions).toEqual(['slow']);
  expect(at(12).cuts).toEqual([{ from: 'db-1', to: 'zk-2' }]);
  expect(at(12).linkFaults.map(({ kind, oneWay }) => [kind, oneWay])).toEqual([
    ['cut', true],
    ['degrade', false],
  ]);
  expect(at(16).cuts).toEqual([]);
  expect(at(16).linkFaults.map(({ kind }) => kind)).toEqual(['degrade']);
});
