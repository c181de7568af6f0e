import { expect, test } from 'vitest';
import { cutsAt } from './Stacks.tsx';

test('A folded group counts each link of its members that is cut once.', () => {
  const cuts = [
    { from: 'api-1', to: 'db-2' },
    { from: 'db-2', to: 'api-1' },
    { from: 'api-3', to: 'zk-1' },
    { from: 'zk-1', to: 'db-2' },
  ];
  expect(cutsAt(cuts, ['api-1', 'api-2', 'api-3'])).toBe(2);
  expect(cutsAt(cuts, ['lb-1'])).toBe(0);
});
