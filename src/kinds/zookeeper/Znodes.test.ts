import { expect, test } from 'vitest';
import type { Change } from './protocol.ts';
import { applyTransaction, EMPTY_TREE, type Tree } from './data/tree.ts';
import { znodeTree } from './Znodes.tsx';

function after(tree: Tree, ...changes: readonly Change[]): Tree {
  return changes.reduce(
    (at, change) => applyTransaction(at, { zxid: at.zxid + 1, time: 0, change }).tree,
    tree,
  );
}

const create = (path: string): Change => ({
  type: 'create',
  path,
  data: '',
  acl: 'rwcda',
  owner: 0,
  container: false,
  ttl: 0,
  parentCreations: 1,
});

const names = Array.from({ length: 100 }, (_, index) => `/many/n${String(index).padStart(3, '0')}`);
const tree = after(EMPTY_TREE, create('/many'), ...names.map(create));
const shown = (of: Tree, earlier?: Tree) =>
  znodeTree({ tree: of, earlier, watchers: new Map(), ageOf: () => undefined })[0]?.children ?? [];

test('of many children the first are shown, and how many more there are', () => {
  expect(shown(tree)).toHaveLength(25);
  expect(shown(tree).at(-1)?.label).toBe('76 more');
});

test('a child that has just gone is shown wherever it was', () => {
  const now = after(tree, { type: 'delete', path: '/many/n090' });
  const gone = shown(now, tree).filter(({ gone: is }) => is === true);
  expect(gone.map(({ id }) => id)).toEqual(['/many/n090']);
});

test('/zookeeper is not told of', () => {
  expect(
    znodeTree({ tree: EMPTY_TREE, earlier: undefined, watchers: new Map(), ageOf: () => undefined }),
  ).toEqual([]);
});
