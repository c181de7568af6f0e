/** Every failed request leads back to the fault that made it fail, whatever the fault is. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { effectsOf } from './effects.ts';
import { metricsOf } from './metrics.ts';
import { requestsOf } from './requests.ts';
import { runScenario } from './run-scenario.ts';
import { causeChain } from './why.ts';

const SYSTEM = readFileSync('scenarios/who-is-the-primary.yaml', 'utf8')
  .replace('duration: 60s', 'duration: 25s')
  .replace(/faults:[\s\S]*/u, '');

test.each([
  ['crash: db-1', 'db-1 crashed'],
  ['pause: db-1, for: 10s', 'db-1 froze'],
  ['isolate: db-1', 'db-1 lost its network'],
  ['partition: [[db-1], [api]]', 'network cut between db-1 and api'],
  ['pause: api-1, for: 5s', 'api-1 froze'],
  ['crash: lb-1', 'lb-1 crashed'],
  ['isolate: lb-1', 'lb-1 lost its network'],
  ['crash: [zk-2, zk-3]', 'zk-3 crashed'],
])('after %s: %s', (fault, text) => {
  const run = runScenario(scenarioOf(`${SYSTEM}faults: [{ at: 12s, ${fault} }]\n`));
  const requests = requestsOf(run);
  const failing = requests.list.filter(({ ok }) => !ok);
  expect(failing.length).toBeGreaterThan(5);
  for (const { end } of failing) expect(causeChain(run, end).at(-1)?.text).toBe(text);
  const { lost } = metricsOf(run);
  expect(lost.toFaults.map((one) => one.text)).toEqual([text]);
  expect(lost.toNoFault).toBe(0);
  const root = causeChain(run, failing[0]?.end ?? '').at(-1);
  expect(effectsOf(run, root?.id ?? '')?.failedRequests).toBe(requests.failed);
});
