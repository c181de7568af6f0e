import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runScenario } from '../analysis/run-scenario.ts';
import { kinds } from '../kinds/index.ts';
import { RECIPES } from '../kinds/zookeeper/recipes/index.ts';
import type { KindDefinition } from '../kernel/kind.ts';
import { DEFAULT_LIMITS } from '../kernel/world.ts';
import { AppendLog } from '../lib/append-log.ts';
import { scenarioOf } from './driver.ts';

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || value instanceof AppendLog)
    return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}

/** The same kind, with every state frozen to its depth before the next event may touch it. */
function frozen(kind: KindDefinition): KindDefinition {
  return {
    ...kind,
    copy: (state) => {
      freeze(state);
      return kind.copy(state);
    },
  };
}

function scenarioFile(slug: string): string {
  const text = readFileSync(new URL(`../../scenarios/${slug}.yaml`, import.meta.url), 'utf8');
  return text.replace('faults:', 'faults:\n  - { at: 40s, crash: { leader: zk }, for: 5s }');
}

/** Every workload of a ZooKeeper client but the random one, each in a group of its own. */
function allRecipes(): string {
  const groups = Object.keys(RECIPES).map(
    (name) =>
      `  ${name}: { kind: zookeeper-client, count: 3, through: zk, workload: ${name}, path: /${name}, sessionTimeout: 4s }`,
  );
  return [
    'ensemble: 1',
    'title: Recipes',
    'duration: 20s',
    'nodes:',
    '  zk: { kind: zookeeper, count: 3, tickTime: 1s }',
    '  app: { kind: zookeeper-client, count: 3, through: zk, workload: random }',
    ...groups,
    'faults:',
    '  - { at: 6s, isolate: { leader: zk }, for: 6s }',
  ].join('\n');
}

/** Whoever works by a recipe: locks, caches, configurations, workers with duties, barriers, and the operator. */
function everyDuty(): string {
  const through = 'through: zk, sessionTimeout: 4s';
  const session = 'sessionTimeout: 4s, targets: [api]';
  return [
    'ensemble: 1',
    'title: Duties',
    'duration: 20s',
    'nodes:',
    '  zk: { kind: zookeeper, count: 3, tickTime: 1s }',
    '  store: { kind: resource }',
    ...['fair', 'herd', 'read-write'].map(
      (lock) =>
        `  ${lock}: { kind: lock-user, count: 3, ${through}, path: /${lock}, resource: store, lock: ${lock} }`,
    ),
    '  front: { kind: cache-client, targets: { discover: /caches, through: zk }, sessionTimeout: 4s }',
    '  cache: { kind: cache, count: 3, register: { in: /caches, through: zk }, sessionTimeout: 4s, size: 90 }',
    '  api: { kind: api-server, count: 2, config: { watch: /config/limit, through: zk }, sessionTimeout: 4s }',
    `  crew: { kind: worker, count: 2, ${session}, leader: { through: zk, every: 1s } }`,
    `  hands: { kind: worker, count: 2, ${session}, queue: { through: zk } }`,
    '  items: { kind: zookeeper-client, through: zk, workload: queue-producer, path: /queue }',
    `  night: { kind: batch-job, count: 2, ${session}, interval: 4s, barrier: { through: zk, size: 2 } }`,
    'faults:',
    '  - { at: 4s, zookeeper: { through: zk, create: /config/limit, data: 3 } }',
    '  - { at: 6s, isolate: { leader: zk }, for: 6s }',
    '  - { at: 7s, pause: [fair-1, herd-1, crew-1], for: 6s }',
    '  - { at: 9s, crash: [cache-1, store], for: 1s }',
    '  - { at: 10s, zookeeper: { through: zk, set: /config/limit, data: 5 } }',
  ].join('\n');
}

/** A load balancer of every product, with limits that make requests wait, retry and leave. */
function everyBalancer(): string {
  const lines = ['haproxy', 'nginx', 'aws-alb', 'envoy'].flatMap((preset, index) => {
    const api = `api-${String.fromCharCode(97 + index)}`;
    return [
      `  ${preset}: { kind: load-balancer, preset: ${preset}, targets: [${api}], algorithm: least-connections, ${LIMITS} }`,
      `  ${api}: { kind: api-server, count: 3, serviceTime: 100ms }`,
      `  ${preset}-users: { kind: client, target: ${preset}, rate: 60/s, timeout: 500ms }`,
    ];
  });
  return ['ensemble: 1', 'title: Balancers', 'duration: 30s', 'nodes:', ...lines, FAULTS].join('\n');
}

const LIMITS =
  'maxConnections: 2, queue: { timeout: 300ms }, slowStart: 4s, redispatch: 1, retries: 2, ' +
  'check: { observe: { errorLimit: 3 } }, outliers: { interval: 3s, baseEjection: 3s }';
const FAULTS = `faults:
  - { at: 8s, crash: [api-a-1, api-b-1, api-c-1, api-d-1], for: 8s }
  - { at: 12s, fail-requests: [api-a-2, api-b-2, api-c-2, api-d-2], for: 4s }`;

test.each([
  ['the production system', scenarioFile('who-is-the-primary')],
  ['services that come and go', scenarioFile('service-b-scales-up')],
  ['every workload of a ZooKeeper client', allRecipes()],
  ['every load balancer', everyBalancer()],
  ['every recipe at work', everyDuty()],
  ['workers that ask databases', scenarioFile('the-nightly-job')],
])(
  'no handler changes a state that is on record: a run of %s over frozen states is the same run',
  (_, text) => {
    const scenario = scenarioOf(text);
    const free = runScenario(scenario);
    const held = runScenario(scenario, scenario.duration, DEFAULT_LIMITS, kinds.map(frozen));
    expect(held.simulation.bug).toBeUndefined();
    expect(held.simulation.digestText).toBe(free.simulation.digestText);
  },
);
