import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ToyState, toyWorld, type ToyWorldOptions } from '../testing/toy-kind.ts';
import type { Fault, NodeFaultVerb } from './fault.ts';
import { Simulation } from './simulation.ts';

const MS = 1000;

function runToy(options: ToyWorldOptions = {}): Simulation {
  const simulation = Simulation.create(toyWorld(options));
  simulation.run();
  return simulation;
}

function on(at: number, verb: NodeFaultVerb, ...nodes: readonly string[]): Fault {
  return { at: at * MS, verb, target: { nodes } };
}

function cut(at: number, from: string, to: string, oneWay = false): Fault {
  return { at: at * MS, verb: 'cut', from: [from], to: [to], oneWay };
}

function state(simulation: Simulation, name: string, time: number): ToyState | undefined {
  return simulation.recording.statesAt(time * MS)[simulation.indexOf(name)] as ToyState | undefined;
}

const NAMES = ['toy-1', 'toy-2', 'toy-3', 'toy-4'];

const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    at: fc.integer({ min: 0, max: 300 * MS }),
    verb: fc.constantFrom<NodeFaultVerb>(
      'crash', 'restart', 'pause', 'resume', 'isolate', 'rejoin', 'unplug', 'plug', 'slow-disk', 'restore-disk',
    ), // prettier-ignore
    target: fc.constantFrom(...NAMES).map((name) => ({ nodes: [name] })),
  }),
  fc.record({
    at: fc.integer({ min: 0, max: 300 * MS }),
    verb: fc.constant('cut' as const),
    from: fc.constantFrom(['toy-1'], ['toy-1', 'toy-2']),
    to: fc.constantFrom(['toy-3'], ['toy-3', 'toy-4']),
    oneWay: fc.boolean(),
    for: fc.integer({ min: 1, max: 100 * MS }),
  }),
);

const anyFaults = fc.array(anyFault, { maxLength: 8 });

/** Everything that a recording tells of the time before `until`, sequence numbers aside. */
function history(simulation: Simulation, until: number): unknown {
  const { recording } = simulation;
  const events = [];
  for (let number = 0; number < recording.events; number++) {
    const { id, time, occurrence } = recording.event(number);
    if (time >= until) break;
    events.push([
      id,
      time,
      occurrence.type,
      occurrence.from,
      occurrence.name,
      occurrence.key,
      occurrence.message,
    ]);
  }
  return events;
}

describe('determinism', () => {
  test('the same world gives the same digest, run twice', () => {
    fc.assert(
      fc.property(fc.nat(1000), anyFaults, (seed, faults) => {
        expect(runToy({ seed, faults }).digestText).toBe(runToy({ seed, faults }).digestText);
      }),
      { numRuns: 25 },
    );
  });

  test('another seed gives another digest', () => {
    expect(runToy({ seed: 1 }).digestText).not.toBe(runToy({ seed: 2 }).digestText);
  });

  test('running in pieces and reading in between change nothing', () => {
    fc.assert(
      fc.property(anyFaults, fc.array(fc.nat(300 * MS), { maxLength: 5 }), (faults, stops) => {
        const whole = runToy({ faults });
        const pieces = Simulation.create(toyWorld({ faults }));
        for (const stop of [...stops].sort((a, b) => a - b)) {
          pieces.run(stop);
          pieces.recording.statesAt(stop);
          pieces.recording.pendingAt(Math.floor(stop / 2));
        }
        pieces.run();
        expect(pieces.digestText).toBe(whole.digestText);
      }),
      { numRuns: 25 },
    );
  });

  test('keeping little detail changes nothing, and thinned moments read the same', () => {
    const full = runToy({ duration: 3_000 * MS });
    const thin = runToy({ duration: 3_000 * MS, limits: { detail: 4096 } });
    expect(thin.digestText).toBe(full.digestText);
    expect(full.recording.events).toBeGreaterThan(3 * 4096);
    expect(thin.recording.detailedEvents).toBeLessThan(full.recording.detailedEvents);
    expect(thin.recording.segments.length).toBeLessThan(full.recording.segments.length);
    for (const time of [100, 1500, 2900]) {
      expect(thin.recording.statesAt(time * MS)).toEqual(full.recording.statesAt(time * MS));
      expect(thin.recording.eventsUntil(time * MS)).toBe(full.recording.eventsUntil(time * MS));
      const ends = (simulation: Simulation): unknown =>
        simulation.recording
          .pendingAt(time * MS)
          .map(({ type, time: at, node, name }) => [type, at, node, name]);
      expect(ends(thin)).toEqual(ends(full));
    }
  });

  test('an unrelated node changes nothing in the history of the others', () => {
    const without = runToy();
    const withHermit = runToy({ hermit: true });
    const others = (history(withHermit, Infinity) as readonly [string][]).filter(
      ([id]) => !id.startsWith('hermit'),
    );
    expect(others).toEqual(history(without, Infinity));
  });

  test('a later fault leaves everything before it as it was', () => {
    fc.assert(
      fc.property(anyFaults, fc.integer({ min: 1, max: 300 * MS }), (faults, time) => {
        const early = faults.filter((fault) => fault.at < time);
        const late: Fault = { at: time, verb: 'crash', target: { nodes: ['toy-2'] } };
        const plain = runToy({ faults: early });
        expect(history(runToy({ faults: [...early, late] }), time)).toEqual(history(plain, time));
      }),
      { numRuns: 15 },
    );
  });
});

