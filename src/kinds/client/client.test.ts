import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../analysis/metrics.ts';
import { Driver } from '../../testing/driver.ts';
import type { HttpRequest } from '../api-server/protocol.ts';

function users(options: string, api = '', faults: readonly string[] = []): Driver {
  return new Driver(`duration: 24s
nodes:
  users: { kind: client, count: 2, target: api, rate: 10/s, ${options} }
  api: { kind: api-server, ${api} }
faults: [${faults.join(', ')}]
`);
}

/** The requests that reached the server, with the time (µs) of each. */
function received(driver: Driver): readonly (HttpRequest & { readonly time: number })[] {
  const { recording } = driver.run.simulation;
  const all: (HttpRequest & { readonly time: number })[] = [];
  for (let number = 0; number < recording.events; number++) {
    const { occurrence, time } = recording.event(number);
    if (occurrence.message.type !== 'http-get') continue;
    all.push({ ...(occurrence.message as HttpRequest), time });
  }
  return all;
}

describe('retries', () => {
  const faults = ['{ at: 6s, fail-requests: api }'];
  const ofOne = (driver: Driver): readonly number[] => {
    const after = received(driver).filter(({ time, client }) => time > 10e6 && client === 'users-1');
    return after.filter(({ request }) => request === after[20]?.request).map(({ time }) => time / 1e6);
  };

  test('follow at once, or after a wait that doubles up to its limit', () => {
    const gaps = (times: readonly number[]): readonly number[] =>
      times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) * 10) / 10);
    expect(gaps(ofOne(users('retries: 3', '', faults)))).toEqual([0, 0, 0]);
    const patient = 'retries: 4, backoff: { first: 200ms, most: 700ms, jitter: none }';
    expect(gaps(ofOne(users(patient, '', faults)))).toEqual([0.2, 0.4, 0.7, 0.7]);
  });

  test('multiply the load of a server that fails, unless they have a budget', () => {
    const load = (options: string): number =>
      received(users(options, '', faults)).filter(({ time }) => time > 10e6 && time < 20e6).length / 200;
    expect(load('retries: 3')).toBeGreaterThan(3.5);
    expect(load('retries: 3, retryBudget: 20%')).toBeLessThan(1.4);
    expect(load('retries: 3, retryBudget: 20%')).toBeGreaterThan(1.05);
  });

  test('an answer to an attempt that was given up counts for nothing', () => {
    const driver = users('retries: 1, timeout: 300ms', 'serviceTime: 500ms');
    const { requests, reasons } = metricsOf(driver.run);
    expect(requests).toBeGreaterThan(300);
    expect(reasons).toEqual({ timeout: requests });
  });
});

describe('what a request says of itself', () => {
  test('an instance has an address of its own; many sources are spread over all addresses', () => {
    const single = received(users(''));
    expect(new Set(single.map(({ source }) => source)).size).toBe(2);
    const many = new Set(received(users('sources: 500')).map(({ source }) => source));
    expect(many.size).toBeGreaterThan(150);
    expect(Math.min(...[...many].map(Number))).toBeLessThan(2 ** 29);
    expect(Math.max(...[...many].map(Number))).toBeGreaterThan(2 ** 32 - 2 ** 29);
  });

  test('it asks for one of as many paths as it is told', () => {
    expect(new Set(received(users('')).map(({ path }) => path))).toEqual(new Set(['/']));
    expect(new Set(received(users('paths: 20')).map(({ path }) => path)).size).toBe(20);
  });
});
