import { expect, test } from 'vitest';
import { databaseSystem } from '../testing/database-system.ts';
import { Driver } from '../testing/driver.ts';
import { defined } from '../lib/assert.ts';
import { causeChain } from './why.ts';

/** The milestones behind the last one of a type at a node, effect first. */
function why({ run, milestones }: Driver, type: string, node: string): readonly string[] {
  const asked = milestones.findLast((one) => one.type === type && one.node === node);
  return causeChain(run, defined(asked, type).id)
    .filter(({ kind }) => kind === 'milestone')
    .map((link) => `${link.type} ${link.node}`);
}

test('a token is refused because somebody else has won a greater one, and that because its holder had frozen', () => {
  const driver = new Driver(`seed: 5
duration: 20s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  store: { kind: resource }
  crew: { kind: lock-user, count: 2, through: zk, resource: store, sessionTimeout: 4s, hold: 60s }
faults: [{ at: 8s, pause: crew-1, for: 8s }]`);
  expect(why(driver, 'fencing-rejected', 'crew-1')).toEqual([
    'fencing-rejected crew-1',
    'node-resumed crew-1',
    'lock-acquired crew-2',
    'watch-fired crew-2',
    'znode-deleted crew-1',
    'session-expired crew-1',
    'node-paused crew-1',
  ]);
});

test('a server is marked down because its checks were made to fail', () => {
  const driver = new Driver(`duration: 16s
nodes:
  users: { kind: client, target: lb, rate: 1/s }
  lb: { kind: load-balancer, targets: [api] }
  api: { kind: api-server, count: 2 }
faults: [{ at: 8s, fail-health: api-2 }]`);
  expect(why(driver, 'marked-down', 'api-2')).toEqual([
    'marked-down api-2',
    'health-check-failed api-2',
    'health-check-failed api-2',
    'health-check-failed api-2',
    'fault-began api-2',
  ]);
});

test('a deposed database is refused because another was elected', () => {
  // As the replica that learns late: the old primary is cut off from ZooKeeper and does not know it.
  const faults = [
    '{ at: 10s, degrade: { between: [zk, db-3], latency: 400ms } }',
    '{ at: 20s, partition: [[db-1], ["zk-[1..3]"]], for: 25s }',
  ];
  const db = 'fencing: token, replication: synchronous, synchronous: { method: any }';
  const driver = databaseSystem(faults, { db, seed: 5 });
  const chain = why(driver, 'fencing-rejected', 'db-1');
  expect(chain).toContain('primary-elected db-2');
  expect(chain).toContain('session-expired db-1');
  expect(chain.at(-1)).toBe('link-cut db-1');
});

test('a script steps down because a healed network let it hear of another primary', () => {
  const driver = databaseSystem(['{ at: 20s, partition: [[db-1, srv-1], [db-2, db-3, srv-2]], for: 15s }'], {
    election: '{ recipe: none }',
  });
  expect(why(driver, 'primary-demoted', 'db-2')).toEqual([
    'primary-demoted db-2',
    'link-healed db-1',
    'link-cut db-1',
  ]);
});

test('a lease runs out because of the cut between whoever renewed it and the leader, whichever side is named first', () => {
  for (const sets of ['[db-1], ["zk-[1..3]"]', '["zk-[1..3]"], [db-1]']) {
    const driver = databaseSystem([`{ at: 20s, partition: [${sets}] }`]);
    const chain = why(driver, 'primary-demoted', 'db-1');
    expect(chain[0]).toBe('primary-demoted db-1');
    expect(chain.at(-1)).toMatch(/^link-cut/);
  }
});

test('what came of the end of a fault is followed to its beginning', () => {
  const driver = databaseSystem(['{ at: 20s, crash: db-1, for: 15s }']);
  expect(why(driver, 'replica-following', 'db-1').slice(-2)).toEqual([
    'node-restarted db-1',
    'node-crashed db-1',
  ]);
});

test('a read that missed a write did so because the copy that it came from was late', () => {
  const driver = new Driver(`seed: 7
duration: 20s
nodes:
  users: { kind: client, target: api, rate: 30/s, writes: 20% }
  api: { kind: api-server, database: db }
  db: { kind: database, count: 3 }
faults: [{ at: 10s, degrade: { between: [db-1, db-3], latency: 1s } }]
expect: [{ violated: linearizable }]`);
  expect(why(driver, 'invariant-violated', 'users').at(-1)).toBe('fault-began db-1');
});
