import { describe, expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { createRunService } from './run-service.ts';

const SYSTEM = `ensemble: 1
title: T
duration: 40s
nodes:
  users: { kind: client, target: lb, rate: 30/s, timeout: 2s }
  lb: { kind: load-balancer, targets: [api], check: { interval: 2s, timeout: 1s, fall: 3, rise: 2 } }
  api: { kind: api-server, count: 3 }
faults: [{ at: 10s, crash: api-2 }, { at: 25s, restart: api-2 }]
`;

const service = createRunService();
const summary = service.run(scenarioOf(SYSTEM));
const timeOf = (type: string) =>
  summary.milestones.find((one) => one.type === type && one.node === 'api-2')?.time ?? -1;
const of = (server: string, time: number, count = 10) =>
  service.checksOf('lb', time, count).filter((check) => check.server === server);

describe('the health checks of a pool', () => {
  test('fail, mark down, pass, and mark up, each at the time of its milestone', () => {
    const down = timeOf('marked-down');
    const failed = of('api-2', down).slice(-3);
    expect(failed.map(({ result }) => result)).toEqual(['refused', 'refused', 'refused']);
    expect(failed.map(({ before, after }) => [before, after])).toEqual([
      ['up', 'going-down'],
      ['going-down', 'going-down'],
      ['going-down', 'down'],
    ]);
    expect(failed.at(-1)?.time).toBe(down);

    const up = timeOf('marked-up');
    const passed = of('api-2', up).slice(-2);
    expect(passed.map(({ after }) => after)).toEqual(['going-up', 'up']);
    expect(passed.at(-1)).toMatchObject({ result: 'passed', time: up });
  });

  test('are as many as asked for, the latest, in order', () => {
    const checks = of('api-1', 39e6, 4);
    expect(checks).toHaveLength(4);
    expect(checks.map(({ time }) => time)).toEqual(checks.map(({ time }) => time).sort((a, b) => a - b));
    expect(39e6 - (checks.at(-1)?.time ?? 0)).toBeLessThan(2.1e6);
    expect(of('api-1', 39e6, 5).slice(1)).toEqual(checks);
  });

  test('begin with the one that marked a server which has stayed so since', () => {
    const [marking, ...rest] = of('api-2', 24e6, 2);
    expect(marking).toMatchObject({ time: timeOf('marked-down'), before: 'going-down', after: 'down' });
    expect(rest.map(({ before, after }) => [before, after])).toEqual([
      ['down', 'down'],
      ['down', 'down'],
    ]);
    expect(of('api-2', 39e6, 2)[0]).toMatchObject({
      time: timeOf('marked-up'),
      after: 'up',
      result: 'passed',
    });
  });

  test('are those of the process that runs', () => {
    const restarted = createRunService();
    restarted.run(
      scenarioOf(
        SYSTEM.replace('restart: api-2', 'restart: api-2 }, { at: 20s, crash: lb }, { at: 30s, restart: lb'),
      ),
    );
    expect(restarted.checksOf('lb', 25e6, 10)).toEqual([]);
    const since = restarted.checksOf('lb', 34e6, 10);
    expect(since.length).toBeGreaterThan(2);
    expect(since.every(({ time }) => time > 30e6)).toBe(true);
  });

  test('are none of a node that checks nobody', () => {
    expect(service.checksOf('api-1', 20e6, 10)).toEqual([]);
    expect(service.checksOf('nobody', 20e6, 10)).toEqual([]);
  });
});
