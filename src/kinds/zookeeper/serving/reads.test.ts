import { describe, expect, test } from 'vitest';
import { SESSIONS, SoloZookeeper } from '../../../testing/solo-zookeeper.ts';
import type { ReadOperation } from '../protocol.ts';
import { FRAME_MAX, requestSize } from '../data/request-size.ts';

const [, B] = SESSIONS;

describe('reads', () => {
  const solo = new SoloZookeeper();
  solo.write({ op: 'create', path: '/p', mode: 'persistent' });
  solo.create('/p/b', 'ephemeral');
  solo.create('/p/a', 'ephemeral', B);
  solo.create('/pp', 'ephemeral');
  solo.write({ op: 'create', path: '/hidden', mode: 'persistent', acl: 'wcd' });
  solo.write({ op: 'create', path: '/owned', mode: 'persistent', acl: 'a' });

  test('answer data, children in order, and Stat', () => {
    const { data, stat } = solo.read({ op: 'get', path: '/p', watch: false });
    expect([data, stat?.dataLength, stat?.numChildren]).toEqual([undefined, 0, 2]);
    expect(solo.read({ op: 'children', path: '/p', watch: false }).children).toEqual(['a', 'b']);
    expect(solo.read({ op: 'get', path: '', watch: false }).stat).toEqual(solo.stat('/'));
  });

  test('find the own ephemerals by the prefix of their text', () => {
    const of = (prefix: string, session?: number) => solo.read({ op: 'ephemerals', prefix }, session).paths;
    expect([of('/'), of('/p'), of('/p/'), of('/x')]).toEqual([
      ['/p/b', '/pp'],
      ['/p/b', '/pp'],
      ['/p/b'],
      [],
    ]);
    expect(of('/', B)).toEqual(['/p/a']);
  });

  test('count all that is below, system znodes too', () => {
    expect(new SoloZookeeper().read({ op: 'count-descendants', path: '/' }).count).toBe(3);
    expect(solo.read({ op: 'count-descendants', path: '/p' }).count).toBe(2);
  });

  test.each<[operation: ReadOperation, error: string | undefined]>([
    [{ op: 'get', path: '/hidden', watch: true }, 'NOAUTH'],
    [{ op: 'children', path: '/hidden', watch: true }, 'NOAUTH'],
    [{ op: 'get-acl', path: '/hidden' }, 'NOAUTH'],
    [{ op: 'count-descendants', path: '/hidden' }, 'NOAUTH'],
    [{ op: 'get-acl', path: '/owned' }, undefined],
    [{ op: 'exists', path: '/hidden', watch: false }, undefined],
    [{ op: 'get', path: '/p/', watch: false }, 'NONODE'],
    [{ op: 'get', path: 'p', watch: false }, 'NONODE'],
    [{ op: 'check-watches', path: '/hidden', kind: 'any' }, 'NOWATCHER'],
  ])('%j: %s', (operation, error) => {
    expect(solo.read(operation).error).toBe(error);
  });
});

test('a request of a megabyte less a few bytes fits, a byte more does not', () => {
  const create = (length: number) => {
    return requestSize({ op: 'create', path: '/big', mode: 'persistent', data: 'x'.repeat(length) });
  };
  // Header 8, path 4 + 4, length of the data 4, one ACL entry with its count 27, flags 4.
  const around = 51;
  expect(create(0)).toBe(around);
  expect(create(FRAME_MAX - around)).toBe(FRAME_MAX);
  const inside = { op: 'create' as const, path: '/big', mode: 'persistent' as const };
  expect(requestSize({ op: 'multi', operations: [inside] })).toBe(create(0) + 2 * 9);
});
