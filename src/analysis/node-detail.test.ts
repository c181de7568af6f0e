import { describe, expect, test } from 'vitest';
import { valuesOf } from '../lib/sorted-map.ts';
import type { ServerState } from '../kinds/zookeeper/state.ts';
import { scenarioOf } from '../testing/driver.ts';
import { createRunService } from './run-service.ts';

const SYSTEM = `ensemble: 1
title: T
duration: 25s
nodes:
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
faults: [{ at: 10s, crash: db-1 }]
`;

const service = createRunService();
const summary = service.run(scenarioOf(SYSTEM));
const timeOf = (type: string) => summary.milestones.find((one) => one.type === type)?.time ?? -1;
const clientsOf = (state: unknown) =>
  valuesOf((state as ServerState).tree.sessions).map(({ client }) => client);

describe('the selected node', () => {
  const by = summary.milestones.find((one) => one.type === 'session-expired')?.cause?.split('#')[0] ?? '';

  test('is told with its state before what happened at the cursor, and a moment earlier', () => {
    const expired = timeOf('session-expired');
    const { detail } = service.picture(expired, by);
    expect(clientsOf(detail?.state)).toEqual(['db-2']);
    expect(clientsOf(detail?.before)).toEqual(['db-1', 'db-2']);
    const later = service.picture(expired + 50_000, by).detail;
    expect(clientsOf(later?.lately)).toEqual(['db-1', 'db-2']);
  });

  test('has nothing to compare where nothing happened', () => {
    const { detail } = service.picture(timeOf('node-crashed') + 1_000_001, 'db-1');
    expect(detail).toMatchObject({ state: undefined, before: undefined, lately: undefined });
  });

  test('tells its latest events first, none of other nodes', () => {
    const lines = service.eventsOf('db-2', 12e6, 5);
    expect(lines).toHaveLength(5);
    expect(lines.every(({ id, time }) => id.startsWith('db-2#') && time <= 12e6)).toBe(true);
    expect(lines.map(({ time }) => time)).toEqual(lines.map(({ time }) => time).sort((a, b) => b - a));
    expect(service.eventsOf('nobody', 12e6, 5)).toEqual([]);
  });
});
