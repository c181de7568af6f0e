import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { SECOND } from '../../lib/units.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { Driver } from '../../testing/driver.ts';
import { kinds } from '../index.ts';
import { standingOf } from './checks.ts';
import type { LoadBalancerState } from './state.ts';

function textOf(balancer: string, faults: readonly string[], rate: number): string {
  return `duration: 40s
nodes:
  users: { kind: client, target: lb, rate: ${String(rate)}/s, timeout: 2s }
  lb: { kind: load-balancer, targets: [api], ${balancer} }
  api: { kind: api-server, count: 4 }
faults: [${faults.join(', ')}]
`;
}

function pool(balancer: string, faults: readonly string[], rate = 30): Driver {
  return new Driver(textOf(balancer, faults, rate));
}

function warningsOf(balancer: string): number {
  const parsed = parseScenario(`ensemble: 1\ntitle: Test\n${textOf(balancer, [], 30)}`, kinds);
  return parsed.ok ? parsed.value.warnings.length : NaN;
}

function servedBy(driver: Driver, name: string): number {
  return (driver.state(name, 39) as { served: number }).served;
}

const CRASH = '{ at: 10s, crash: api-2 }';

describe('a preset', () => {
  test('haproxy with redispatch loses nothing but what a crashed server had', () => {
    const { failed } = metricsOf(pool('preset: haproxy, redispatch: 1', [CRASH]).run);
    expect(failed).toBeLessThanOrEqual(1);
  });

  test('nginx never checks, gives a server up at its first failure and tries it again after ten seconds', () => {
    const driver = pool('preset: nginx', [CRASH, '{ at: 25s, restart: api-2 }']);
    expect(driver.times('health-check-failed')).toEqual([]);
    expect(driver.times('marked-down', 'api-2')[0]).toBeLessThan(10.5);
    const [up] = driver.times('marked-up', 'api-2');
    expect(up).toBeGreaterThan(25);
    expect(up).toBeLessThan(36.5);
    expect(metricsOf(driver.run).failed).toBe(0);
  });

  test('nginx tries as many servers as there are, not those that are yet to come', () => {
    const patient = 'preset: nginx, passive: { maxFails: 0 }, timeouts: { server: 400ms }';
    const driver = pool(patient, ['{ at: 35s, pause: api }', '{ at: 38s, add: { group: api } }']);
    const { outcomes } = metricsOf(driver.run);
    expect(Object.keys(outcomes).sort()).toEqual(['ok', 'status 504']);
  });

  test('aws-alb wants one pass of each target, and with none well it uses them all', () => {
    const check = 'check: { interval: 5s, timeout: 2s, fall: 2 }';
    const driver = pool(`preset: aws-alb, ${check}`, ['{ at: 15s, fail-health: api }']);
    expect(driver.times('marked-up').length).toBe(4);
    expect(driver.times('marked-down').length).toBe(4);
    expect(Math.max(...driver.times('marked-down'))).toBeLessThan(30);
    expect(Object.keys(metricsOf(driver.run).outcomes)).toEqual(['ok']);
  });

  test.each(['aws-alb', 'envoy'])('%s tells which of its targets are up after one check', (preset) => {
    const check = 'check: { interval: 2s, noTrafficInterval: 2s, timeout: 1s, fall: 2, rise: 3 }';
    const driver = pool(`preset: ${preset}, ${check}`, ['{ at: 15s, for: 6s, fail-health: api-2 }']);
    const ups = driver.milestones.filter(({ type, node }) => type === 'marked-up' && node === 'api-2');
    expect(ups.map(({ reason, data }) => [reason, data.rise])).toEqual([
      ['first check passed', 1],
      ['3 checks passed', 3],
    ]);
    const before = driver.state('lb', 2) as LoadBalancerState;
    const [server] = before.servers;
    expect(server === undefined ? '' : standingOf(server, before.config)).toBe('down');
  });

  test('envoy does not find a crash by checks where the file is warned that there will hardly be any', () => {
    const found = (check: string) => {
      const balancer = `preset: envoy, check: { ${check} }`;
      return { warnings: warningsOf(balancer), found: pool(balancer, [CRASH]).times('marked-down').length };
    };
    expect(found('')).toEqual({ warnings: 1, found: 0 });
    expect(found('noTrafficInterval: 2s')).toEqual({ warnings: 0, found: 1 });
  });

  test('envoy ejects a server after five errors, and only a sweep lets it back', () => {
    const outliers = 'outliers: { baseEjection: 12s }';
    const driver = pool(`preset: envoy, ${outliers}`, ['{ at: 10s, for: 5s, fail-requests: api-3 }']);
    const [down] = driver.times('marked-down', 'api-3');
    const [up] = driver.times('marked-up', 'api-3').filter((time) => time > 10);
    expect(down).toBeLessThan(12);
    // Sweeps are at 12 s, 22 s, 32 s after the start of the balancer at 2 s.
    expect(up).toBe(32);
    expect(metricsOf(driver.run).outcomes['status 500']).toBe(5);
  });

  test('envoy counts the errors that it retries as well, and retries once unless told', () => {
    const driver = pool('preset: envoy, outliers: {}, retryOn: [5xx]', ['{ at: 10s, fail-requests: api-3 }']);
    expect(driver.times('marked-down', 'api-3')[0]).toBeLessThan(12);
    const { outcomes } = metricsOf(driver.run);
    expect(Object.keys(outcomes)).toEqual(['ok']);
  });

  test('envoy gives all attempts of a request one time, and tries nothing when it is over', () => {
    const more = 'retryOn: [5xx], retries: 3, timeouts: { server: 500ms }';
    const { outcomes } = metricsOf(
      pool(`preset: envoy, ${more}`, ['{ at: 10s, pause: api-1, for: 5s }']).run,
    );
    expect(outcomes['status 504']).toBeGreaterThan(20);
  });

  test('envoy does not panic while its backups are well', () => {
    const check = 'check: { interval: 2s, noTrafficInterval: 2s }';
    const driver = pool(`preset: envoy, ${check}, backups: [api-4]`, ['{ at: 10s, crash: "api-[1..3]" }']);
    expect(servedBy(driver, 'api-4')).toBeGreaterThan(400);
    const alone = pool(`preset: envoy, ${check}`, ['{ at: 10s, crash: "api-[1..3]" }']);
    expect(servedBy(alone, 'api-4')).toBeLessThan(600);
  });
});

