/** A run in pieces against the real simulator. */
import { expect, test } from 'vitest';
import type { RunSummary } from '../analysis/outline.ts';
import { createRunService } from '../analysis/run-service.ts';
import { defined } from '../lib/assert.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { growRun } from './growing-run.ts';
import { createInProcessPort } from './in-process-port.ts';
import type { SimulationPort } from './simulation-port.ts';

async function scenarioNamed(slug: string) {
  return defined(
    builtInScenarios().find((scenario) => scenario.slug === slug),
    slug,
  ).load();
}

function asked(port: SimulationPort): SimulationPort['ask'] {
  return (question, ...args) => port.ask(question, ...args);
}

/** A clock by which each piece takes as long as it may. */
function slowClock(): () => number {
  let now = 0;
  return () => (now += 50);
}

test('a run in pieces is the run at once, and its parts hold back what they cannot know', async () => {
  const scenario = await scenarioNamed('leader-crash');
  const service = createRunService();
  const port = createInProcessPort(service);
  const parts: RunSummary[] = [];
  let reached = 0;
  const whole = await growRun(asked(port), scenario, {
    onGrowth: (end, soFar) => {
      expect(end).toBeGreaterThanOrEqual(reached);
      reached = end;
      if (soFar !== undefined) parts.push(soFar);
    },
    overtaken: () => false,
    nowMs: slowClock(),
  });
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) {
    expect(part.end).toBeLessThan(scenario.duration);
    expect(part.expectations.map(({ holds }) => holds)).not.toContain(true);
    expect(whole?.milestones.slice(0, part.milestones.length)).toEqual(part.milestones);
  }
  expect(whole).toEqual(createRunService().run(scenario));
});

test('a run stops when a newer one waits, or when another began', async () => {
  const scenario = await scenarioNamed('plain-web-app');
  const service = createRunService();
  const port = createInProcessPort(service);
  const nowMs = slowClock();
  expect(
    await growRun(asked(port), scenario, { onGrowth: undefined, overtaken: () => true, nowMs }),
  ).toBeUndefined();
  const drag = () => void service.begin(scenario, 0, undefined);
  expect(
    await growRun(asked(port), scenario, { onGrowth: drag, overtaken: () => false, nowMs: slowClock() }),
  ).toBeUndefined();
});
