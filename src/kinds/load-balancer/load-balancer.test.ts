import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { Driver } from '../../testing/driver.ts';
import type { ServerState } from './state.ts';

function pool(faults: readonly string[], lines = ''): Driver {
  return new Driver(`duration: 40s
nodes:
  users: { kind: client, target: lb, rate: 30/s, ${lines} timeout: 2s }
  lb: { kind: load-balancer, targets: [api], check: { interval: 2s, timeout: 1s, fall: 3, rise: 2 } }
  api: { kind: api-server, count: 3 }
faults: [${faults.join(', ')}]
`);
}

describe('health checks', () => {
  test('a dead server is down after three refused checks and up after two good ones', () => {
    const driver = pool(['{ at: 10s, crash: api-2 }', '{ at: 25s, restart: api-2 }']);
    const [down] = driver.times('marked-down', 'api-2');
    expect(down).toBeGreaterThan(14);
    expect(down).toBeLessThan(16.1);
    const [up] = driver.times('marked-up', 'api-2');
    expect(up).toBeGreaterThan(27);
    expect(up).toBeLessThan(29.1);
    expect(driver.times('health-check-failed', 'api-2').length).toBeGreaterThanOrEqual(3);
  });

  test('a frozen server is found out by timeouts, which take longer', () => {
    const driver = pool(['{ at: 10s, pause: api-2 }']);
    const [down] = driver.times('marked-down', 'api-2');
    expect(down).toBeGreaterThan(16);
    expect(down).toBeLessThan(20);
    expect(driver.milestones.find((milestone) => milestone.type === 'marked-down')?.reason).toBe('timeout');
  });

  test('one that was never alive is down at its first check', () => {
    const driver = pool(['{ at: 0s, crash: api-3 }']);
    expect(driver.times('marked-down', 'api-3')[0]).toBeLessThan(4.1);
    expect(driver.times('health-check-failed', 'api-3')[0]).toBe(driver.times('marked-down', 'api-3')[0]);
  });

  test('/health may fail while requests are fine, and the other way round', () => {
    const lies = pool(['{ at: 10s, fail-health: api-1 }']);
    expect(lies.times('marked-down', 'api-1')).toHaveLength(1);
    expect(metricsOf(lies.run).failed).toBe(0);
    const grey = pool(['{ at: 10s, fail-requests: api-1 }']);
    expect(grey.times('marked-down')).toEqual([]);
    expect(metricsOf(grey.run).outcomes['status 500']).toBeGreaterThan(200);
  });
});

describe('traffic', () => {
  test('goes round robin over the servers that are up', () => {
    const driver = pool([]);
    const served = ['api-1', 'api-2', 'api-3'].map(
      (name) => (driver.state(name, 39) as { served: number }).served,
    );
    expect(Math.max(...served) - Math.min(...served)).toBeLessThanOrEqual(1);
    expect(metricsOf(driver.run).availability).toBe(1);
  });

  test('is lost in the detection window only', () => {
    const driver = pool(['{ at: 10s, crash: api-2 }']);
    const { failed, requests } = metricsOf(driver.run);
    expect(failed).toBeGreaterThan(20);
    expect(failed).toBeLessThan(requests * 0.09);
  });

  test('a retry finds a server that works', () => {
    expect(metricsOf(pool(['{ at: 10s, crash: api-2 }'], 'retries: 2,').run).failed).toBeLessThan(3);
  });

  test('with nobody left the load balancer answers 503 itself', () => {
    const driver = pool(['{ at: 10s, crash: api }']);
    const { servers } = driver.state('lb', 39) as { servers: readonly ServerState[] };
    expect(servers.map((server) => server.health.check.health)).toEqual([0, 0, 0]);
    expect(driver.times('service-degraded', 'users')).toHaveLength(1);
    expect(metricsOf(driver.run).outcomes['status 503']).toBeGreaterThan(500);
  });
});
