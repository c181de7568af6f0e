import { describe, expect, test } from 'vitest';
import { SESSIONS, SoloZookeeper } from '../../../testing/solo-zookeeper.ts';
import type { ClientMessage, ReadOperation, WatchMode, WriteOperation } from '../protocol.ts';
import { addWatch, countWatches, dropConnection, NO_WATCHES, trigger } from '../data/watch-table.ts';

const [A, B] = SESSIONS;

const exists = (path: string): ReadOperation => ({ op: 'exists', path, watch: true });
const get = (path: string): ReadOperation => ({ op: 'get', path, watch: true });
const children = (path: string): ReadOperation => ({ op: 'children', path, watch: true });
const lasting = (path: string, mode: WatchMode): ReadOperation => ({ op: 'add-watch', path, mode });

/** A server with `/p` and `/p/c`. */
function grown(): SoloZookeeper {
  const solo = new SoloZookeeper();
  solo.create('/p');
  solo.create('/p/c');
  return solo;
}

/** What A hears of the life of `/p/c/d`, its parent and itself watched by the same operation. */
function life(watch: (path: string) => ReadOperation): readonly (readonly string[])[] {
  const solo = grown();
  solo.read(watch('/p/c'));
  solo.read(watch('/p/c/d'));
  const heard = [];
  for (const step of [
    () => solo.create('/p/c/d'),
    () => solo.set('/p/c/d', '1'),
    () => solo.create('/p/c/d/e'),
    () => solo.delete('/p/c/d/e'),
    () => solo.delete('/p/c/d'),
  ]) {
    step();
    heard.push(solo.heard().map((line) => line.replace(`${String(A)} `, '')));
    if (!watch('/').op.startsWith('add')) solo.read(watch('/p/c/d'));
  }
  return heard; // prettier-ignore
}

describe('triggers', () => {
  test('exists hears of the znode itself, whether it was there or not', () => {
    expect(life(exists)).toEqual([['created /p/c/d'], ['changed /p/c/d'], [], [], ['deleted /p/c/d']]);
  });

  test('get hears of a znode that was there', () => {
    expect(life(get)).toEqual([[], ['changed /p/c/d'], [], [], ['deleted /p/c/d']]);
  });

  test('children hears once of the children, and of the end', () => {
    expect(life(children)).toEqual(
      [['children /p/c'], [], ['children /p/c/d'], ['children /p/c/d'], ['deleted /p/c/d']],
    ); // prettier-ignore
  });

  test('a persistent watch hears of all, again and again', () => {
    expect(life((path) => lasting(path, 'persistent'))).toEqual([
      ['created /p/c/d', 'children /p/c'], ['changed /p/c/d'], ['children /p/c/d'], ['children /p/c/d'],
      ['deleted /p/c/d', 'children /p/c'],
    ]); // prettier-ignore
  });

  test('a recursive watch hears of all that is below, never of children as such', () => {
    expect(life((path) => lasting(path, 'persistent-recursive'))).toEqual([
      ['created /p/c/d'], ['changed /p/c/d'], ['created /p/c/d/e'], ['deleted /p/c/d/e'], ['deleted /p/c/d'],
    ]); // prettier-ignore
  });

  test('a connection hears of one deletion once, though both its tables know the znode', () => {
    const solo = grown();
    solo.read(get('/p/c'));
    solo.read(children('/p/c'));
    solo.read(children('/p/c'), B);
    solo.delete('/p/c');
    expect(solo.heard()).toEqual([`${String(A)} deleted /p/c`, `${String(B)} deleted /p/c`]);
  });

  test('a multi fires for each operation in order, a failed one not at all', () => {
    const solo = grown();
    for (const watch of [exists('/x'), exists('/p'), children('/')]) solo.read(watch);
    const change = { op: 'set' as const, path: '/p', version: -1 };
    const create = { op: 'create' as const, path: '/x', mode: 'persistent' as const };
    solo.write({ op: 'multi', operations: [change, create, { op: 'check', path: '/nope', version: -1 }] });
    expect(solo.heard()).toEqual([]);
    solo.write({ op: 'multi', operations: [change, create, change] });
    expect(solo.heard().map((line) => line.slice(2))).toEqual(['changed /p', 'created /x', 'children /']);
  });

  test('permissions, checks and failed operations fire nothing', () => {
    const solo = grown();
    solo.read(lasting('/', 'persistent-recursive'));
    solo.write({ op: 'set-acl', path: '/p', acl: 'rwcda', version: -1 });
    solo.write({ op: 'multi', operations: [{ op: 'check', path: '/p', version: 0 }] });
    solo.delete('/p');
    expect(solo.heard()).toEqual([]);
  });
});

