import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SESSIONS, SoloZookeeper } from '../../../testing/solo-zookeeper.ts';
import type { CreateMode, ErrorCode, MultiOperation, WriteRequest } from '../protocol.ts';
import { isValidPath, sequenceSuffix } from './paths.ts';
import { ephemeralsOf } from './session.ts';
import { applyTransaction, findSession, findZnode } from './tree.ts';
import { statOf } from './znode.ts';

const [A, B] = SESSIONS;

describe('paths', () => {
  test.each(['/', '/a', '/a/b.c', '/a/...', '/a/.b', '/ä'])('%s is one', (path) => {
    expect(isValidPath(path)).toBe(true);
  });

  test.each(['', 'a', '/a/', '//', '/a/./b', '/a/..', '/\u0000', '/\u001f', '/\u0080', '/😀', '/\uf000', '/\ufffe'])(
    '%j is none',
    (path) => {
      expect(isValidPath(path)).toBe(false);
    },
  ); // prettier-ignore
});

describe('Stat', () => {
  test('a new tree holds the system znodes, which nobody counted', () => {
    const solo = new SoloZookeeper();
    expect(solo.stat('/')).toMatchObject({ cversion: -1, numChildren: 1, czxid: 0, pzxid: 0 });
    expect(solo.stat('/zookeeper')).toMatchObject({ cversion: -2, numChildren: 2 });
    expect(solo.stat('/zookeeper/config')).toMatchObject({ aversion: -1 });
    expect(['/', '/zookeeper', '/zookeeper/config'].map((path) => solo.delete(path).error)).toEqual(
      Array<ErrorCode>(3).fill('BADARGUMENTS'),
    );
  });

  test('each child that comes or goes counts once at its parent, whose own write marks stay', () => {
    const solo = new SoloZookeeper();
    const { stat } = solo.create('/p');
    solo.create('/p/a');
    solo.create('/p/b');
    solo.delete('/p/a');
    const zxid = solo.zxid;
    expect(solo.stat('/p')).toEqual({ ...stat, cversion: 3, numChildren: 1, pzxid: zxid });
  });

  test('a set counts the version and stamps zxid, time and the length in bytes', () => {
    const solo = new SoloZookeeper();
    solo.create('/p');
    const { stat } = solo.set('/p', 'ä€');
    const zxid = solo.zxid;
    expect(stat).toMatchObject({
      version: 1,
      mzxid: zxid,
      mtime: 1_000 * zxid,
      dataLength: 5,
      czxid: zxid - 1,
    });
    solo.write({ op: 'set', path: '/p', version: 1 });
    expect(solo.stat('/p')).toMatchObject({ version: 2, dataLength: 0 });
    expect(findZnode(solo.tree, '/p')?.data).toBeUndefined();
  });

  test('permissions have a version of their own and leave no other mark', () => {
    const solo = new SoloZookeeper();
    const { stat } = solo.create('/p');
    expect(solo.write({ op: 'set-acl', path: '/p', acl: 'ar', version: 0 }).stat).toEqual({
      ...stat,
      aversion: 1,
    });
    expect(solo.write({ op: 'set-acl', path: '/p', acl: 'r', version: 0 }).error).toBe('BADVERSION');
    expect(findZnode(solo.tree, '/p')?.acl).toBe('ra');
  });
});

describe('sequence numbers', () => {
  test('count the children that ever were, and come before the path is judged', () => {
    const solo = new SoloZookeeper();
    solo.create('/q');
    solo.create('/q/a');
    solo.delete('/q/a');
    expect(solo.create('/q/n-', 'persistent-sequential').path).toBe('/q/n-0000000001');
    expect(solo.create('/no/n-', 'persistent-sequential').error).toBe('NONODE');
    expect(solo.create('/q/', 'ephemeral-sequential').path).toBe('/q/0000000002');
  });

  test('are 32 bits wide, with a sign', () => {
    expect([0, 2 ** 31 - 1, 2 ** 31].map(sequenceSuffix)).toEqual([
      '0000000000',
      '2147483647',
      '-2147483648',
    ]);
  });
});

