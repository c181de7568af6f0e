import { expect, test } from 'vitest';
import { outagePlace } from './outage-place.ts';

const BOTTOM = 25;
const AREA = { x: 300, width: 200 };

/** A line at the top of the row but for the area, where it keeps to `heights` in turn. */
function line(...heights: readonly number[]) {
  const each = AREA.width / heights.length;
  return [
    { x: 0, y: 3 },
    ...heights.map((y, index) => ({ x: AREA.x + index * each, y })),
    { x: 500, y: 3 },
    { x: 1000, y: 3 },
  ];
}

test('the words stand in the middle of the area, above a line that is low and below one that is high', () => {
  expect(outagePlace(line(20), AREA, 100, BOTTOM)).toEqual({ x: 350, y: 11, anchor: 'start' });
  expect(outagePlace(line(8), AREA, 100, BOTTOM)).toEqual({ x: 350, y: 21, anchor: 'start' });
});

test('they move aside for a stretch of the line that is in the way', () => {
  const place = outagePlace(line(20, 20, 20, 8), AREA, 100, BOTTOM);
  expect(place?.y).toBe(11);
  expect(place?.x).toBeLessThan(350);
});

test('where the line is in the way everywhere they stand left of the area, or nowhere', () => {
  const busy = line(13, 13);
  expect(outagePlace(busy, AREA, 100, BOTTOM)).toEqual({ x: 294, y: 19, anchor: 'end' });
  expect(outagePlace(busy, AREA, 320, BOTTOM)).toBeUndefined();
});
