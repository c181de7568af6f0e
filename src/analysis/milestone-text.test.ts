import { expect, test } from 'vitest';
import { milestoneText } from './milestone-text.ts';

test('of the ends of a link no more than four are named', () => {
  const cut = (...ends: readonly string[]) =>
    milestoneText({ type: 'link-cut', node: 'a-1', reason: '', data: { ends } });
  expect(cut('a-1', 'b-1, b-2, b-3, b-4')).toBe('network cut between a-1 and b-1, b-2, b-3, b-4');
  expect(cut('a-1, a-2, a-3, a-4, a-5', 'b-1')).toBe('network cut between a-1, a-2, 3 more and b-1');
});
