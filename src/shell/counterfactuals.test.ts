import { expect, test } from 'vitest';
import { createRunService } from '../analysis/run-service.ts';
import { scenarioOf } from '../testing/driver.ts';
import { culpritOf, type TriedFaults, tryFaults } from './counterfactuals.ts';
import { createInProcessPort } from './in-process-port.ts';
import type { SimulationPort } from './simulation-port.ts';

const TEXT = `ensemble: 1
title: T
duration: 20s
nodes:
  app: { kind: client, target: srv, rate: 30/s }
  srv: { kind: api-server }
  zk: { kind: zookeeper, count: 3 }
faults:
  - { at: 8s, crash: zk-1 }
  - { at: 10s, crash: srv, for: 5s }
  - { at: 12s, crash: zk-2 }
expect:
  - { never: { milestone: service-degraded } }
  - { never: { milestone: node-started } }
  - { never: { milestone: quorum-lost } }
`;

function begun() {
  const port = createInProcessPort(createRunService());
  const ask: SimulationPort['ask'] = (question, ...args) => port.ask(question, ...args);
  let ms = 0;
  return { port, ask, nowMs: () => (ms += 1) };
}

test('the one fault without which an expectation holds is found, by runs without each', async () => {
  const { port, ask, nowMs } = begun();
  const summary = await port.run(scenarioOf(TEXT));
  let tried: TriedFaults = { verdicts: [], of: 3, ended: false };
  const steps: number[] = [];
  await tryFaults(ask, 3, {
    onTried: (now) => {
      tried = now;
      steps.push(now.verdicts.length);
    },
    wanted: () => true,
    nowMs,
  });
  expect(steps).toEqual([1, 2, 3, 3]);
  expect(summary?.expectations.map(({ holds }) => holds)).toEqual([false, false, false]);
  expect(culpritOf(tried, 0)).toEqual({ fault: 1, measured: 'did not happen' });
  // No fault starts the nodes, and either of two costs the ensemble its quorum.
  expect(culpritOf(tried, 1)).toBeUndefined();
  expect(culpritOf(tried, 2)).toBeUndefined();
});

test('nobody is told of runs that are no longer wanted, or while some are missing', async () => {
  const { port, ask, nowMs } = begun();
  await port.run(scenarioOf(TEXT));
  const told: TriedFaults[] = [];
  await tryFaults(ask, 3, { onTried: (now) => told.push(now), wanted: () => told.length < 1, nowMs });
  expect(told).toHaveLength(1);
  expect(told.map((one) => culpritOf(one, 0))).toEqual([undefined]);
});

test('with very many faults none is tried', async () => {
  const { port, ask, nowMs } = begun();
  await port.run(scenarioOf(TEXT));
  await tryFaults(ask, 17, { onTried: () => expect.unreachable(), wanted: () => true, nowMs });
});
