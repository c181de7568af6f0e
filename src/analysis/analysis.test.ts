import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../kernel/world.ts';
import type { RequestObservation } from '../kinds/client/protocol.ts';
import { addFault } from '../scenario/edit.ts';
import { scenarioOf } from '../testing/driver.ts';
import { causeChain } from './why.ts';
import { downtime } from './metrics.ts';
import { createRunService } from './run-service.ts';
import { forkTime, rerun } from './run.ts';
import { runScenario } from './run-scenario.ts';
import { summarise } from './summary.ts';

const SYSTEM = `ensemble: 1
title: T
duration: 40s
nodes:
  app: { kind: client, target: srv, rate: 30/s, writes: 50% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
`;

function chainOf(text: string, type: string, node: string): readonly string[] {
  const run = runScenario(scenarioOf(SYSTEM + text));
  const milestone = run.simulation.recording.milestones.find((one) => one.type === type && one.node === node);
  return causeChain(run, milestone?.id ?? '').map((link) => link.type);
}

describe('why', () => {
  test.each(['crash', 'unplug', 'pause', 'isolate'])(
    'a failover after %s is traced back to that fault',
    (verb) => {
      const chain = chainOf(`faults: [{ at: 15s, ${verb}: db-1 }]`, 'primary-promoted', 'db-2');
      expect(chain).toContain('session-expired');
      expect(chain.at(-1)).toBe(
        { crash: 'node-crashed', unplug: 'node-unplugged', pause: 'node-paused', isolate: 'node-isolated' }[
          verb
        ],
      );
    },
  );

  test('a failover after a partition is traced back to the cut', () => {
    const chain = chainOf('faults: [{ at: 15s, partition: [[db-1], [zk]] }]', 'primary-elected', 'db-2');
    expect(chain.at(-1)).toBe('link-cut');
  });

  test('a new leader is traced back to the crash of the old one', () => {
    const text = SYSTEM.replace('title: T', 'title: T\nseed: 4') + 'faults: [{ at: 15s, crash: zk-3 }]';
    const run = runScenario(scenarioOf(text));
    const elected = run.simulation.recording.milestones.filter((one) => one.type === 'leader-elected').at(-1);
    expect(causeChain(run, elected?.id ?? '').at(-1)).toMatchObject({ type: 'node-crashed', node: 'zk-3' });
  });

  test('a server that was marked down is traced back over the checks that were counted', () => {
    const text = SYSTEM.replace(
      'zk:',
      'lb: { kind: load-balancer, targets: [srv], check: { interval: 2s, timeout: 1s, fall: 3 } }\n  zk:',
    );
    for (const verb of ['crash', 'pause']) {
      const run = runScenario(scenarioOf(`${text}faults: [{ at: 15s, ${verb}: srv-2 }]`));
      const { milestones } = run.simulation.recording;
      const marked = milestones.find(({ type }) => type === 'marked-down');
      const told = causeChain(run, marked?.id ?? '').filter(({ kind }) => kind === 'milestone');
      expect(told.map(({ type }) => type)).toEqual([
        'marked-down',
        'health-check-failed',
        'health-check-failed',
        'health-check-failed',
        `node-${verb}${verb === 'pause' ? 'd' : 'ed'}`,
      ]);
      const [down, , second] = told;
      expect((down?.time ?? 0) - (second?.time ?? 0)).toBeGreaterThanOrEqual(2_000_000);
    }
  });

  test('what nothing caused was scheduled by the scenario', () => {
    const run = runScenario(scenarioOf(SYSTEM));
    const first = run.simulation.recording.milestones[0];
    expect(causeChain(run, first?.id ?? '')).toHaveLength(2);
    expect(causeChain(run, 'nobody#1')).toEqual([]);
  });
});

describe('an edited scenario', () => {
  test('runs on from the edit, with the digest of a straight run', () => {
    const scenario = scenarioOf(SYSTEM);
    const first = runScenario(scenario);
    const edited = addFault(scenario, { at: 21_000_000, verb: 'crash', target: { nodes: ['db-1'] } });
    expect(forkTime(scenario, edited)).toBe(21_000_000);
    const second = rerun(first, edited);
    expect(second.simulation.digestText).toBe(runScenario(edited).simulation.digestText);
    expect(second.simulation.recording.segments[0]?.rows).toBe(first.simulation.recording.segments[0]?.rows);
    const back = rerun(second, scenario);
    expect(back.simulation.digestText).toBe(first.simulation.digestText);
  });

  test('of which more than the faults changed runs from its beginning', () => {
    const scenario = scenarioOf(SYSTEM);
    expect(forkTime(scenario, { ...scenario, seed: 2 })).toBeUndefined();
  });
});

