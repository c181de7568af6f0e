import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runScenario } from '../analysis/run.ts';
import { kinds } from '../kinds/index.ts';
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

test('no handler changes a state that is on record: a run over frozen states is the same run', () => {
  const text = readFileSync(new URL('../../scenarios/who-is-the-primary.yaml', import.meta.url), 'utf8');
  const scenario = scenarioOf(
    text.replace('faults:', 'faults:\n  - { at: 40s, crash: { leader: zk }, for: 5s }'),
  );
  const free = runScenario(scenario);
  const held = runScenario(scenario, scenario.duration, DEFAULT_LIMITS, kinds.map(frozen));
  expect(held.simulation.bug).toBeUndefined();
  expect(held.simulation.digestText).toBe(free.simulation.digestText);
});
