import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ToyState, toyWorld } from '../testing/toy-kind.ts';
import type { Fault } from './fault.ts';
import { Simulation } from './simulation.ts';

const MS = 1000;

function run(faults: readonly Fault[]): Simulation {
  const simulation = Simulation.create(toyWorld({ flock: 3, faults }));
  simulation.run();
  return simulation;
}

function state(simulation: Simulation, name: string, time: number): ToyState | undefined {
  return simulation.recording.statesAt(time * MS)[simulation.indexOf(name)] as ToyState | undefined;
}

function add(at: number, count: number, length?: number): Fault {
  const fault: Fault = { at: at * MS, verb: 'add', group: 'flock', count };
  return length === undefined ? fault : { ...fault, for: length * MS };
}

function remove(at: number, count: number, abrupt = false): Fault {
  return { at: at * MS, verb: 'remove', group: 'flock', count, abrupt };
}

function setGap(at: number, gap: number, length?: number): Fault {
  const options = { gap: gap * MS };
  const fault: Fault = { at: at * MS, verb: 'set', nodes: ['toy-1'], options, written: {} };
  return length === undefined ? fault : { ...fault, for: length * MS };
}

function story(simulation: Simulation): readonly string[] {
  return simulation.recording.milestones
    .filter(({ type }) => type.startsWith('instance-'))
    .map(({ type, time, node }) => `${String(time / MS)} ${type.slice('instance-'.length)} ${node}`);
}

describe('autoscaling', () => {
  test('numbers are taken in order and never again, and the highest running ones go', () => {
    const simulation = run([add(10, 1), remove(100, 2), add(150, 1), remove(200, 1)]);
    expect(story(simulation)).toEqual([
      '10 added flock-4', '100 removed flock-4', '100 removed flock-3', '150 added flock-5', '200 removed flock-5',
    ]); // prettier-ignore
    expect(state(simulation, 'flock-4', 90)?.heard).toBeGreaterThan(0);
    expect(state(simulation, 'flock-4', 102)).toBeUndefined();
  });

  test('`for` removes those that were added and are still there', () => {
    const simulation = run([add(50, 2, 100), remove(80, 1), { ...add(100, 1), at: 100 * MS }]);
    expect(story(simulation)).toEqual([
      '50 added flock-4', '50 added flock-5', '80 removed flock-5', '100 added flock-6', '150 removed flock-4',
    ]); // prettier-ignore
  });

  test('who follows the group hears of it at once, also after a restart', () => {
    const restart: readonly Fault[] = [
      { at: 60 * MS, verb: 'crash', target: { nodes: ['toy-1'] } },
      { at: 90 * MS, verb: 'restart', target: { nodes: ['toy-1'] } },
    ];
    const simulation = run([add(50, 1), ...restart, remove(120, 1)]);
    const flock = (time: number) =>
      state(simulation, 'toy-1', time)?.peers.filter((peer) => peer.startsWith('f'));
    expect([flock(49), flock(50), flock(100), flock(120)]).toEqual([
      ['flock-1', 'flock-2', 'flock-3'],
      ['flock-1', 'flock-2', 'flock-3', 'flock-4'],
      ['flock-1', 'flock-2', 'flock-3', 'flock-4'],
      ['flock-1', 'flock-2', 'flock-3'],
    ]);
  });

  test('one that leaves has time to finish; one whose power goes has none', () => {
    const graceful = run([remove(100, 1)]);
    expect(state(graceful, 'flock-3', 100.5)).toBeDefined();
    expect(state(graceful, 'flock-3', 101)).toBeUndefined();
    expect(state(run([remove(100, 1, true)]), 'flock-3', 100)).toBeUndefined();
  });

  test('what was removed is told apart from what has yet to come', () => {
    const { changes } = run([add(50, 1), remove(100, 1), remove(120, 1, true)]).recording;
    const latest = (node: number) => changes.findLast((change) => change.node === node)?.status;
    const names = run([add(50, 1)]).recording.nodeNames;
    expect(latest(names.indexOf('flock-4'))).toBe('removed');
    expect(latest(names.indexOf('flock-3'))).toBe('removed');
    expect(latest(names.indexOf('flock-2'))).toBe('running');
  });

  test('faults pass by what is not there', () => {
    const crash: Fault = {
      at: 20 * MS,
      verb: 'crash',
      target: { nodes: ['flock-3', 'flock-4'] },
      for: 60 * MS,
    };
    const simulation = run([crash, remove(50, 1), add(100, 1)]);
    expect(story(simulation)).toEqual(['50 removed flock-2', '100 added flock-4']);
    expect(state(simulation, 'flock-3', 90)).toBeDefined();
    expect(state(simulation, 'flock-4', 110)).toBeDefined();
  });
});

test('what is set reaches the process, lasts through a restart, and is put back after `for`', () => {
  const gapAt = (simulation: Simulation, time: number) => state(simulation, 'toy-1', time)?.config.gap;
  const restart: readonly Fault[] = [
    { at: 60 * MS, verb: 'crash', target: { nodes: ['toy-1'] } },
    { at: 70 * MS, verb: 'restart', target: { nodes: ['toy-1'] } },
  ];
  const simulation = run([setGap(50, 1, 100), ...restart]);
  expect([49, 51, 80, 151].map((time) => gapAt(simulation, time))).toEqual(
    [5, 1, 1, 5].map((gap) => gap * MS),
  );
  const twice = run([setGap(50, 1, 100), setGap(100, 2)]);
  expect([120, 200].map((time) => gapAt(twice, time))).toEqual([2 * MS, 2 * MS]);
});

const time = fc.integer({ min: 0, max: 300 });
const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.tuple(time, fc.integer({ min: 1, max: 3 })).map(([at, count]) => add(at, count, 40)),
  fc
    .tuple(time, fc.integer({ min: 1, max: 4 }), fc.boolean())
    .map(([at, count, abrupt]) => remove(at, count, abrupt)),
  fc.tuple(time, fc.integer({ min: 1, max: 9 })).map(([at, gap]) => setGap(at, gap, 30)),
  fc.tuple(time, fc.constantFrom('pause', 'crash', 'unplug' as const)).map(([at, verb]): Fault => ({
    at: at * MS,
    verb,
    target: { nodes: ['flock-3', 'flock-4'] },
    for: 30 * MS,
  })),
);

test('forks of systems that grow and shrink have the digest of the straight run', () => {
  fc.assert(
    fc.property(
      fc.array(anyFault, { maxLength: 6 }),
      fc.array(anyFault, { maxLength: 3 }),
      time,
      (before, after, at) => {
        const past = before.filter((fault) => fault.at < at * MS);
        const origin = run(before);
        const digest = origin.digestText;
        const faults = [...past, ...after.filter((fault) => fault.at >= at * MS)];
        const fork = origin.fork(at * MS, toyWorld({ flock: 3, faults }));
        fork.run();
        expect(fork.digestText).toBe(run(faults).digestText);
        expect(origin.digestText).toBe(digest);
      },
    ),
    { numRuns: 40 },
  );
});