describe('the first error', () => {
  const solo = new SoloZookeeper();
  solo.create('/p');
  solo.create('/p/c');
  solo.create('/e', 'ephemeral');
  solo.write({ op: 'create', path: '/ro', mode: 'persistent', acl: 'ra' });

  test.each<[path: string, expected: ErrorCode, acl?: string]>([
    ['x', 'BADARGUMENTS', ''], ['/p\0', 'BADARGUMENTS', ''], ['/nope/x', 'INVALIDACL', ''], ['/nope/x/', 'NONODE'],
    ['/ro//', 'NONODE'], ['/ro/', 'NOAUTH'], ['/p//', 'NONODE'], ['/p/.', 'BADARGUMENTS'], ['/', 'NODEEXISTS'],
    ['/p/c', 'NODEEXISTS'], ['/e/x', 'NOCHILDRENFOREPHEMERALS'], ['//x', 'BADARGUMENTS'],
  ])('of creating %j is %s', (path, expected, acl) => {
    const operation: MultiOperation = { op: 'create', path, mode: 'persistent', ...(acl === undefined ? {} : { acl }) };
    expect(solo.write(operation).error).toBe(expected);
  }); // prettier-ignore

  test.each<[path: string, version: number, expected: ErrorCode]>([
    ['p', -1, 'BADARGUMENTS'], ['/nope/x', -1, 'NONODE'], ['/ro/x', -1, 'NOAUTH'], ['/x', -1, 'NONODE'],
    ['/p', 5, 'BADVERSION'], ['/p', -2, 'BADVERSION'], ['/p', 0, 'NOTEMPTY'],
  ])('of deleting %s at version %i is %s', (path, version, expected) => {
    expect(solo.delete(path, version).error).toBe(expected);
  }); // prettier-ignore

  test.each<[path: string, version: number, expected: ErrorCode | undefined]>([
    ['p', -1, 'BADARGUMENTS'], ['/p/', -1, 'BADARGUMENTS'], ['/x', 1, 'NONODE'], ['/ro', 9, 'NOAUTH'],
    ['/p', 9, 'BADVERSION'], ['/', -1, undefined], ['/zookeeper', -1, undefined], ['/zookeeper/config', -1, 'NOAUTH'],
  ])('of setting %s at version %i is %s', (path, version, expected) => {
    expect(solo.set(path, '', version).error).toBe(expected);
  }); // prettier-ignore

  test('of a time to live is that it is off, then that it is out of bounds', () => {
    const timed = (ttl: number | undefined, mode: CreateMode = 'persistent-with-ttl'): MultiOperation => {
      return { op: 'create', path: 'x', mode, ...(ttl === undefined ? {} : { ttl }) };
    };
    expect(new SoloZookeeper(false).write(timed(0)).error).toBe('UNIMPLEMENTED');
    for (const operation of [timed(0), timed(2 ** 40), timed(undefined), timed(5, 'persistent')]) {
      expect(solo.write({ ...operation, path: '/t' }).error).toBe('BADARGUMENTS');
    }
    expect(solo.write({ ...timed(2 ** 40 - 1), path: '/t' }).stat?.ephemeralOwner).toBe(0);
  });
});

