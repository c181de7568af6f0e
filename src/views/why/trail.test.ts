import { expect, test } from 'vitest';
import type { CauseLink } from '../../analysis/answer.ts';
import { stationsOf } from './stations.ts';
import { trailOf } from './trail.ts';

const link = (event: string, time: number, change: Partial<CauseLink>): CauseLink => ({
  id: `${event}m`, cause: undefined, event, time, kind: 'milestone', type: 'note', node: event.split('#')[0] ?? '',
  text: event, delta: 0, how: 'timer', name: 'tick', from: '', silentNode: undefined, silentThrough: undefined,
  ends: [], condition: false, ...change,
}); // prettier-ignore

test('a cut stands between its ends, on no lane, and the silence after it on the link of the session', () => {
  const trail = trailOf(
    stationsOf([
      link('zk-3#9', 20, { silentNode: 'db-1', silentThrough: 'zk-2' }),
      link('db-1#4', 10, { how: 'fault', name: 'cut', ends: ['db-1', 'zk-1, zk-2'] }),
    ]),
  );
  expect(trail.walls).toEqual([{ ends: [['db-1'], ['zk-1', 'zk-2']], number: 1, fault: true }]);
  expect(trail.silences).toEqual([{ from: 'db-1', to: 'zk-2', length: 10 }]);
  expect(trail.marks.map(({ node }) => node)).toEqual([undefined, 'zk-3']);
  expect(trail.nodes.filter(({ numbers }) => numbers.length > 0).map(({ node }) => node)).toEqual(['zk-3']);
});
