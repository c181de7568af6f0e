import { describe, expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { metricsOf } from './metrics.ts';
import type { StoryQuestion } from './outline.ts';
import { runScenario } from './run-scenario.ts';
import { leftOutSteps, storyOf } from './story.ts';

const SYSTEM = `ensemble: 1
title: T
duration: 40s
nodes:
  app: { kind: client, target: srv, rate: 30/s, writes: 50% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
faults: [{ at: 15s, crash: db-1 }]
`;

const runOf = (...steps: readonly string[]) =>
  runScenario(scenarioOf(`${SYSTEM}story:\n${steps.map((step) => `  - ${step}\n`).join('')}`));

describe('the steps of a story', () => {
  test('stand at their milestones, at their times, or with the step before', () => {
    const run = runOf(
      '{ at: 1s, title: A, say: a }',
      '{ on: { milestone: node-crashed }, say: b }',
      '{ say: c, title: C }',
      '{ at: 3s, say: early }',
      '{ on: { milestone: primary-elected }, say: d }',
      '{ at: 30s, say: e }',
    );
    const steps = storyOf(run);
    expect(steps.map(({ say }) => say)).toEqual(['a', 'b', 'c', 'early', 'd', 'e']);
    expect(steps.map(({ title }) => title)).toEqual([
      'A',
      'db-1 crashed',
      'C',
      '',
      'db-2 elected primary',
      '',
    ]);
    const [, crash, , early, elected] = steps;
    expect([steps[0]?.time, crash?.time, early?.time]).toEqual([1_000_000, 15_000_000, 15_000_000]);
    // Not the election of db-1, which came before the step before.
    expect(elected?.time).toBeGreaterThan(20_000_000);
    expect(leftOutSteps(run, steps)).toEqual([]);
  });

  test('are left out where their milestone does not come, and the next counts from the one before', () => {
    const run = runOf(
      '{ at: 16s, say: a }',
      '{ on: { milestone: node-crashed, of: db-1 }, title: Gone, say: b }',
      '{ on: { milestone: session-expired }, say: c }',
    );
    const steps = storyOf(run);
    expect(steps.map(({ index }) => index)).toEqual([0, 2]);
    expect(leftOutSteps(run, steps)).toEqual([
      'step 2 of the story (Gone) is left out: no node-crashed of db-1 comes after the step before it',
    ]);
  });
});

describe('the answer to a question', () => {
  const asked = (choices: string, answer: string): StoryQuestion | undefined =>
    storyOf(
      runOf(
        `{ on: { milestone: node-crashed }, ask: { question: Q, choices: ${choices}, answer: ${answer} } }`,
      ),
    )[0]?.ask;

  test.each([
    ['{ nodes: db }', '{ primary: db, after: { milestone: primary-elected } }', ['db-2'], 'db-2'],
    ['{ nodes: db }', '{ primary: db }', ['db-2'], 'db-2'],
    ['[db-1, none]', '{ primary: db, after: { milestone: node-crashed } }', ['none'], 'none'],
    ['{ nodes: zk }', '{ leader: zk }', ['zk-3'], 'zk-3'],
    ['{ nodes: db }', '{ node-of: { milestone: session-expired } }', ['db-1'], 'db-1'],
    ['[0, 1, 2]', '{ count-of: { milestone: session-expired } }', ['1'], 1],
    ['[0, 1]', '{ count-of: { milestone: session-expired, of: db-2 } }', ['0'], 0],
    ['[0, [1, 5]]', '{ metric: lost-writes }', ['0'], 0],
    ['[yes, no]', '{ holds: { primary: db, is: db-1, by: 30s } }', ['no'], 'no'],
  ])('of %s to %s', (choices, answer, answers, value) => {
    expect(asked(choices, answer)).toMatchObject({ answers, value });
  });

  test('about a time is a range or within the tolerance', () => {
    const since = 'since: { milestone: node-crashed }';
    const timeOf = '{ time-of: { milestone: session-expired }';
    expect(asked('[[0s, 6s], [6s, 9s], 20s]', `${timeOf}, ${since} }`)?.answers).toEqual(['6s to 9s']);
    expect(asked('[15s, 22s]', `${timeOf}, tolerance: 2s }`)?.answers).toEqual(['22s']);
    expect(asked('[15s, 35s]', `${timeOf} }`)?.answers).toEqual([]);
  });

  test('is read at its milestone, and not at the end', () => {
    const failed = (after: string) => asked('[0, 1]', `{ metric: failed${after} }`);
    const crash = failed(', after: { milestone: node-crashed }');
    expect(crash?.value).toBe(0);
    expect(crash?.when).toBeLessThan(40_000_000);
    expect(failed('')).toMatchObject({ when: 40_000_000 });
    expect(failed('')?.value).toBeGreaterThan(0);
    const holds = '{ holds: { milestone: session-expired }, after: { milestone: session-expired } }';
    expect(asked('[yes, no]', holds)?.when).toBeLessThan(40_000_000);
  });

  test('whether something holds is known when it can no longer be otherwise', () => {
    const when = (expectation: string) => asked('[yes, no]', `{ holds: ${expectation} }`)?.when;
    expect(when('{ milestone: session-expired }')).toBeLessThan(30_000_000);
    expect(when('{ never: { milestone: session-expired } }')).toBe(when('{ milestone: session-expired }'));
    expect(when('{ never: { milestone: session-expired, of: db-2 } }')).toBe(40_000_000);
    expect(when('{ invariant: one-primary }')).toBe(40_000_000);
    expect(when('{ primary: db, is: db-2, by: 30s }')).toBe(40_000_000);
  });

  test('counts what became of writes, and what reads missed, over the whole run', () => {
    const retried = SYSTEM.replace('writes: 50% }', 'writes: 50%, timeout: 300ms, retries: 3 }')
      .replace('crash: db-1', 'cut: [db-1, db-2], for: 5s')
      .replace('count: 2, election', 'count: 2, diskSync: 20ms, election')
      .replace('}]', '}, { at: 15s, slow-disk: db-1, for: 5s }]');
    const ask = (metric: string) =>
      `{ on: { milestone: link-cut }, ask: { question: Q, choices: [0, [1, 999]], answer: { metric: ${metric}, after: { milestone: link-healed } } } }`;
    const steps = ['lost-writes', 'duplicated-writes', 'stale-reads'].map((metric) => `  - ${ask(metric)}\n`);
    const run = runScenario(scenarioOf(`${retried}story:\n${steps.join('')}`));
    const { lostWrites, duplicatedWrites, staleReads } = metricsOf(run);
    expect(storyOf(run).map((step) => step.ask?.value)).toEqual([lostWrites, duplicatedWrites, staleReads]);
    expect(Math.min(duplicatedWrites, staleReads)).toBeGreaterThan(10);
    expect(storyOf(run).map((step) => step.ask?.when)).toEqual([40_000_000, 40_000_000, 40_000_000]);
  });

  test('is given away at the milestone that settles it', () => {
    const question = asked('{ nodes: db }', '{ primary: db, after: { milestone: primary-elected } }');
    expect(question?.happened).toBe('db-2 elected primary');
    expect(question?.when).toBeGreaterThan(20_000_000);
    expect(asked('{ nodes: db }', '{ primary: db }')?.when).toBe(40_000_000);
  });
});
