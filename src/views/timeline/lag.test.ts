import { expect, test } from 'vitest';
import type { ReplicaLag } from '../../analysis/outline.ts';
import { laggards, lagText, mostBehind, spellsOf } from './lag.ts';

/** A reading a second: for how many seconds it was late, and by how many writes; undefined where it follows nobody. */
function replica(name: string, readings: readonly (readonly [number, number] | undefined)[]): ReplicaLag {
  const points = readings.map((reading, index) => ({
    time: index * 1e6,
    behind: reading?.[1],
    late: (reading?.[0] ?? 0) * 1e6,
  }));
  return { group: 'db', replica: name, points };
}

const prompt = replica('db-2', [
  [0, 0],
  [0, 3],
  [0, 1],
]);
const cut = replica('db-3', [[0, 1], [0, 20], [1, 40], [2, 60], [0, 0], [1, 5], undefined]);

test('a replica that is behind by no more than the way to it is not worth a line', () => {
  expect(laggards([prompt, cut])).toEqual([cut]);
  expect(laggards([prompt])).toEqual([]);
});

test('a replica is behind from what it first missed until it misses nothing for long', () => {
  expect(spellsOf(cut)).toEqual([
    { replica: 'db-3', from: 1e6, to: 4e6, most: 60 },
    { replica: 'db-3', from: 4e6, to: 6e6, most: 5 },
  ]);
  expect(mostBehind([prompt, cut])).toBe(60);
});

test('a replica that was down is behind from its return on, and that it caught up at once is no news', () => {
  const back = replica('db-1', [undefined, [9, 30], [0, 0]]);
  expect(spellsOf(back)).toEqual([{ replica: 'db-1', from: 1e6, to: 2e6, most: 30 }]);
  const soon = { ...back, points: back.points.map((point) => ({ ...point, time: point.time / 4 })) };
  expect(laggards([soon])).toEqual([]);
});

test('what is drawn is said, too', () => {
  expect(lagText([cut])).toBe(
    'Replication lag: db-3 up to 60 writes behind from 1.0 to 4.0 seconds, ' +
      'db-3 up to 5 writes behind from 4.0 to 6.0 seconds',
  );
});
