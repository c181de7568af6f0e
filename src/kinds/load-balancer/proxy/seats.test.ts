import { expect, test } from 'vitest';
import { sizeOf, valuesOf } from '../../../lib/sorted-map.ts';
import { Driver } from '../../../testing/driver.ts';
import { loadOf } from '../loads.ts';
import type { LoadBalancerState } from '../state.ts';

const FAULTS = `faults:
  - { at: 7s, crash: api-1, for: 5s }
  - { at: 9s, pause: api-2, for: 3s }
  - { at: 14s, fail-requests: api-3, for: 2s }
  - { at: 17s, isolate: api-2, for: 2s }
  - { at: 19s, slow: { node: api, by: 10x }, for: 1s }`;

/** What requests hold, counted at the requests and at what is held. */
function holdings({ config, servers, loads, requests, connections, queue }: LoadBalancerState) {
  const held = valuesOf(requests);
  const load = servers.map(({ index }) => loadOf(loads, index));
  return {
    seats: load.map(({ served }) => served),
    seated: config.servers.map((_, index) => held.filter((one) => one.seated && one.server === index).length),
    queued: sizeOf(queue) + load.reduce((sum, one) => sum + sizeOf(one.queue), 0),
    waiting: held.filter(({ phase }) => phase === 'queued').length,
    open:
      load.reduce((sum, { idle }) => sum + idle.length, 0) +
      held.filter((one) => one.connection !== undefined).length,
    known: sizeOf(connections),
  };
}

test.each([
  'preset: haproxy, redispatch: 1, maxConnections: 3, queue: { timeout: 500ms }',
  'preset: haproxy, algorithm: source-hash, redispatch: 1, maxConnections: 2, queue: { limit: 2 }, abortOnClose: true',
  'preset: haproxy, retryOn: [all-retryable-errors], check: { onMarkedDown: shutdown-sessions }',
  'preset: nginx, keepAlive: true, maxConnections: 4, timeouts: { server: 300ms }',
  'preset: envoy, retries: 2, retryOn: [5xx], circuitBreaker: { connections: 5, pending: 5 }, outliers: { interval: 3s }',
  'preset: envoy, algorithm: least-connections, maxConnections: 1, panic: 0%',
  'preset: aws-alb, maxConnections: 2, check: { interval: 1s, timeout: 500ms }, slowStart: 2s, backups: [api-3]',
])('%s: what requests hold and what is held always agree, and nothing is left behind', (balancer) => {
  const driver = new Driver(`duration: 28s
nodes:
  users: { kind: client, target: lb, rate: 80/s, timeout: 400ms }
  lb: { kind: load-balancer, targets: [api], ${balancer} }
  api: { kind: api-server, count: 3, serviceTime: 40ms }
${FAULTS}
`);
  for (let time = 5; time < 28; time += 0.25) {
    const { seats, seated, queued, waiting, open, known } = holdings(
      driver.state('lb', time) as LoadBalancerState,
    );
    expect({ time, seats, queued, open }).toEqual({ time, seats: seated, queued: waiting, open: known });
  }
  const end = driver.state('lb', 27.9) as LoadBalancerState;
  for (const { begun } of valuesOf(end.requests)) expect(begun).toBeGreaterThan(16e6);
});