describe('fork', () => {
  test('a fork with other faults has the digest of the straight run, and leaves its origin as it was', () => {
    fc.assert(
      fc.property(anyFaults, anyFaults, fc.integer({ min: 1, max: 300 * MS }), (before, after, time) => {
        const past = before.filter((fault) => fault.at < time);
        const [late, future] = [before, after].map((faults) => faults.filter((fault) => fault.at >= time));
        const origin = runToy({ faults: [...past, ...(late ?? [])] });
        const readings = (): unknown => [
          origin.digestText,
          [10, 150, 290].map((at) => [
            origin.recording.statesAt(at * MS),
            origin.recording.pendingAt(at * MS).length,
          ]),
        ];
        const untouched = readings();
        const world = toyWorld({ faults: [...past, ...(future ?? [])] });
        const fork = origin.fork(time, world);
        fork.run();
        expect(fork.digestText).toBe(straightDigest(world));
        expect(readings()).toEqual(untouched);
      }),
      { numRuns: 25 },
    );
  });

  test('a fork shares the segments of the past', () => {
    const origin = runToy({ duration: 3_000 * MS });
    const world = toyWorld({ duration: 3_000 * MS, faults: [on(2_500, 'crash', 'toy-1')] });
    const fork = origin.fork(2_500 * MS, world);
    expect(fork.recording.segments.length).toBeGreaterThan(2);
    expect(fork.recording.segments[0]?.rows).toBe(origin.recording.segments[0]?.rows);
    fork.run();
    expect(fork.digestText).toBe(straightDigest(world));
  });
});

function straightDigest(world: ReturnType<typeof toyWorld>): string {
  const simulation = Simulation.create(world);
  simulation.run();
  return simulation.digestText;
}

describe('faults', () => {
  test('a crash drops what is volatile and keeps what was written; its peers are reset', () => {
    const simulation = runToy({ faults: [on(100, 'crash', 'toy-1'), on(150, 'restart', 'toy-1')] });
    const before = state(simulation, 'toy-1', 99.999);
    expect(state(simulation, 'toy-1', 120)).toBeUndefined();
    const after = state(simulation, 'toy-1', 150);
    expect(after?.heard).toBe(0);
    expect(after?.found).toBe(before?.said);
  });

  test('a power cut loses what was not synced', () => {
    const simulation = runToy({ faults: [on(100, 'unplug', 'toy-1'), on(150, 'plug', 'toy-1')] });
    const before = state(simulation, 'toy-1', 99.999);
    const after = state(simulation, 'toy-1', 150);
    expect(before?.said).toBeGreaterThan(before?.synced ?? 0);
    expect(after?.found).toBe(before?.synced);
  });

  test('a dead process refuses, a dead host is silent', () => {
    const broken = (verb: NodeFaultVerb): number =>
      state(runToy({ faults: [on(100, verb, 'toy-1')] }), 'toy-2', 300)?.broken ?? 0;
    expect(broken('crash')).toBeGreaterThan(5);
    expect(broken('unplug')).toBe(0);
  });

  test('a paused process handles nothing, and then first what waited, in order', () => {
    const simulation = runToy({ faults: [on(100, 'pause', 'toy-1'), on(200, 'resume', 'toy-1')] });
    expect(state(simulation, 'toy-1', 199)).toEqual(state(simulation, 'toy-1', 100));
    const { recording } = simulation;
    const thawed = [];
    for (let n = 0; n < recording.events; n++) {
      const event = recording.event(n);
      if (event.node === 0 && event.time === 200 * MS && event.occurrence.waited)
        thawed.push(event.occurrence);
    }
    expect(thawed.length).toBeGreaterThan(10);
    expect(state(simulation, 'toy-1', 200)?.heard).toBeGreaterThan(
      state(simulation, 'toy-1', 199)?.heard ?? 0,
    );
  });

  test('what is sent over a cut waits and arrives in order after it heals', () => {
    const faults: readonly Fault[] = [{ ...cut(100, 'toy-1', 'toy-2'), for: 100 * MS }];
    const simulation = runToy({ nodes: 2, faults });
    const during = state(simulation, 'toy-2', 199)?.heard;
    expect(during).toBe(state(simulation, 'toy-2', 102)?.heard);
    expect(state(simulation, 'toy-2', 205)?.heard).toBeGreaterThan((during ?? 0) + 10);
    expect(simulation.recording.packetsAt(150 * MS).some((packet) => packet.held)).toBe(true);
    expect(simulation.recording.milestones.map((milestone) => milestone.type)).toContain('link-healed');
  });

  test('a one-way cut lets the other way pass', () => {
    const simulation = runToy({ nodes: 2, faults: [cut(100, 'toy-1', 'toy-2', true)] });
    expect(state(simulation, 'toy-2', 290)?.heard).toBe(state(simulation, 'toy-2', 102)?.heard);
    expect(state(simulation, 'toy-1', 290)?.heard).toBeGreaterThan(
      state(simulation, 'toy-1', 102)?.heard ?? 0,
    );
  });

  test('repeating a fault that holds does nothing, nor does ending one that does not', () => {
    const plain = runToy({ faults: [on(100, 'crash', 'toy-1')] });
    const again = runToy({
      faults: [on(100, 'crash', 'toy-1'), on(120, 'crash', 'toy-1'), on(130, 'resume', 'toy-2')],
    });
    expect(again.recording.events).toBe(plain.recording.events);
    expect(again.recording.milestones).toEqual(plain.recording.milestones);
  });

  test('`for` ends a fault only if nothing else did before', () => {
    const crash: Fault = { at: 50 * MS, verb: 'crash', target: { nodes: ['toy-1'] }, for: 100 * MS };
    const simulation = runToy({ faults: [crash, on(60, 'restart', 'toy-1'), on(140, 'crash', 'toy-1')] });
    expect(state(simulation, 'toy-1', 100)).toBeDefined();
    expect(state(simulation, 'toy-1', 200)).toBeUndefined();
  });

  test('a node that is crashed before its start does not start', () => {
    const world = toyWorld({ faults: [on(0, 'crash', 'toy-1')] });
    const simulation = Simulation.create(world);
    simulation.run();
    expect(state(simulation, 'toy-1', 200)).toBeUndefined();
  });
});

