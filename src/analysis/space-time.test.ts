import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../kernel/world.ts';
import { addFault } from '../scenario/edit.ts';
import { scenarioOf } from '../testing/driver.ts';
import { messageId } from './message-id.ts';
import { messageView } from './message.ts';
import { rerun, type Run } from './run.ts';
import { runScenario } from './run-scenario.ts';
import { createRunService } from './run-service.ts';
import { spaceTime } from './space-time.ts';

const SYSTEM = `ensemble: 1
title: T
duration: 40s
nodes:
  app: { kind: client, target: srv, rate: 30/s, writes: 50% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
`;

function runWith(faults: string): Run {
  return runScenario(scenarioOf(`${SYSTEM}faults: [${faults}]`));
}

const CRASHED = runWith('{ at: 15s, crash: db-1 }');

/** The time of the first milestone of a type about a node, in µs. */
function timeOf({ simulation }: Run, type: string, node: string): number {
  return (
    simulation.recording.milestones.find((one) => one.type === type && one.node === node)?.time ?? Number.NaN
  );
}

describe('space and time', () => {
  test.each([
    ['of a whole recording', CRASHED],
    ['of a thinned recording', runScenario(CRASHED.scenario, undefined, { ...DEFAULT_LIMITS, detail: 4096 })],
    ['of a fork', rerun(runWith(''), CRASHED.scenario)],
  ])('every message that is pending at any moment of the window is told, %s', (_name, run) => {
    const { recording } = run.simulation;
    const [from, to] = [14_950_000, 15_100_000];
    const pending = new Set<string>();
    for (let time = from; time <= to; time += 100) {
      for (const packet of recording.packetsAt(time)) pending.add(messageId(packet, recording.nodeNames));
    }
    const { messages, crowded } = spaceTime(run, from, to);
    expect(crowded).toBeUndefined();
    expect(messages.length).toBeGreaterThan(20);
    expect(new Set(messages.map(({ id }) => id))).toEqual(pending);
  });

  test('what is on its way to a process that crashes is lost, and who connects to it is refused', () => {
    const healthy = spaceTime(runWith(''), 15_000_000, 16_000_000).messages;
    expect(new Set(healthy.map(({ fate }) => fate))).toEqual(new Set(['received']));
    const write = healthy.find(({ to, label }) => to === 'db-1' && label === 'db-write');
    const at = (write?.sentAt ?? 0) + 1;
    const run = runScenario(addFault(scenarioOf(SYSTEM), { at, verb: 'crash', target: { nodes: ['db-1'] } }));
    const { messages } = spaceTime(run, at, at + 200_000);
    expect(messages.find(({ id }) => id === write?.id)).toMatchObject({ fate: 'lost' });
    const refused = spaceTime(run, at, at + 12_000_000).messages.filter(({ fate }) => fate === 'refused');
    expect(new Set(refused.map(({ to, label }) => `${label} ${to}`))).toEqual(new Set(['connect db-1']));
    expect(messages.filter(({ to, fate }) => to === 'db-1' && fate === 'received')).toEqual([]);
  });

  test('a cut link holds messages; once healed they go on', () => {
    const run = runWith('{ at: 15s, cut: [db-1, db-2], for: 1s }');
    const { messages } = spaceTime(run, 15_000_000, 15_500_000);
    const held = messages.filter(({ fate }) => fate === 'held');
    expect(held.length).toBeGreaterThan(0);
    expect(held.some(({ routine }) => routine)).toBe(false);
    expect(
      held.every(({ from, to, arrivesAt }) => `${from} ${to}`.includes('db') && arrivesAt === undefined),
    ).toBe(true);
    const later = spaceTime(run, 16_000_000, 16_000_000).messages;
    const released = later.filter(({ sentAt, from }) => sentAt === 16_000_000 && from.startsWith('db'));
    expect(released.map(({ fate }) => fate)).toContain('received');
    const again = messageView(run, released[0]?.id ?? '');
    expect(again?.writtenAt).toBeLessThan(16_000_000);
  });

  test('what waits for a paused process is received when that goes on, and lost if that is crashed', () => {
    const paused = runWith('{ at: 15s, pause: db-2, for: 1s }');
    const waiting = spaceTime(paused, 15_100_000, 15_500_000).messages.filter(({ to }) => to === 'db-2');
    expect(waiting.length).toBeGreaterThan(0);
    expect(new Set(waiting.map(({ fate }) => fate))).toEqual(new Set(['received']));
    const view = messageView(paused, waiting[0]?.id ?? '');
    expect(view?.handledAt).toBe(16_000_000);
    expect(view?.arrivesAt).toBeLessThan(15_600_000);
    const killed = runWith('{ at: 15s, pause: db-2 }, { at: 16s, crash: db-2 }');
    const dead = spaceTime(killed, 15_100_000, 15_500_000).messages.filter(({ to }) => to === 'db-2');
    expect(new Set(dead.map(({ fate }) => fate))).toEqual(new Set(['lost']));
  });

  test('the way to a milestone is critical; further copies and signs of life are routine', () => {
    const expired = timeOf(CRASHED, 'session-expired', 'db-1');
    const { messages, syncs } = spaceTime(CRASHED, expired - 10_000, expired + 30_000);
    const watch = messages.find(({ label, to }) => label === 'watch-event' && to === 'db-2');
    expect(watch).toMatchObject({
      family: 'watch-event',
      critical: true,
      routine: false,
      subject: 'deleted',
    });
    const proposals = messages.filter(
      ({ label, subject }) => label === 'proposal' && subject === 'close-session',
    );
    expect(proposals.map(({ routine }) => routine).sort()).toEqual([false, true]);
    expect(messages.filter(({ label, routine }) => label === 'leader-ping' && !routine)).toEqual([]);
    expect(syncs.some(({ node, from, to }) => node.startsWith('zk') && to > from)).toBe(true);
  });

  test('too many messages are told as such, the critical ones first', () => {
    const { messages, crowded } = spaceTime(CRASHED, 0, CRASHED.end);
    expect(crowded).toBeGreaterThan(messages.length);
    expect(messages).toHaveLength(1500);
    const all = new Set(messages.map(({ id }) => id));
    const [watch] = spaceTime(
      CRASHED,
      timeOf(CRASHED, 'session-expired', 'db-1'),
      timeOf(CRASHED, 'primary-elected', 'db-2'),
    ).messages.filter(({ critical, label }) => critical && label === 'watch-event');
    expect(all).toContain(watch?.id);
  });
});

