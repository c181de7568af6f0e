import { expect, test } from 'vitest';
import type { CauseLink } from '../../analysis/answer.ts';
import { foldMiddle, stationsOf } from './stations.ts';
import { badgeText, placeMarks, trailOf } from './trail.ts';

const link = (event: string, time: number, change: Partial<CauseLink> = {}): CauseLink => ({
  id: event, event, time, cause: undefined, kind: 'event', type: 'message', node: event.split('#')[0] ?? '',
  text: event, delta: 0, how: 'message', name: 'note', from: 'a', silentNode: undefined, silentThrough: undefined, ends: [], condition: false, ...change,
}); // prettier-ignore

const told = { kind: 'milestone', type: 'told' } as const;

/** d#1 is told; it came by c#1 from b#9, a timer that fired because nothing was heard of a, which crashed. */
const CHAIN = [
  link('d#1', 30, { ...told, id: 'd#2', from: 'c', text: 'd became primary' }),
  link('d#1', 30, { from: 'c' }),
  link('c#1', 29, { how: 'written', name: 'log', from: '' }),
  link('c#0', 28, { from: 'b' }),
  link('b#9', 20, { how: 'timer', name: 'tick', from: '', silentNode: 'a' }),
  link('a#5', 12, { ...told, how: 'fault', text: 'a crashed', from: '' }),
];

test('stations are what was noted, what silence woke, and the two ends', () => {
  const stations = stationsOf(CHAIN);
  expect(stations.map(({ number, link: { id }, delta }) => [number, id, delta])).toEqual([
    [3, 'd#2', 10],
    [2, 'b#9', 8],
    [1, 'a#5', 0],
  ]);
  expect(stations[0]?.made).toEqual({
    messages: 2,
    syncs: 1,
    timers: [],
    silentNode: undefined,
    silentThrough: undefined,
    found: false,
  });
  expect(stations[1]?.made).toEqual({
    messages: 0,
    syncs: 0,
    timers: [],
    silentNode: 'a',
    silentThrough: undefined,
    found: false,
  });
  expect(stations[0]?.steps.map(({ id }) => id)).toEqual(['d#1', 'c#1', 'c#0']);
});

test('the times between stations add up to the whole', () => {
  expect(stationsOf(CHAIN).reduce((sum, { delta }) => sum + delta, 0)).toBe(18);
});

test('the middle of a long chain is folded, and nothing is lost', () => {
  const long = Array.from({ length: 9 }, (_, index) => link(`n#${index}`, 9 - index, told));
  const parts = foldMiddle(stationsOf(long));
  expect(parts.map(({ stations }) => stations.length)).toEqual([1, 1, 1, 3, 1, 1, 1]);
  expect(parts.flatMap(({ stations }) => stations)).toEqual(stationsOf(long));
  expect(foldMiddle(stationsOf(long.slice(0, 7))).every(({ folded }) => !folded)).toBe(true);
});

test('a trail numbers the nodes and the ways between them as the stations are', () => {
  const trail = trailOf(stationsOf(CHAIN));
  expect(trail.nodes.map(({ node, numbers }) => [node, numbers])).toEqual([
    ['a', [1]],
    ['b', [2]],
    ['d', [3]],
    ['c', []],
  ]);
  expect(trail.hops.map(({ from, to, number, last }) => [from, to, number, last])).toEqual([
    ['b', 'c', 3, false],
    ['c', 'd', 3, true],
  ]);
  expect(trail.silences).toEqual([{ from: 'a', to: 'b', length: 8 }]);
});

test('close marks share a badge, but the fault keeps its own', () => {
  const marks = [
    { number: 1, node: 'a', time: 0, fault: true },
    { number: 2, node: 'b', time: 5, fault: false },
    { number: 3, node: 'b', time: 9, fault: false },
    { number: 4, node: 'hidden', time: 10, fault: false },
    { number: 5, node: 'c', time: 50, fault: false },
  ];
  const placed = placeMarks(
    marks,
    (time) => time,
    (node) => (node === 'hidden' ? undefined : 7),
  );
  expect(placed.map(({ numbers, x }) => [badgeText(numbers), x])).toEqual([
    ['1', 0],
    ['2–3', 5],
    ['5', 50],
  ]);
  expect(badgeText([2, 5])).toBe('2·5');
});
