import { expect, test } from 'vitest';
import { milestoneText } from './milestone-text.ts';

const servers = Array.from({ length: 40 }, (_, index) => `api-${String(index + 1)}`);
const SCENARIO = {
  zones: [{ name: 'east', members: ['zk-1', ...servers] }],
  groups: [
    { name: 'api', members: servers },
    { name: 'db', members: ['db-1', 'db-2'] },
  ],
};

function cut(...ends: readonly (readonly string[])[]): string {
  const data = { ends: ends.map((end) => end.join(', ')) };
  return milestoneText({ type: 'link-cut', node: 'zk-1', reason: '', data }, SCENARIO);
}

test('the ends of a cut are called by the zones and groups that they are', () => {
  expect(cut([...servers, 'zk-1'], ['db-1', 'db-2'])).toBe('network cut between east and db');
  expect(cut(servers, ['db-1'])).toBe('network cut between api and db-1');
});

test('ends that no zone and no group fits are listed, long ones in part', () => {
  expect(cut([...servers, 'db-2'], ['db-1', 'zk-1'])).toBe(
    'network cut between api-1, api-2 and 39 more | db-1 and zk-1',
  );
});