describe('a message', () => {
  test('tells its ends, its latency and the events at both', () => {
    const elected = timeOf(CRASHED, 'primary-elected', 'db-2');
    const { messages } = spaceTime(CRASHED, elected - 20_000, elected);
    const watch = messages.find(({ label, to }) => label === 'watch-event' && to === 'db-2');
    const view = messageView(CRASHED, watch?.id ?? '');
    expect(view).toMatchObject({ to: 'db-2', payload: { event: 'deleted' }, fate: 'received' });
    const latency = (view?.arrivesAt ?? 0) - (view?.sentAt ?? 0);
    expect(latency).toBeGreaterThanOrEqual(view?.latency.least ?? Infinity);
    expect(latency).toBeLessThanOrEqual(view?.latency.most ?? 0);
    expect(view?.sender).toMatchObject({ time: view?.sentAt });
    expect(view?.receiver).toMatchObject({ time: view?.arrivesAt });
    expect(view?.receiver?.text).toContain('db-2 receives watch-event');
    const sent = view?.effects.filter((effect) => effect.type === 'message') ?? [];
    expect(sent.length).toBeGreaterThan(0);
    for (const { id } of sent) expect(messageView(CRASHED, id)?.sender?.id).toBe(view?.receiver?.id);
  });

  test('of another run or of none is not known', () => {
    expect(messageView(CRASHED, 'zk-1>db-2@17.4')).toBeUndefined();
    expect(messageView(CRASHED, '')).toBeUndefined();
  });

  test('can be sent to another thread, and so can the window', () => {
    const service = createRunService();
    service.run(CRASHED.scenario);
    const window = service.spaceTime(15_000_000, 15_100_000);
    expect(structuredClone(window)).toEqual(window);
    for (const { id } of window.messages) {
      const view = service.message(id);
      expect(view?.id).toBe(id);
      expect(structuredClone(view)).toEqual(view);
    }
  });
});
