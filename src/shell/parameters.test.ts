import { expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { readValue } from './parameters.ts';

const scenario = scenarioOf(`ensemble: 1
title: T
duration: 5s
nodes:
  users: { kind: client, count: 2, target: api, rate: 50/s }
  others: { kind: client, target: api, rate: 100/s }
  api: { kind: api-server }
`);

test('the clients may send no more in all than a file may say', () => {
  expect(readValue(scenario, 'others', ['rate'], '19900/s')).toEqual({ ok: true, value: 19_900 });
  const tooMany = { ok: false, error: 'the clients send more than 20000/s in all' };
  expect(readValue(scenario, 'others', ['rate'], '19901/s')).toEqual(tooMany);
  // Every instance of a group changes.
  expect(readValue(scenario, 'users-1', ['rate'], '9951/s')).toEqual(tooMany);
});

test('what is no rate at all is refused as such', () => {
  const read = readValue(scenario, 'others', ['rate'], '100');
  expect(read.ok ? '' : read.error).toContain('has no unit');
});