describe('the recording', () => {
  test('packets in flight have been sent and have not arrived', () => {
    const simulation = runToy();
    for (let time = 1; time < 300; time += 7) {
      for (const packet of simulation.recording.packetsAt(time * MS)) {
        expect(packet.setAt).toBeLessThanOrEqual(time * MS);
        expect(packet.time).toBeGreaterThan(time * MS);
      }
    }
  });

  test('what was scheduled in a window is what was pending at some moment of it and not before', () => {
    const faults = [cut(60, 'toy-1', 'toy-2'), on(100, 'pause', 'toy-3'), on(140, 'resume', 'toy-3')];
    const { recording } = runToy({ faults });
    const [from, to] = [50 * MS, 160 * MS];
    const before = new Set(recording.pendingAt(from));
    const naive = new Set<unknown>();
    for (let time = from; time <= to; time++) {
      for (const occurrence of recording.pendingAt(time)) if (!before.has(occurrence)) naive.add(occurrence);
    }
    const between = recording.scheduledBetween(from, to);
    // What was scheduled and ended at the same microsecond was never pending.
    const seen = between.filter((occurrence) => occurrence.pendingAt(occurrence.since));
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen)).toEqual(naive);
    expect(between.every(({ since }) => since > from && since <= to)).toBe(true);
  });

  test('a pending timer is set before and fires after', () => {
    const simulation = runToy();
    for (let time = 5; time < 300; time += 13) {
      const timers = simulation.recording.timersAt(0, time * MS);
      expect(timers.map((timer) => timer.name)).toEqual(['chat']);
      expect(timers[0]?.setAt).toBeLessThanOrEqual(time * MS);
      expect(timers[0]?.time).toBeGreaterThan(time * MS);
    }
  });

  test('every event has a cause before it, down to the scenario', () => {
    const { recording } = runToy({ faults: [on(100, 'crash', 'toy-1'), on(150, 'restart', 'toy-1')] });
    for (let number = 0; number < recording.events; number++) {
      const { occurrence, id } = recording.event(number);
      expect(occurrence.cause).toBeLessThan(number);
      const [name = '', ordinal = ''] = id.split('#');
      expect(recording.findEvent(recording.nodeNames.indexOf(name), Number(ordinal))).toBe(number);
    }
  });

  test('reaching a limit is an outcome with a name', () => {
    const { recording } = runToy({ limits: { events: 500 } });
    expect(recording.outcome).toMatchObject({ type: 'limit', limit: 'events' });
    expect(recording.milestones.at(-1)?.type).toBe('limit-reached');
    expect(recording.events).toBe(500);
  });
});
