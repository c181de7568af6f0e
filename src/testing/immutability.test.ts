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

test.each([
  ['the production system', scenarioFile('who-is-the-primary')],
  ['services that come and go', scenarioFile('service-b-scales-up')],
  ['every workload of a ZooKeeper client', allRecipes()],
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
