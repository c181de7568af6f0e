/** A label keeps off nodes and words, and gives way along its line. */
import { expect, test } from 'vitest';
import { route } from '../../ui/path.ts';
import { spotBeside } from './spots.ts';

const DOWN = route([
  { x: 200, y: 0 },
  { x: 200, y: 400 },
]);
const LABEL = { width: 100, lines: 2 };
const DRAWING = { width: 800, height: 400 };

test('a label stands right of the middle of its line', () => {
  expect(spotBeside(DOWN, LABEL, [], DRAWING)?.at).toEqual({ x: 212, y: 196 });
});

test('where that is taken it stands left, and else further up', () => {
  const right = { left: 210, right: 400, top: 150, bottom: 250 };
  expect(spotBeside(DOWN, LABEL, [right], DRAWING)?.at.x).toBe(88);
  const both = { left: 0, right: 400, top: 190, bottom: 250 };
  expect(spotBeside(DOWN, LABEL, [both], DRAWING)?.box.bottom).toBeLessThanOrEqual(190);
});

test('there is no spot where everything is taken, nor beyond the drawing', () => {
  expect(spotBeside(DOWN, LABEL, [{ left: 0, right: 800, top: 0, bottom: 400 }], DRAWING)).toBeUndefined();
  expect(spotBeside(DOWN, { width: 900, lines: 1 }, [], DRAWING)).toBeUndefined();
});
