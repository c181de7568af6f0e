import { expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { createRunService } from './run-service.ts';

test('what became of a client’s requests is counted up to a time, answered ones first', () => {
  const service = createRunService();
  const { metrics, end } = service.run(
    scenarioOf(`ensemble: 1
title: T
duration: 20s
nodes:
  users: { kind: client, target: api, rate: 50/s, writes: 50%, timeout: 1s }
  api: { kind: api-server }
faults: [{ at: 10s, crash: api }]
`),
  );
  expect(service.outcomesOf('users', 9e6).map(({ outcome, ok }) => [outcome, ok])).toEqual([['ok', true]]);
  const all = service.outcomesOf('users', end);
  expect(all[0]?.outcome).toBe('ok');
  expect(all.slice(1).every(({ ok }) => !ok)).toBe(true);
  expect(all.reduce((sum, { reads, writes }) => sum + reads + writes, 0)).toBe(metrics.requests);
  expect(new Set(all.slice(1).map(({ fault }) => fault))).toEqual(new Set(['api crashed']));
  expect(all.map(({ reason }) => reason)).toEqual(['ok', 'refused']);
  expect(service.outcomesOf('api', end)).toEqual([]);
});

test('the requests that came to a load balancer are counted by their ends, whoever sent them', () => {
  const service = createRunService();
  const { metrics, end } = service.run(
    scenarioOf(`ensemble: 1
title: T
duration: 20s
nodes:
  users: { kind: client, count: 2, target: lb, rate: 25/s, timeout: 1s }
  others: { kind: client, target: api, rate: 10/s, timeout: 1s }
  lb: { kind: load-balancer, targets: [api], check: { interval: 1s, timeout: 500ms, fall: 2 } }
  api: { kind: api-server }
faults: [{ at: 10s, crash: api }]
`),
  );
  const ends = service.outcomesOf('lb', end);
  expect(ends.map(({ reason }) => reason)).toEqual(['ok', 'no-server', 'server-refused']);
  const counted = ends.reduce((sum, { reads, writes }) => sum + reads + writes, 0);
  const others = service.outcomesOf('others', end).reduce((sum, { reads }) => sum + reads, 0);
  expect(counted + others).toBe(metrics.requests);
  const last = (time: number) => service.requestsThrough('lb', time, 3).map(({ ok, client }) => [ok, client]);
  expect(last(9e6).map(([ok]) => ok)).toEqual([true, true, true]);
  expect(last(end).map(([ok]) => ok)).toEqual([false, false, false]);
  expect(last(end).some(([, client]) => client === 'others')).toBe(false);
  expect(service.outcomesOf('lb', 9e6).map(({ outcome }) => outcome)).toEqual(['ok']);
});
