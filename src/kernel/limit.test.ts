import { defined } from '../lib/assert.ts';
import { describe, expect, test } from 'vitest';
import { toyWorld } from '../testing/toy-kind.ts';
import type { KindDefinition } from './kind.ts';
import { Simulation } from './simulation.ts';

describe('a run that would not end', () => {
  test.each([
    ['events', 500, /^The run has 500 events, the most that it may have\.$/u],
    ['instant', 3, /^The run has 3 events at one instant/u],
    ['queue', 5, /^The run has 5 messages, timers and disk writes due/u],
    ['milestones', 2, /^The run has 2 milestones/u],
  ] as const)('is stopped by its limit of %s, with a sentence and one milestone', (name, limit, sentence) => {
    const simulation = Simulation.create(toyWorld({ limits: { [name]: limit } }));
    const outcome = simulation.run();
    expect(outcome).toMatchObject({ type: 'limit', limit: name });
    expect(outcome.type === 'limit' ? outcome.sentence : '').toMatch(sentence);
    const { milestones, events } = simulation.recording;
    expect(milestones.filter(({ type }) => type === 'limit-reached')).toHaveLength(1);
    simulation.run();
    expect(simulation.recording.events).toBe(events);
  });

  test('stops at the same event where it goes on from the middle of an endless instant', () => {
    const world = toyWorld({ nodes: 1, limits: { instant: 10_000 } });
    const spec = defined(world.nodes[0], 'node');
    const kind: KindDefinition = {
      ...spec.kind,
      handle: (_, __, ctx) => ctx.startTimer('again', 0),
    };
    const endless = { ...world, nodes: [{ ...spec, kind }] };
    const whole = Simulation.create(endless);
    whole.run();
    const fork = whole.fork(world.duration / 2, endless);
    expect(fork.recording.events).toBeGreaterThan(5000);
    fork.run();
    expect(fork.recording.outcome).toEqual(whole.recording.outcome);
    expect(fork.digestText).toBe(whole.digestText);
  });

  test('is the same run in pieces of a few steps each', () => {
    const [whole, pieces] = [Simulation.create(toyWorld()), Simulation.create(toyWorld())];
    whole.run();
    let count = 0;
    for (let outcome = pieces.run(undefined, 100); outcome.type === 'running'; count++) {
      expect(pieces.interrupted).toBe(true);
      outcome = pieces.run(undefined, 100);
    }
    expect(count).toBeGreaterThan(5);
    expect(pieces.interrupted).toBe(false);
    expect(pieces.digestText).toBe(whole.digestText);
  });
});
