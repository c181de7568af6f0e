import { describe, expect, test } from 'vitest';
import { runScenario } from '../../analysis/run-scenario.ts';
import { spaceTime } from '../../analysis/space-time.ts';
import { summarise } from '../../analysis/summary.ts';
import { scenarioOf } from '../../testing/driver.ts';
import { askedWindow, drawingOf, frameOf } from './diagram.ts';
import { labelsOf } from './labels.ts';

const RUN = runScenario(
  scenarioOf(`ensemble: 1
title: T
duration: 30s
nodes:
  app: { kind: client, target: srv, rate: 30/s, writes: 50% }
  srv: { kind: api-server, count: 2, database: db }
  zk: { kind: zookeeper, count: 3 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
faults: [{ at: 15s, crash: db-1 }]
`),
);
const SUMMARY = summarise(RUN);
const EXPIRED = SUMMARY.milestones.find(({ type }) => type === 'session-expired')?.time ?? 0;

function drawn(from: number, to: number, traffic = false) {
  const frame = frameOf({ from, to, width: 1200 });
  return drawingOf(SUMMARY, spaceTime(RUN, ...askedWindow(from, to)), frame, 320, traffic);
}

test('the window that is asked for holds the one that is shown, and stays while that moves a little', () => {
  for (const [from, to] of [
    [20_001_234, 20_041_234],
    [0, 100],
    [3, 200_003],
  ] as const) {
    const [first, last] = askedWindow(from, to);
    expect(first).toBeLessThanOrEqual(from);
    expect(last).toBeGreaterThanOrEqual(to);
    expect(last - first).toBeLessThanOrEqual(2 * (to - from));
  }
  expect(askedWindow(20_001_300, 20_041_300)).toEqual(askedWindow(20_001_234, 20_041_234));
});

describe('a drawing', () => {
  test('has a lane for each node where something happens or is amiss; the others share', () => {
    const { lanes } = drawn(EXPIRED - 2000, EXPIRED + 20_000);
    const names = lanes.map(({ node }) => node);
    expect(names).toEqual(expect.arrayContaining(['zk-1', 'zk-2', 'zk-3', 'db-1', 'db-2']));
    expect(names).not.toContain('app');
    for (const { bands } of lanes) {
      for (const { from, to } of bands) {
        expect(from).toBeGreaterThanOrEqual(EXPIRED - 2000);
        expect(to).toBeLessThanOrEqual(EXPIRED + 20_000);
      }
    }
  });

  test('lets servers of a group where nothing happens share the lane of one where something does', () => {
    const calm = drawn(13_000_000, 13_000_000 + 200_000);
    const others = calm.lanes.flatMap((lane) => lane.others);
    const busy = new Set(calm.messages.flatMap(({ message }) => [message.from, message.to]));
    for (const name of others) expect(busy).not.toContain(name);
    for (const name of busy) expect(calm.lanes.map(({ node }) => node)).toContain(name);
  });

  test('lets only those share a lane that look the same: a leader and a follower do not, nor one that is down', () => {
    for (let from = 1_000_000; from < 30_000_000; from += 700_000) {
      const window = { from, to: from + 150_000 };
      for (const { node, others } of drawn(window.from, window.to).lanes) {
        const looks = [node, ...others].map((name) => {
          const lane = SUMMARY.lanes.find((one) => one.node === name);
          return (lane?.bands ?? [])
            .filter((band) => band.from < window.to && band.to > window.from)
            .map(({ band, role }) => `${band} ${role}`)
            .join();
        });
        expect(new Set(looks).size).toBe(1);
      }
    }
  });

  test('puts a message from its sender at its time to its receiver at its time', () => {
    const { messages, lanes, frame } = drawn(EXPIRED - 2000, EXPIRED + 20_000, true);
    const yOf = (name: string) => lanes.find(({ node }) => node === name)?.y;
    expect(messages.length).toBeGreaterThan(10);
    for (const { message, x1, y1, x2, y2 } of messages) {
      expect([y1, y2]).toEqual([yOf(message.from), yOf(message.to)]);
      expect(x1).toBeCloseTo(((message.sentAt - frame.from) / 22_000) * 1200);
      expect(x2).toBeGreaterThan(x1);
    }
  });

  test('lets servers that only repeat what another of their group does share its lane, unless requests are drawn', () => {
    const at = SUMMARY.milestones.find(({ type }) => type === 'primary-promoted')?.time ?? 0;
    expect(at).toBeGreaterThan(0);
    const others = ({ lanes }: ReturnType<typeof drawn>) =>
      lanes.find(({ node }) => node === 'srv-1')?.others ??
      lanes.find(({ node }) => node === 'srv-2')?.others;
    const folded = drawn(15_000_000, 15_200_000);
    const both = folded.messages.flatMap(({ message }) => [message.from, message.to]);
    expect(both).toEqual(expect.arrayContaining(['srv-1', 'srv-2']));
    expect(others(folded)).toHaveLength(1);
    expect(others(drawn(15_000_000, 15_200_000, true))).toEqual([]);
  });

  test('has its texts keep clear of the cursor where that rests', () => {
    const drawing = drawn(EXPIRED - 2000, EXPIRED + 20_000);
    const before = labelsOf(drawing, undefined);
    const [mark] = [...before.marks.values()];
    const cursor = Math.round((mark?.x ?? 0) + 30);
    const after = labelsOf(drawing, undefined, cursor);
    const covers = ({ x, text }: { readonly x: number; readonly text: string }) =>
      x < cursor && cursor < x + text.length * 6.7;
    expect([...before.marks.values(), ...before.messages.values()].some(covers)).toBe(true);
    expect([...after.marks.values(), ...after.messages.values(), ...after.syncs].some(covers)).toBe(false);
  });

  test('leaves requests out unless they are asked for', () => {
    const families = (traffic: boolean) =>
      new Set(drawn(14_000_000, 14_200_000, traffic).messages.map(({ message }) => message.family));
    expect(families(true)).toContain('request');
    expect(families(false)).not.toContain('request');
  });

  test('has labels for what matters, none over another or over a band', () => {
    const drawing = drawn(EXPIRED - 2000, EXPIRED + 20_000, true);
    const labels = labelsOf(drawing, undefined);
    const watch = drawing.messages.find(
      ({ message }) => message.critical && message.label === 'watch-event' && message.to === 'db-2',
    );
    expect(labels.messages.get(watch?.message.id ?? '')?.text).toBe('watch event');
    expect([...labels.marks.values()].map(({ text }) => text)).toContain('session of db-1 expired');
    const all = [...labels.messages.values(), ...labels.marks.values()];
    const width = ({ text }: { readonly text: string }) => text.length * 6.7;
    for (const [index, a] of all.entries()) {
      expect(drawing.lanes.some(({ y }) => a.y - 9 < y + 4 && y - 4 < a.y)).toBe(false);
      for (const b of all.slice(index + 1)) {
        const apart = a.x + width(a) <= b.x || b.x + width(b) <= a.x || Math.abs(a.y - b.y) >= 12;
        expect(apart, `${a.text} and ${b.text}`).toBe(true);
      }
    }
  });
});
