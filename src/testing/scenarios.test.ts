import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { leftOutSteps } from '../analysis/story.ts';
import { runScenario } from '../analysis/run-scenario.ts';
import { summarise } from '../analysis/summary.ts';
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

  test('runs twice alike, and its expectations hold', () => {
    const scenario = scenarioOf(text);
    const [first, second] = [runScenario(scenario), runScenario(scenario)];
    expect(first.simulation.digestText).toBe(second.simulation.digestText);
    const summary = summarise(first);
    expect(summary.outcome.type).toBe('finished');
    expect(summary.expectations.filter(({ holds }) => holds !== true)).toEqual([]);
  });

  test('every step of its story happens, and in other seeds all of it is true as well', () => {
    const scenario = scenarioOf(text);
    for (const seed of [scenario.seed, ...OTHER_SEEDS]) {
      const run = runScenario(withSeed(scenario, seed));
      const { expectations, story } = summarise(run);
      const untrue = expectations.filter(({ holds }) => holds !== true).map(({ text: claim }) => claim);
      expect({ seed, untrue, leftOut: leftOutSteps(run, story) }).toEqual({ seed, untrue: [], leftOut: [] });
    }
  });
});