describe('what may not be read', () => {
  const hidden = (path: string): WriteOperation => ({ op: 'create', path, mode: 'persistent', acl: 'wcda' });

  test('is told to nobody, but uses one-shot watches up', () => {
    const solo = grown();
    for (const path of ['/p/c', '/x']) solo.read(exists(path));
    solo.write({ op: 'set-acl', path: '/p/c', acl: 'wcda', version: -1 });
    solo.set('/p/c', '1');
    solo.write(hidden('/x'));
    solo.write({ op: 'set-acl', path: '/p/c', acl: 'rwcda', version: -1 });
    solo.set('/p/c', '2');
    expect(solo.heard()).toEqual([]);
    solo.read(lasting('/x', 'persistent'));
    solo.create('/x/y');
    solo.delete('/x/y');
    solo.delete('/x');
    expect(solo.heard()).toEqual([]);
  });

  test('does not hide its name from who may read its parent', () => {
    const solo = grown();
    solo.read(children('/p'));
    solo.write(hidden('/p/x'));
    solo.read(lasting('/p', 'persistent'));
    solo.delete('/p/x');
    expect(solo.heard().map((line) => line.slice(2))).toEqual(['children /p', 'children /p']);
  });
});

describe('registration', () => {
  test('a read that fails leaves no watch, but for exists', () => {
    const solo = new SoloZookeeper();
    expect([get('/x'), children('/x'), exists('/x')].map((one) => solo.read(one).error)).toEqual(
      ['NONODE', 'NONODE', 'NONODE'],
    ); // prettier-ignore
    const has = (kind: 'data' | 'children' | 'any') =>
      solo.read({ op: 'check-watches', path: '/x', kind }).error;
    expect([has('data'), has('children'), has('any')]).toEqual([undefined, 'NOWATCHER', undefined]);
    expect(solo.read({ op: 'check-watches', path: '/x', kind: 'data' }, B).error).toBe('NOWATCHER');
  });

  test('a one-shot watch on the same path ends a persistent one, in its own table', () => {
    const solo = grown();
    solo.read(lasting('/p', 'persistent'));
    solo.read(get('/p'));
    solo.set('/p', '1');
    solo.set('/p', '2');
    solo.create('/p/x');
    solo.create('/p/y');
    expect(solo.heard().map((line) => line.slice(2))).toEqual(['changed /p', 'children /p', 'children /p']);
  });

  test('what is removed fires no more; to remove nothing is an error', () => {
    const solo = grown();
    solo.read(lasting('/p', 'persistent'));
    expect(solo.read({ op: 'remove-watches', path: '/p', kind: 'data' })).toEqual({});
    solo.set('/p', '1');
    solo.create('/p/x');
    expect(solo.heard().map((line) => line.slice(2))).toEqual(['children /p']);
    expect(solo.read({ op: 'remove-watches', path: '/p', kind: 'any' })).toEqual({});
    expect(solo.read({ op: 'remove-watches', path: '/p', kind: 'any' }).error).toBe('NOWATCHER');
  });

  test('a reconnected client hears of what it missed, list by list, and its other watches stand again', () => {
    const solo = grown();
    const message: Extract<ClientMessage, { type: 'set-watches' }> = {
      type: 'set-watches',
      relativeZxid: solo.zxid,
      data: ['/p', '/gone', '/p/c'],
      exist: ['/p', '/new'],
      child: ['/gone', '/', '/p'],
      persistent: ['/p'],
      recursive: ['/r'],
    };
    solo.set('/p', '1');
    solo.create('/r');
    solo.setWatches(message);
    expect(solo.heard().map((line) => line.slice(2))).toEqual([
      'changed /p', 'deleted /gone', 'created /p', 'deleted /gone', 'children /', 'watches-set',
    ]); // prettier-ignore
    for (const path of ['/p/c', '/new', '/p/d', '/r/s']) {
      if (path === '/p/c') solo.set(path, '');
      else solo.create(path);
    }
    expect(solo.heard().map((line) => line.slice(2))).toEqual([
      'changed /p/c', 'created /new', 'children /p', 'created /r/s',
    ]); // prettier-ignore
  });
});

describe('the table', () => {
  test('counts as the four-letter word does: a connection whose watches have fired still counts', () => {
    let table = addWatch(NO_WATCHES.data, '/a', 1, 'standard');
    table = addWatch(addWatch(table, '/a', 2, 'persistent'), '/b', 2, 'standard');
    expect(countWatches(table)).toEqual({ connections: 2, paths: 2, watches: 3 });
    const fired = trigger(table, 'changed', '/a');
    expect(fired.connections).toEqual([1, 2]);
    expect(countWatches(fired.table)).toEqual({ connections: 2, paths: 2, watches: 2 });
    expect(countWatches(dropConnection(fired.table, 2))).toEqual({ connections: 1, paths: 0, watches: 0 });
  });

  test('is left as it is where nobody watches', () => {
    const table = addWatch(NO_WATCHES.data, '/a', 1, 'standard');
    expect(trigger(table, 'changed', '/b').table).toBe(table);
  });
});
