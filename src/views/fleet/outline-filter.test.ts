import { expect, test } from 'vitest';
import { instanceFilter } from './outline-filter.ts';

const ALL = [
  { name: 'api-1', words: ['API servers', 'east', 'healthy'], left: 500_000 },
  { name: 'api-2', words: ['API servers', 'west', 'down'], left: undefined },
  { name: 'zk-1', words: ['ZooKeeper ensemble', 'west', 'healthy', 'leader'], left: 9_000_000 },
];

test.each([
  ['', ['api-1', 'api-2', 'zk-1']],
  ['down', ['api-2']],
  ['api west', ['api-2']],
  ['Leader', ['zk-1']],
  ['session < 1 s', ['api-1']],
  ['west session<10s', ['zk-1']],
  ['session < 1s down', []],
])('"%s" finds %j', (text, names) => {
  expect(ALL.filter(instanceFilter(text)).map(({ name }) => name)).toEqual(names);
});
