import { expect, test } from 'vitest';
import { type ToyState, toyWorld } from '../testing/toy-kind.ts';
import type { Fault } from './fault.ts';
import { Simulation } from './simulation.ts';
import type { World } from './world.ts';

const MS = 1000;
const BOOT = 80;

/** toy-1 resets itself at 100 ms, and its machine takes 80 ms to boot. */
function worldWith(faults: readonly Fault[] = []): World {
  const reset: Fault = {
    at: 100 * MS,
    verb: 'set',
    nodes: ['toy-1'],
    options: { boot: BOOT * MS },
    written: {},
  };
  return toyWorld({ faults: [reset, ...faults] });
}

function run(faults: readonly Fault[] = []): Simulation {
  const simulation = Simulation.create(worldWith(faults));
  simulation.run();
  return simulation;
}

function fault(at: number, verb: 'crash' | 'restart' | 'unplug' | 'plug'): Fault {
  return { at: at * MS, verb, target: { nodes: ['toy-1'] } };
}

function story({ recording }: Simulation): readonly string[] {
  return recording.milestones
    .filter(({ node, type, time }) => node === 'toy-1' && time > 0 && type.startsWith('node-'))
    .map(({ type, time }) => `${String(time / MS)} ${type}`);
}

function state({ recording }: Simulation, name: string, time: number): ToyState | undefined {
  return recording.statesAt(time * MS)[name === 'toy-1' ? 0 : 1] as ToyState | undefined;
}

test('a machine that is reset loses what is not synced, answers nobody and is up again after its boot', () => {
  const simulation = run();
  expect(story(simulation)).toEqual(['100 node-crashed', '180 node-restarted']);
  const [before, other] = [state(simulation, 'toy-1', 99), state(simulation, 'toy-2', 99)];
  expect(state(simulation, 'toy-1', 179)).toBeUndefined();
  const after = state(simulation, 'toy-1', 180);
  expect(after?.found).toBeGreaterThan(0);
  expect(after?.found).toBeLessThan(before?.said ?? 0);
  // Nobody is told: connections break only when the machine is up again and knows nothing of them.
  expect(state(simulation, 'toy-2', 179)?.broken).toBe(other?.broken);
  expect(state(simulation, 'toy-1', 299)?.heard).toBeGreaterThan(0);
});

test('without power it does not boot, and with power it starts once', () => {
  const simulation = run([fault(120, 'unplug'), fault(150, 'plug')]);
  expect(story(simulation).slice(1)).toEqual(['120 node-unplugged', '150 node-plugged']);
  expect(state(simulation, 'toy-1', 150)).toBeDefined();
  expect(story(run([fault(120, 'unplug')]))).not.toContain('180 node-restarted');
});

test('a process cannot be started on a machine that boots', () => {
  const simulation = run([fault(120, 'crash'), fault(150, 'restart')]);
  expect(state(simulation, 'toy-1', 179)).toBeUndefined();
  expect(state(simulation, 'toy-1', 180)).toBeDefined();
});

test('a run that is forked while a machine boots goes on the same', () => {
  const whole = run();
  const forked = whole.fork(150 * MS, worldWith());
  forked.run();
  expect(forked.digestText).toBe(whole.digestText);
});
