import { describe, expect, test } from 'vitest';
import { kinds } from '../kinds/index.ts';
import { defined } from '../lib/assert.ts';
import { SECOND } from '../lib/units.ts';
import { parseScenario } from '../scenario/parse.ts';
import { runCampaign } from './campaign.ts';
import { drawDatabasesPlan } from './draw-databases.ts';
import { drawPlan } from './draw-plan.ts';
import { drawRecipesPlan } from './draw-recipes.ts';
import { type Plan, scenarioText } from './plan.ts';
import { shrink } from './shrink.ts';
import type { Trial } from './trial.ts';

const { options } = defined(kinds.find(({ kind }) => kind === 'zookeeper'), 'kind zookeeper'); // prettier-ignore
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

describe('plans', () => {
  test('every plan is a scenario without problems, and the same for the same seed', () => {
    for (const seed of SEEDS) {
      const text = scenarioText(drawPlan(seed, options), 'Test');
      expect(parseScenario(text, kinds)).toMatchObject({ ok: true });
      expect(scenarioText(drawPlan(seed, options), 'Test')).toBe(text);
    }
  });

  test('so is every plan with databases or recipes', () => {
    for (const seed of SEEDS) {
      const lacks = { fencing: seed % 3 === 1, replication: seed % 3 === 2 };
      for (const plan of [drawDatabasesPlan(seed, lacks), drawRecipesPlan(seed, seed % 2 === 0)]) {
        expect(parseScenario(scenarioText(plan, 'Test'), kinds)).toMatchObject({ ok: true });
      }
    }
  });

  test('every fault ends before the calm', () => {
    for (const { faults, calmFrom } of SEEDS.map((seed) => drawPlan(seed, options))) {
      for (const { fault } of faults) expect(fault.at + fault.for).toBeLessThanOrEqual(calmFrom);
    }
  });
});

test('shrinking keeps what the failure needs, and nothing else', () => {
  // Fails where both a pause and a crash are left.
  const judge = (plan: Plan): Trial => {
    const verbs = plan.faults.map(({ fault }) => fault.verb);
    const fails = verbs.includes('pause') && verbs.includes('crash');
    const failure = fails ? ({ kind: 'liveness', name: 'both', text: '' } as const) : undefined;
    return { plan, events: 0, failure };
  };
  const plans = SEEDS.map((seed) => judge(drawPlan(seed, options)));
  const failed = plans.filter(({ failure }) => failure !== undefined);
  expect(failed.length).toBeGreaterThan(5);
  for (const { plan } of failed.map((trial) => shrink(trial, judge))) {
    expect(plan.faults.map(({ fault }) => fault.verb).toSorted()).toEqual(['crash', 'pause']);
    for (const { fault } of plan.faults) expect(fault.at % SECOND).toBe(0);
    // One client for each fault may be what the fault befalls.
    expect(plan.clients.length).toBeLessThanOrEqual(2);
    expect(Object.keys(plan.options)).toEqual(['tickTime']);
  }
});

describe('campaigns', () => {
  test('the same seed makes the same runs', () => {
    const first = runCampaign(2, 8, kinds);
    expect(runCampaign(2, 8, kinds)).toEqual(first);
    expect(runCampaign(1, 9, kinds).events).not.toBe(runCampaign(1, 8, kinds).events);
  });

  test('whatever befalls an ensemble, no claim is ever broken, and left in peace it recovers', () => {
    const { failed, runs } = runCampaign(Number(process.env.FUZZ_RUNS ?? 100), 1, kinds);
    expect(failed && `${failed.failure?.text ?? ''}\n${scenarioText(failed.plan, 'Found by fuzzing')}`).toBe(
      undefined,
    );
    expect(runs).toBeGreaterThan(0);
  }, 600_000);

  test('databases that replicate synchronously and fence lose nothing, and never two of them accept writes', () => {
    const { failed } = runCampaign(Number(process.env.FUZZ_RUNS ?? 60), 1, kinds, undefined, 'databases');
    expect(failed && `${failed.failure?.text ?? ''}\n${scenarioText(failed.plan, 'Found by fuzzing')}`).toBe(
      undefined,
    );
  }, 600_000);

  test('whoever takes turns by a recipe and stops by its own clock is never two at once', () => {
    const { failed } = runCampaign(Number(process.env.FUZZ_RUNS ?? 60), 1, kinds, undefined, 'recipes');
    expect(failed && `${failed.failure?.text ?? ''}\n${scenarioText(failed.plan, 'Found by fuzzing')}`).toBe(
      undefined,
    );
  }, 600_000);

  test.each([
    ['unfenced-recipes', 2],
    ['unfenced-databases', 4],
    ['asynchronous-databases', 1],
  ] as const)(
    'of %s a scenario that breaks a promise is found within 200 runs, and made small',
    (system, seed) => {
      const { failed } = runCampaign(200, seed, kinds, undefined, system);
      expect(failed?.failure?.name).toMatch(/lock-exclusion|one-primary|no-lost-write|lost-writes/);
      expect(failed?.plan.faults.length).toBeLessThanOrEqual(4);
    },
    120_000,
  );
});
