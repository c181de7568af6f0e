import { expect, test } from 'vitest';
import { stepArea, stepLine } from './step-line.ts';

test('each value holds until the next point, and gaps stay gaps', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 10, y: 5 },
    { x: 20, y: undefined },
    { x: 30, y: 2.04 },
    { x: 40, y: 2.04 },
  ];
  expect(stepLine(points)).toBe('M0 1H10V5M30 2H40V2');
  expect(stepArea(points, 0)).toBe('M0 1H10V5V0H0ZM30 2H40V2V0H30Z');
  expect(stepLine([])).toBe('');
});
