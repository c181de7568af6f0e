import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scenarioOf } from '../testing/driver.ts';
import { effectsOf } from './effects.ts';
import { requestStory } from './request-story.ts';
import { requestsOf } from './requests.ts';
import { runScenario } from './run-scenario.ts';
import { causeChain } from './why.ts';

const TEXT = readFileSync('scenarios/who-is-the-primary.yaml', 'utf8');
const run = runScenario(scenarioOf(TEXT));
const { milestones, observations } = run.simulation.recording;
const idOf = (type: string, node: string): string =>
  milestones.findLast((one) => one.type === type && one.node === node)?.id ?? '';

describe('the effects of the crash', () => {
  const crash = effectsOf(run, idOf('node-crashed', 'db-1'));

  test('reach over the silence of the node to the first write of the next primary', () => {
    expect(crash?.effects.map(({ type, node }) => `${type} ${node}`)).toEqual(
      expect.arrayContaining([
        'session-expired db-1',
        'primary-elected db-2',
        'primary-promoted db-2',
        'first-write-accepted db-2',
      ]),
    );
    expect(crash?.failedRequests).toBeGreaterThan(0);
    expect(crash?.events).toBeGreaterThan(10);
  });

  test('hang below each other as they caused each other', () => {
    const parentOf = (type: string) => crash?.effects.find((one) => one.type === type)?.parent;
    expect(parentOf('session-expired')).toBeUndefined();
    expect(parentOf('znode-deleted')).toBe(idOf('session-expired', 'db-1'));
    expect(parentOf('primary-promoted')).toBe(idOf('primary-elected', 'db-2'));
  });

  test('do not include what would have happened anyway', () => {
    expect(crash?.effects.some(({ type }) => type === 'node-restarted')).toBe(false);
    expect(crash?.effects.some(({ type, node }) => type === 'session-created' && node === 'db-3')).toBe(
      false,
    );
  });
});

test.each(milestones.map(({ id, type, node }) => [id, type, node]))(
  'every effect of %s (%s %s) has it in its chain of causes',
  (id) => {
    for (const effect of effectsOf(run, id)?.effects ?? []) {
      const links = causeChain(run, effect.id);
      const event = milestones.find((one) => one.id === id)?.cause;
      expect(
        links.some((link) => link.id === id || link.event === event),
        effect.text,
      ).toBe(true);
    }
  },
);

test('an unknown id has no effects', () => {
  expect(effectsOf(run, 'nobody#1')).toBeUndefined();
});

describe('requests', () => {
  const requests = requestsOf(run);

  test('are counted by outcome', () => {
    expect(requests.count).toBe(observations.filter(({ value }) => value.type === 'request').length);
    expect(requests.tallies.reduce((sum, { count }) => sum + count, 0)).toBe(requests.count);
    for (const { count, reads, writes } of requests.tallies) expect(reads + writes).toBe(count);
    expect(requests.tallies[0]?.outcome).toBe('ok');
    const failed = requests.tallies.filter(({ ok }) => !ok);
    expect(failed.reduce((sum, { count }) => sum + count, 0)).toBe(requests.failed);
  });

  test('a failing one is followed from its users to who refused it and back', () => {
    const failing = requests.list.find(({ outcome, sentAt }) => outcome === 'status 503' && sentAt > 13e6);
    const story = requestStory(run, failing?.id ?? '');
    const nodes = story?.hops.map(({ node }) => node.replace(/-\d+$/u, ''));
    expect(nodes).toEqual(['users', 'lb', 'api', 'api', 'lb', 'users']);
    expect(story?.hops.at(-1)?.id).toBe(failing?.end);
    expect(story?.hops.reduce((sum, { delta }) => sum + delta, 0)).toBe(failing?.took);
  });

  test('its chain of causes leads to the crash', () => {
    const failing = requests.list.find(({ outcome, sentAt }) => outcome === 'status 503' && sentAt > 13e6);
    expect(causeChain(run, failing?.end ?? '').at(-1)).toMatchObject({ type: 'node-crashed', node: 'db-1' });
  });

  test('fail because of the crash as often as their chains lead to it', () => {
    const crashed = idOf('node-crashed', 'db-1');
    const led = requests.list.filter(
      ({ ok, end }) => !ok && causeChain(run, end).some(({ id }) => id === crashed),
    );
    expect(led.length).toBeGreaterThan(50);
    expect(effectsOf(run, crashed)?.failedRequests).toBe(led.length);
  });

  test('a write passes through the primary', () => {
    const written = requests.list.find(({ kind, ok }) => kind === 'write' && ok);
    const story = requestStory(run, written?.id ?? '');
    expect(story?.hops.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['http-post', 'db-write', 'log', 'db-written', 'http-response']),
    );
    expect(story?.hops.some(({ node }) => node === 'db-1')).toBe(true);
  });
});
