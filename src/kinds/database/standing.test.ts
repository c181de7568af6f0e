import { expect, test } from 'vitest';
import { createRunService } from '../../analysis/run-service.ts';
import { scenarioOf } from '../../testing/driver.ts';
import { type DatabaseStanding, measure } from './standing.ts';

const running = (role: 'primary' | 'replica', timeline: number, follows?: string) => ({
  role, timeline, lsn: 10, syncedLsn: 10, follows, streaming: follows !== undefined,
}); // prettier-ignore

test('a replica measures itself by the primary that it follows, not by a newer one', () => {
  const group: readonly DatabaseStanding[] = [
    { name: 'db-1', running: running('primary', 1) },
    { name: 'db-2', running: running('primary', 2) },
    { name: 'db-3', running: running('replica', 1, 'db-1') },
    { name: 'db-4', running: running('replica', 1) },
    { name: 'db-5', running: undefined },
  ];
  expect(measure(group, 'db-3')?.name).toBe('db-1');
  expect(measure(group, 'db-4')?.name).toBe('db-2');
  expect(measure(group, 'db-1')).toBeUndefined();
});

test('a picture tells of the selected database how far its group has come', () => {
  const service = createRunService();
  service.run(
    scenarioOf(`ensemble: 1
title: T
duration: 12s
nodes:
  users: { kind: client, target: api, rate: 50/s, writes: 50% }
  api: { kind: api-server, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 3, election: { through: zk } }
faults: [{ at: 8s, crash: db-3 }]
`),
  );
  const peers = service.picture(9e6, 'db-2').detail?.peers ?? [];
  expect(peers.map(({ name, running: is }) => [name, is?.role, is?.follows])).toEqual([
    ['db-1', 'primary', undefined],
    ['db-2', 'replica', 'db-1'],
    ['db-3', undefined, undefined],
  ]);
  expect(peers[0]?.running?.lsn).toBeGreaterThan(100);
  expect(service.picture(9e6, 'zk-1').detail?.peers).toEqual([]);
});
