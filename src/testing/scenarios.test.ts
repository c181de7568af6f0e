import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { leftOutSteps } from '../analysis/story.ts';
import type { Run } from '../analysis/run.ts';
import { runScenario } from '../analysis/run-scenario.ts';
import { summarise } from '../analysis/summary.ts';
import { HEADLESS_LIMITS } from '../kernel/world.ts';
import { kinds } from '../kinds/index.ts';
import { withSeed } from '../scenario/edit.ts';
import { INVARIANT_NAMES } from '../scenario/invariants.ts';
import { parseScenario } from '../scenario/parse.ts';
import { scenarioOf } from './driver.ts';

const OTHER_SEEDS = [1, 2, 3];

const folder = new URL('../../scenarios/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

test('every invariant that an expectation may name is evaluated by a kind', () => {
  const evaluated = kinds.flatMap((kind) => kind.invariants.map(({ name }) => name));
  expect(evaluated).toEqual(expect.arrayContaining([...INVARIANT_NAMES]));
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');

  test('parses without a warning', () => {
    expect(parseScenario(text, kinds)).toMatchObject({ ok: true, value: { warnings: [] } });
  });

  test('runs twice alike, its expectations hold, and every step of its story happens', () => {
    const scenario = scenarioOf(text);
    const first = runScenario(scenario);
    const { digestText } = first.simulation;
    expect(runScenario(scenario, undefined, HEADLESS_LIMITS).simulation.digestText).toBe(digestText);
    expect(first.simulation.recording.outcome.type).toBe('finished');
    expect(falsehoods(first)).toEqual({ untrue: [], leftOut: [] });
  });

  test('in other seeds all of it is true as well', () => {
    for (const seed of OTHER_SEEDS) {
      const run = runScenario(withSeed(scenarioOf(text), seed), undefined, HEADLESS_LIMITS);
      expect({ seed, ...falsehoods(run) }).toEqual({ seed, untrue: [], leftOut: [] });
    }
  });
});

function falsehoods(run: Run) {
  const { expectations, story } = summarise(run);
  const untrue = expectations.filter(({ holds }) => holds !== true).map(({ text: claim }) => claim);
  return { untrue, leftOut: leftOutSteps(run, story) };
}
