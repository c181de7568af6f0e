import { describe, expect, test } from 'vitest';
import { Driver } from '../../testing/driver.ts';
import type { ServerState } from './state.ts';

function ensemble(count: number, faults: readonly string[] = [], more = '', duration = '60s'): Driver {
  const list = faults.length === 0 ? '' : `faults:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`;
  return new Driver(
    `duration: ${duration}\nnodes:\n  zk: { kind: zookeeper, count: ${String(count)} }\n${more}\n${list}`,
  );
}

const SERVER =
  '  api: { kind: api-server, count: 2, register: { in: /services/api, through: zk }, sessionTimeout: 6s }';

describe('election', () => {
  test.each([1, 2, 3, 5, 7])(
    'of %i servers that start together the highest id leads the first epoch',
    (count) => {
      const driver = ensemble(count);
      expect(driver.story('leader-elected')).toHaveLength(1);
      expect(driver.holders('leader', 2)).toEqual([count === 1 ? 'zk-1' : `zk-${String(count)}`]);
      expect(driver.times('leader-elected')[0]).toBeLessThan(0.5);
      expect(driver.violations).toEqual([]);
    },
  );

  test('when the leader crashes the rest elect another, in a new epoch, within a second', () => {
    const driver = ensemble(3, ['{ at: 10s, crash: { leader: zk } }']);
    expect(driver.holders('leader', 11)).toEqual(['zk-2']);
    expect(driver.times('quorum-lost')).toEqual([10]);
    expect(driver.times('quorum-regained')[0]).toBeLessThan(11);
    expect((driver.state('zk-2', 20) as ServerState).disk.currentEpoch).toBe(2);
  });

  test('a late joiner follows the established leader, whatever its id', () => {
    const driver = ensemble(3, ['{ at: 0s, crash: zk-3 }', '{ at: 10s, restart: zk-3 }']);
    expect(driver.holders('leader', 30)).toEqual(['zk-2']);
    expect(driver.holders('follower', 30)).toEqual(['zk-1', 'zk-3']);
  });

  test('without a quorum nobody leads; with it again somebody does', () => {
    const driver = ensemble(5, ['{ at: 10s, crash: "zk-[3..5]" }', '{ at: 30s, restart: zk-3 }']);
    expect(driver.holders('leader', 25)).toEqual([]);
    expect(driver.holders('leader', 35)).toHaveLength(1);
  });

  test('a leader cut off from its quorum steps down, and the majority goes on', () => {
    const driver = ensemble(3, ['{ at: 10s, isolate: zk-3, for: 30s }']);
    expect(driver.times('leader-stepped-down', 'zk-3')[0]).toBeLessThan(24);
    expect(driver.holders('leader', 35)).toEqual(['zk-2']);
    expect(driver.holders('follower', 55)).toEqual(['zk-1', 'zk-3']);
    expect(driver.violations).toEqual([]);
  });

  test('a fault that asks for the leader takes the newest, not a deposed one that has not noticed', () => {
    const driver = ensemble(3, [
      '{ at: 10s, pause: zk-3 }',
      '{ at: 34s, isolate: zk-3 }',
      '{ at: 35s, crash: { leader: zk } }',
    ]);
    expect(driver.holders('leader', 34)).toEqual(['zk-2', 'zk-3']);
    expect(driver.times('node-crashed')).toEqual([35]);
    expect(driver.times('node-crashed', 'zk-2')).toEqual([35]);
  });

  test('a paused leader is replaced, and follows when it wakes', () => {
    const driver = ensemble(3, ['{ at: 10s, pause: zk-3, for: 30s }']);
    expect(driver.holders('leader', 39)).toEqual(['zk-2', 'zk-3']);
    expect(driver.holders('leader', 55)).toEqual(['zk-2']);
    expect(driver.violations).toEqual([]);
  });
});

describe('sessions', () => {
  test('an ephemeral outlives its client by the session timeout, rounded up to a tick', () => {
    const driver = ensemble(3, ['{ at: 20s, crash: api-1 }'], SERVER);
    const [expired] = driver.times('session-expired', 'api-1');
    expect(expired).toBeGreaterThan(24);
    expect(expired).toBeLessThan(30);
    expect(driver.times('znode-deleted', 'api-1')).toEqual([expired]);
    expect(driver.times('session-expired', 'api-2')).toEqual([]);
  });

  test('a client whose server dies moves to another with the same session', () => {
    const crash = (at: number, node: string): string => `{ at: ${String(at)}s, crash: ${node}, for: 4s }`;
    const faults = [crash(20, 'zk-1'), crash(30, 'zk-2'), crash(40, 'zk-3')];
    const driver = ensemble(3, faults, SERVER);
    expect(driver.times('connection-suspended').length).toBeGreaterThan(0);
    expect(driver.times('connection-restored').length).toBe(driver.times('connection-suspended').length);
    expect(driver.times('session-expired')).toEqual([]);
  });

  test('a new leader gives every session a full timeout', () => {
    const driver = ensemble(3, ['{ at: 20s, crash: api-1 }', '{ at: 23s, crash: { leader: zk } }'], SERVER);
    const [elected] = driver.times('quorum-regained');
    expect(driver.times('session-expired', 'api-1')[0]).toBeGreaterThanOrEqual((elected ?? 0) + 6);
  });

  test('without a quorum no session expires', () => {
    const faults = ['{ at: 20s, crash: api-1 }', '{ at: 21s, crash: "zk-[2..3]" }'];
    expect(ensemble(3, faults, SERVER).times('session-expired')).toEqual([]);
  });

  test('a client that was paused past its timeout learns it when it wakes, and registers anew', () => {
    const driver = ensemble(3, ['{ at: 20s, pause: api-1, for: 15s }'], SERVER);
    expect(driver.times('session-expired', 'api-1')).toHaveLength(1);
    expect(driver.times('session-created', 'api-1')).toHaveLength(2);
    expect(driver.times('znode-created', 'api-1').at(-1)).toBeGreaterThan(35);
  });
});

describe('replication', () => {
  test('all servers hold the same tree in the end, after crashes and power cuts', () => {
    const faults = [
      '{ at: 15s, unplug: zk-3, for: 5s }',
      '{ at: 30s, crash: zk-1, for: 2s }',
      '{ at: 40s, unplug: zk-2, for: 1s }',
    ];
    const driver = ensemble(3, faults, SERVER);
    const trees = ['zk-1', 'zk-2', 'zk-3'].map((name) => (driver.state(name, 60) as ServerState).tree);
    expect(trees[0]?.root).toEqual(trees[1]?.root);
    expect(trees[1]?.root).toEqual(trees[2]?.root);
    expect(trees[0]?.sessions).toEqual(trees[2]?.sessions);
  });
});