test('the outline of a long run is told without computing its thinned past again', () => {
  const run = runScenario(scenarioOf(SYSTEM), undefined, { ...DEFAULT_LIMITS, detail: 4096 });
  const { recording } = run.simulation;
  const kept = recording.detailedEvents;
  expect(kept).toBeLessThan(recording.events);
  for (const { cause, id } of summarise(run).milestones) expect(cause).not.toBe(id);
  expect(recording.detailedEvents).toBe(kept);
  for (const milestone of recording.milestones)
    expect(recording.event(milestone.event).id).toBe(milestone.cause);
});

describe('the run service', () => {
  test('reads any moment, forwards and backwards, without changing the run', () => {
    const service = createRunService();
    const summary = service.run(scenarioOf(`${SYSTEM}faults: [{ at: 15s, crash: db-1 }]`));
    const primaries = (time: number): readonly string[] =>
      service
        .picture(time, 'zk-1')
        .nodes.filter(({ face }) => face.role === 'primary')
        .map(({ name }) => name);
    expect(primaries(30_000_000)).toEqual(['db-2']);
    expect(primaries(14_000_000)).toEqual(['db-1']);
    expect(primaries(18_000_000)).toEqual([]);
    const time = service.step(15_000_000, 'forward', { type: 'event' }) ?? 0;
    expect(time).toBeGreaterThan(15_000_000);
    expect(service.step(time, 'back', { type: 'event' })).toBe(15_000_000);
    expect(service.run(scenarioOf(`${SYSTEM}faults: [{ at: 15s, crash: db-1 }]`)).digest).toBe(
      summary.digest,
    );
  });

  test('what it tells survives a message', () => {
    const service = createRunService();
    const summary = service.run(scenarioOf(SYSTEM));
    expect(structuredClone(summary)).toEqual(summary);
    for (const selected of summary.nodes) {
      const picture = service.picture(20_000_000, selected.name);
      expect(() => structuredClone(picture)).not.toThrow();
      expect(JSON.stringify(picture).length).toBeLessThan(60_000);
    }
  });
});

describe('expectations', () => {
  const judged = (faults: string, expectation: string): unknown =>
    summarise(runScenario(scenarioOf(`${SYSTEM}faults: [${faults}]\nexpect: [${expectation}]`)))
      .expectations[0]?.holds;

  test.each([
    ['{ primary: db, is: db-1, by: 10s }', '', true],
    ['{ primary: db, is: db-1, by: 20s }', '{ at: 15s, crash: db-1 }', false],
    ['{ primary: db, is: none, by: 18s }', '{ at: 15s, crash: db-1 }', true],
    ['{ leader: zk, is: zk-3, by: 10s }', '', true],
    ['{ milestone: node-crashed, of: db, between: [15s, 15s] }', '{ at: 15s, crash: db-1 }', true],
    [
      '{ milestone: session-expired, within: 9s, after: { milestone: node-crashed } }',
      '{ at: 15s, crash: db-1 }',
      true,
    ],
    [
      '{ milestone: session-expired, within: 3s, after: { milestone: node-crashed } }',
      '{ at: 15s, crash: db-1 }',
      false,
    ],
    ['{ never: { milestone: quorum-lost } }', '{ at: 15s, crash: zk-1 }', true],
    ['{ never: { milestone: quorum-lost } }', '{ at: 15s, crash: zk-3 }', false],
    ['{ availability: app, at-least: 99.9% }', '', true],
    ['{ availability: app, at-least: 99.9% }', '{ at: 15s, crash: db-1 }', false],
    ['{ availability: app, at-most: 99.9% }', '', false],
    ['{ availability: app, at-most: 99.9% }', '{ at: 15s, crash: db-1 }', true],
    ['{ downtime: { of: writes, at-most: 0s } }', '', true],
    ['{ downtime: { of: writes, at-most: 5s } }', '{ at: 15s, crash: db-1 }', false],
    ['{ lost-writes: 0 }', '{ at: 15s, crash: db-1 }', true],
    ['{ violated: one-primary }', '', false],
  ])('%s after %s', (expectation, faults, holds) => {
    expect(judged(faults, expectation)).toBe(holds);
  });
});

test('downtime runs from the sending of a first failure to the answer of the next success', () => {
  const request = (sentAt: number, ok: boolean, took = 10): RequestObservation => ({
    type: 'request', kind: 'write', request: sentAt, sentAt, took, ok, outcome: '', database: '', key: '/', value: '', lsn: 0,
    reason: ok ? 'ok' : 'timeout', triedAt: sentAt, target: '', server: '', failedAt: '',
  }); // prettier-ignore
  const requests = [
    request(0, true),
    request(100, false),
    request(200, false),
    request(300, true),
    request(400, false),
  ];
  expect(downtime(requests, 'write', 1000)).toBe(600);
  expect(downtime(requests.slice(0, 4), 'write', 1000)).toBe(210);
  expect(downtime(requests, 'read', 1000)).toBe(0);
});
