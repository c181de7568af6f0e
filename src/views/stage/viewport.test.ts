import { expect, test } from 'vitest';
import { FITTED, moved, zoomedAbout } from './viewport.ts';

const SIZE = { width: 800, height: 500 };

test('zooming keeps the point under the pointer where it is', () => {
  const at = { x: 200, y: 300 };
  const view = zoomedAbout(FITTED, 2, at, SIZE);
  const of = (point: number, shift: number) => (point - shift) / view.zoom;
  expect(of(at.x, view.x)).toBeCloseTo(at.x);
  expect(of(at.y, view.y)).toBeCloseTo(at.y);
});

test('it stops where all is seen, and the ground never leaves the stage', () => {
  expect(zoomedAbout(zoomedAbout(FITTED, 3, { x: 5, y: 5 }, SIZE), 0.01, { x: 700, y: 0 }, SIZE)).toEqual(
    FITTED,
  );
  const zoomed = zoomedAbout(FITTED, 2, { x: 400, y: 250 }, SIZE);
  expect(moved(zoomed, 9999, 9999, SIZE)).toEqual({ zoom: 2, x: 0, y: 0 });
  expect(moved(zoomed, -9999, -9999, SIZE)).toEqual({ zoom: 2, x: -800, y: -500 });
});