describe('multi', () => {
  const create = (path: string, mode: CreateMode = 'persistent'): MultiOperation => ({
    op: 'create',
    path,
    mode,
  });

  test('each operation sees the earlier ones, all with one zxid', () => {
    const solo = new SoloZookeeper();
    const { results } = solo.write({
      op: 'multi',
      operations: [
        create('/m'), create('/m/n-', 'persistent-sequential'), create('/m/n-', 'persistent-sequential'),
        { op: 'set', path: '/m', version: 0 }, { op: 'check', path: '/m', version: 1 },
        { op: 'delete', path: '/m/n-0000000000', version: 0 }, create('/m/c', 'container'),
      ],
    }); // prettier-ignore
    const zxid = solo.zxid;
    expect(results?.map(({ result }) => result.path)).toEqual(
      ['/m', '/m/n-0000000000', '/m/n-0000000001', undefined, undefined, undefined, '/m/c'],
    ); // prettier-ignore
    expect(results?.map(({ result }) => result.stat !== undefined)).toEqual(
      [false, false, false, true, false, false, true],
    ); // prettier-ignore
    expect(results?.[3]?.result.stat).toMatchObject({ numChildren: 2, version: 1, mzxid: zxid });
    expect(solo.stat('/m')).toMatchObject({ czxid: zxid, pzxid: zxid, cversion: 4, numChildren: 2 });
  });

  test('the first failure undoes it all, sequence numbers too', () => {
    const solo = new SoloZookeeper();
    const before = solo.tree.root;
    const operations = [create('/n-', 'persistent-sequential'), create('/no/x'), create('/y')];
    const answer = solo.write({ op: 'multi', operations });
    expect(answer.error).toBe('NONODE');
    expect(answer.results?.map(({ error }) => error)).toEqual([undefined, 'NONODE', 'RUNTIMEINCONSISTENCY']);
    expect(solo.tree.root).toBe(before);
    expect(solo.triggers).toEqual([]);
    expect(solo.create('/n-', 'persistent-sequential').path).toBe('/n-0000000000');
  });

  test('without operations it goes well', () => {
    expect(new SoloZookeeper().write({ op: 'multi', operations: [] })).toEqual({ results: [] });
  });
});

describe('sessions', () => {
  test('the end of one deletes its ephemerals with one zxid, and those of no other', () => {
    const solo = new SoloZookeeper();
    solo.create('/a', 'ephemeral');
    solo.create('/b', 'ephemeral', B);
    solo.create('/c', 'ephemeral');
    expect(ephemeralsOf(findSession(solo.tree, A))).toEqual(['/a', '/c']);
    solo.write({ op: 'close' });
    expect([solo.stat('/a'), solo.stat('/c')]).toEqual([undefined, undefined]);
    expect(solo.stat('/b')?.ephemeralOwner).toBe(B);
    expect(solo.stat('/')).toMatchObject({ pzxid: solo.zxid, cversion: 4 });
    expect(findSession(solo.tree, A)).toBeUndefined();
    expect(solo.triggers.filter(({ event }) => event === 'deleted').map(({ path }) => path)).toHaveLength(4);
  });
});

const anyPath = fc.constantFrom('/a', '/b', '/a/c', '/a/d', '/b/e', '/a/c/f');
const anyMode = fc.constantFrom<CreateMode>('persistent', 'ephemeral', 'persistent-sequential', 'container');
const anyWrite: fc.Arbitrary<WriteRequest['operation']> = fc.oneof(
  fc.record({ op: fc.constant('create' as const), path: anyPath, mode: anyMode }),
  fc.record({ op: fc.constant('create' as const), path: anyPath, mode: anyMode }),
  fc.record({ op: fc.constant('delete' as const), path: anyPath, version: fc.constantFrom(-1, 0) }),
  fc.record({
    op: fc.constant('set' as const),
    path: anyPath,
    data: fc.string(),
    version: fc.constantFrom(-1, 0),
  }),
);

describe('replay', () => {
  test('a log that is applied again from anywhere to a tree that has it adds up to the same tree', () => {
    fc.assert(
      fc.property(fc.array(anyWrite, { maxLength: 30 }), fc.nat(), (writes, from) => {
        const solo = new SoloZookeeper();
        for (const operation of writes) solo.write(operation);
        let again = solo.tree;
        for (const transaction of solo.log.slice(from % solo.zxid)) {
          again = applyTransaction(again, transaction).tree;
        }
        expect(again.root).toEqual(solo.tree.root);
      }),
      { numRuns: 50 },
    );
  });

  test('what came and went still counts at the parent', () => {
    const solo = new SoloZookeeper();
    solo.create('/p');
    const fuzzy = solo.tree;
    solo.create('/p/a');
    solo.delete('/p/a');
    const [create, remove] = solo.log.slice(-2);
    const late = create === undefined ? fuzzy : applyTransaction(solo.tree, create).tree;
    expect(statOf(findZnode(late, '/p') ?? late.root).pzxid).toBe(solo.zxid);
    const early = remove === undefined ? fuzzy : applyTransaction(fuzzy, remove).tree;
    expect(statOf(findZnode(early, '/p') ?? early.root).pzxid).toBe(solo.zxid);
  });
});