describe('an option', () => {
  test('is said even where it says what another product does by default', () => {
    const configOf = (preset: string) => {
      const driver = pool(`preset: ${preset}, check: { timeout: 1s, fall: 3 }`, [], 1);
      return (driver.state('lb', 5) as LoadBalancerState).config;
    };
    expect(configOf('aws-alb').check).toMatchObject({
      interval: 30 * SECOND, deadline: SECOND, fall: 3, rise: 5,
    }); // prettier-ignore
    expect(configOf('haproxy').timeouts.check).toBe(SECOND);
  });

  test('weights share requests out', () => {
    const driver = pool('weights: [{ server: api-1, weight: 3 }]', []);
    const most = servedBy(driver, 'api-1');
    expect(Math.abs(most - 3 * servedBy(driver, 'api-4'))).toBeLessThan(12);
  });

  test('backups get nothing until all others are down', () => {
    const quiet = pool('backups: [api-4]', []);
    expect(servedBy(quiet, 'api-4')).toBe(0);
    const crash = '{ at: 10s, crash: "api-[1..3]" }';
    expect(servedBy(pool('backups: [api-4]', [crash]), 'api-4')).toBeGreaterThan(400);
  });

  test('maxConnections makes requests wait, and those that wait too long get 503', () => {
    const limits = 'maxConnections: 1, queue: { timeout: 300ms }';
    const { outcomes } = metricsOf(pool(limits, ['{ at: 10s, slow: { node: api, by: 100x } }']).run);
    expect(outcomes['status 503']).toBeGreaterThan(100);
    expect(outcomes.ok).toBeGreaterThan(300);
  });

  test('slowStart lets a server come back with a sixteenth of its weight', () => {
    const driver = pool('slowStart: 10s', ['{ at: 10s, for: 10s, crash: api-2 }']);
    const [up = 0] = driver.times('marked-up', 'api-2');
    const weights = [up + 0.5, up + 5.5, up + 10.5].map(
      (time) => (driver.state('lb', time) as LoadBalancerState).servers[1]?.effectiveWeight,
    );
    expect(weights).toEqual([1, 9, 16]);
  });
});
