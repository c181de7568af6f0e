import { describe, expect, test } from 'vitest';
import type { MilestoneView } from '../analysis/outline.ts';
import { closestTo, filterMilestones } from './milestone-filter.ts';

const milestone = (type: string, node: string, text: string): MilestoneView => ({
  id: `${node}#${type}`, cause: undefined, time: 0, type, node, reason: '', data: {}, text,
}); // prettier-ignore

const ALL = [
  milestone('node-crashed', 'db-1', 'db-1 crashed'),
  milestone('session-expired', 'db-1', 'session of db-1 expired'),
  milestone('primary-promoted', 'db-2', 'db-2 became primary at LSN 7'),
];

describe('a filter', () => {
  test.each([
    ['', 3],
    ['db-1', 2],
    ['PRIMARY lsn', 1],
    ['node:db-1 type:session', 1],
    ['type:db-1', 0],
    ['crashed db-2', 0],
  ])('of "%s" leaves %i', (filter, count) => {
    expect(filterMilestones(ALL, filter)).toHaveLength(count);
  });

  test('that matches nothing names what is closest', () => {
    expect(closestTo(ALL, 'db-1 node-crushed')).toBe('node-crashed');
    expect(closestTo(ALL, 'node:db2')).toBe('db-2');
    expect(closestTo(ALL, 'zzzzzz')).toBeUndefined();
  });
});
