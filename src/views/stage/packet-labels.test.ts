import { expect, test } from 'vitest';
import { labelsOf } from './packet-labels.ts';

const ALONG = { x: 1, y: 0 };
const request = (id: string, x: number) => ({
  packet: { id, family: 'request' as const, label: 'GET /' },
  point: { x, y: 100 },
  direction: ALONG,
});

test('a label gives way to a node, and is left out where both its spots are taken', () => {
  const above = { left: 80, right: 120, top: 60, bottom: 98 };
  const below = { left: 80, right: 120, top: 102, bottom: 140 };
  expect(labelsOf([request('a', 100)], undefined, []).get('a')?.y).toBeLessThan(0);
  expect(labelsOf([request('a', 100)], undefined, [above]).get('a')?.y).toBeGreaterThan(0);
  expect(labelsOf([request('a', 100)], undefined, [above, below]).has('a')).toBe(false);
  expect(labelsOf([request('a', 100)], 'a', [above, below]).has('a')).toBe(true);
});

test('labels of packets at one place do not cover each other, and the same word is told once', () => {
  const labels = labelsOf([request('a', 100), request('b', 103), request('c', 108)], undefined, []);
  expect([...labels.keys()]).toEqual(['a', 'c']);
  expect(labels.get('a')?.y).not.toBe(labels.get('c')?.y);
});

test('a label keeps off other packets', () => {
  const beside = { ...request('b', 100), point: { x: 100, y: 90 } };
  expect(labelsOf([request('a', 100), beside], undefined, []).get('a')?.y).toBeGreaterThan(0);
});
