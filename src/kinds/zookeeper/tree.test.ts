import { describe, expect, test } from 'vitest';
import type { Change } from './protocol.ts';
import {
  applyChange, createError, deleteError, EMPTY_TREE, findSession, findZnode, isValidPath, sequenceSuffix, setError,
  type Tree,
} from './tree.ts'; // prettier-ignore

function grow(...changes: readonly Change[]): Tree {
  return changes.reduce((tree, change, index) => applyChange(tree, index + 1, change).tree, EMPTY_TREE);
}

const create = (path: string, owner = 0): Change => ({ type: 'create', path, data: '', owner });
const session: Change = { type: 'create-session', session: 7, timeout: 1, client: 'c' };

describe('the znode tree', () => {
  test('a child counts at its parent for ever, so that sequence numbers are never given twice', () => {
    const tree = grow(create('/q'), create('/q/a'), { type: 'delete', path: '/q/a' }, create('/q/b'));
    expect(findZnode(tree, '/q')?.creations).toBe(2);
    expect(sequenceSuffix(2)).toBe('0000000002');
  });

  test('closing a session deletes its ephemerals with one zxid', () => {
    const open = grow(session, create('/a', 7), create('/b', 7));
    expect(findSession(open, 7)?.ephemerals).toEqual(['/a', '/b']);
    const change: Change = {
      type: 'close-session',
      session: 7,
      expired: true,
      silentSince: 0,
      ephemerals: ['/a', '/b'],
    };
    const { tree, triggers } = applyChange(open, 9, change);
    expect(tree.root.children).toEqual([]);
    expect(tree.root.stat.pzxid).toBe(9);
    expect(tree.sessions).toEqual([]);
    expect(triggers.filter(({ event }) => event === 'deleted').map(({ path }) => path)).toEqual([
      '/a',
      '/a',
      '/b',
      '/b',
    ]);
  });

  test('errors come in the order of the real server', () => {
    const tree = grow(session, create('/p'), create('/p/c'), create('/e', 7));
    expect(createError(tree, '/nope/x')).toBe('NONODE');
    expect(createError(tree, '/p/c')).toBe('NODEEXISTS');
    expect(createError(tree, '/e/x')).toBe('NOCHILDRENFOREPHEMERALS');
    expect(createError(tree, 'x')).toBe('BADARGUMENTS');
    expect(deleteError(tree, '/p', 5)).toBe('BADVERSION');
    expect(deleteError(tree, '/p', -1)).toBe('NOTEMPTY');
    expect(deleteError(tree, '/nope', -1)).toBe('NONODE');
    expect(setError(tree, '/p', 3)).toBe('BADVERSION');
    expect(setError(tree, '/p', 0)).toBeUndefined();
  });

  test.each(['/', '/a', '/a/b.c', '/a/...'])('%s is a path', (path) => {
    expect(isValidPath(path)).toBe(true);
  });

  test.each(['', 'a', '/a/', '//', '/a/./b', '/a/..', '/\u0000'])('%j is none', (path) => {
    expect(isValidPath(path)).toBe(false);
  });
});
