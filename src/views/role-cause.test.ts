import { expect, test } from 'vitest';
import type { MilestoneView } from '../analysis/outline.ts';
import { roleCause } from './role-cause.ts';

const told = (id: string, time: number, type: string, node: string): MilestoneView => ({
  id, time, type, node, cause: undefined, reason: '', data: {}, text: '',
}); // prettier-ignore

const MILESTONES = [
  told('a', 0, 'node-started', 'db-1'),
  told('b', 10, 'primary-promoted', 'db-1'),
  told('c', 20, 'session-expired', 'db-1'),
  told('d', 30, 'primary-promoted', 'db-2'),
  told('e', 40, 'node-crashed', 'db-1'),
];

test.each([
  ['db-1', 9, 'a'],
  ['db-1', 35, 'b'],
  ['db-1', 40, 'e'],
  ['db-2', 40, 'd'],
  ['db-2', 29, undefined],
])('what %s is at %i was given by %s', (node, time, id) => {
  expect(roleCause(MILESTONES, node, time)).toBe(id);
});
