import { expect, test } from 'vitest';
import { type PhaseName, phaseNames } from './phase-names.ts';

const WIDTH = 1000;

function extent({ text, x }: PhaseName): [number, number] {
  return [x - text.length * 3.3, x + text.length * 3.3];
}

test('a name that fits stands above in the middle of its phase', () => {
  const names = phaseNames([{ x: 0, end: 300, text: 'Promotion 20 ms' }], WIDTH, 0);
  expect(names).toEqual([{ text: 'Promotion 20 ms', x: 150, row: 'above', tie: undefined }]);
});

test('names of short neighbours stand at ties and apart, and one that finds no room is left out', () => {
  const short = [0, 1, 2, 3, 4, 5].map((index) => ({
    x: 400 + index * 12,
    end: 410 + index * 12,
    text: `Notification ${index} ms`,
  }));
  const names = phaseNames(short, WIDTH, 0);
  expect(names.length).toBeGreaterThan(1);
  expect(names.length).toBeLessThan(short.length);
  for (const [index, name] of names.entries()) {
    const [from, to] = extent(name);
    expect(name.tie).toBeGreaterThan(from);
    expect(name.tie).toBeLessThan(to);
    for (const other of names.slice(index + 1)) {
      const [otherFrom, otherTo] = extent(other);
      expect(name.row !== other.row || to < otherFrom || otherTo < from).toBe(true);
    }
  }
});

test('at the ends of the line a name stays within it, and clear of what is reserved below', () => {
  const ends = [
    { x: 0, end: 30, text: 'Detection 8.0 s' },
    { x: 980, end: 1000, text: 'Rerouting 181 ms' },
  ];
  const [first, last] = phaseNames(ends, WIDTH, 300);
  expect(extent(first as PhaseName)[0]).toBeGreaterThanOrEqual(0);
  expect(last?.row).toBe('above');
  expect(extent(last as PhaseName)[1]).toBeLessThanOrEqual(WIDTH);
});
