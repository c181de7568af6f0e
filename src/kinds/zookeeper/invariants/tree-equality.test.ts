import { expect, test } from 'vitest';
import { withEntry } from '../../../lib/sorted-map.ts';
import { newSession, withEphemeral } from '../data/session.ts';
import { EMPTY_TREE, type Tree } from '../data/tree.ts';
import { NEW_ROOT, type Znode } from '../data/znode.ts';
import { sameTree } from './tree-equality.ts';

const SESSION = withEphemeral(newSession(7, 4000, 'app-1'), '/a');
const CHILD: Znode = { ...NEW_ROOT, name: 'a' };
const TREE = treeOf(CHILD, SESSION);

function treeOf(child: Znode, session: typeof SESSION): Tree {
  const root = { ...NEW_ROOT, children: withEntry(NEW_ROOT.children, child.name, child) };
  return { ...EMPTY_TREE, root, sessions: withEntry(undefined, session.id, session) };
}

/** A copy for each field, in which that field is another. */
function variants<T extends object>(record: T): readonly T[] {
  return Object.keys(record).map((field) => ({ ...record, [field]: 'another' }));
}

test('trees that came about apart are the same', () => {
  expect(sameTree(TREE, treeOf({ ...CHILD, stat: { ...CHILD.stat } }, { ...SESSION }))).toBe(true);
});

test('trees that differ in any field of a znode, its Stat or a session are not the same', () => {
  const { stat, children, ...own } = CHILD;
  const others = [
    ...variants(own).map((child) => treeOf({ ...child, stat, children }, SESSION)),
    ...variants(stat).map((one) => treeOf({ ...CHILD, stat: one }, SESSION)),
    treeOf({ ...CHILD, children: undefined }, SESSION),
    ...variants({ ...SESSION, ephemerals: undefined }).map((one) => treeOf(CHILD, one)),
  ];
  for (const other of others) expect(sameTree(TREE, other)).toBe(false);
});

test('what two equal trees still hold is passed over, and what is new in either is not', () => {
  const copy = treeOf({ ...CHILD }, { ...SESSION });
  const known = { tree: TREE, other: copy };
  const next = treeOf({ ...CHILD, data: 'new' }, SESSION);
  expect(sameTree(TREE, copy, known)).toBe(true);
  expect(sameTree(next, copy, known)).toBe(false);
  expect(sameTree(TREE, next, known)).toBe(false);
});
