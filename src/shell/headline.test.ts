import { expect, test } from 'vitest';
import type { MilestoneView } from '../analysis/outline.ts';
import { headlineAt } from './headline.ts';

const at = (id: string, type: string, time: number) => ({ id, type, time, text: id }) as MilestoneView;

test('What was done at an instant is told before what happened at it, and nothing else changes the order.', () => {
  const milestones = [
    at('up', 'node-restarted', 5),
    at('cut', 'link-cut', 9),
    at('write', 'first-write-accepted', 9),
    at('later', 'session-expired', 12),
  ];
  expect(headlineAt(milestones, 4)).toBeUndefined();
  expect(headlineAt(milestones, 11)?.id).toBe('cut');
  expect(headlineAt(milestones, 12)?.id).toBe('later');
});
