import { expect, test } from 'vitest';
import { type Move, violationsOf } from '../../testing/jury.ts';
import type { ReplyObservation, WatchObservation } from './protocol.ts';
import { sessionInvariants } from './session-invariants.ts';

let answered = 0;

function told(observed: ReplyObservation | WatchObservation): Move {
  answered++;
  return { node: 'user-1', state: { answered, events: 0 }, observed };
}

function reply(order: number, zxid: number, more: Partial<ReplyObservation> = {}): Move {
  const operation = { op: 'sync', path: '/a' } as const;
  return told({
    type: 'client-reply', session: 7, ensemble: 'zk', order, operation, error: undefined, result: {}, zxid, sentAt: 0, ...more,
  }); // prettier-ignore
}

/** An answer to `get /a` with a watch, at a version of the znode; 0: there is none. */
function read(order: number, mzxid: number): Move {
  const stat = { mzxid } as ReplyObservation['result']['stat'] & object;
  return reply(order, 9, {
    operation: { op: 'exists', path: '/a', watch: true },
    ...(mzxid === 0 ? { error: 'NONODE' } : { result: { stat } }),
  });
}

const fired = {
  type: 'client-watch',
  session: 7,
  event: 'changed',
  path: '/a',
} as unknown as WatchObservation;

function seen(name: string, ...moves: readonly Move[]): readonly string[] {
  return violationsOf(sessionInvariants, name, ['user-1'], moves);
}

test('session-fifo: an answer overtakes another, or shows an older state', () => {
  expect(seen('session-fifo', reply(1, 5), reply(2, 5), reply(3, 6))).toEqual([]);
  expect(seen('session-fifo', reply(2, 5), reply(1, 5))).toEqual(['user-1 an answer overtook another']);
  expect(seen('session-fifo', reply(1, 5), reply(2, 4))).toEqual(['user-1 an answer shows an older state']);
  expect(seen('session-fifo', reply(1, 5), reply(2, 4, { session: 8 }))).toEqual([]);
});

test('watch-before-read: an answer shows a change, or a znode that appeared, before its watch fired', () => {
  const event = told(fired);
  expect(seen('watch-before-read', read(1, 3), read(2, 3), event, read(3, 4))).toEqual([]);
  expect(seen('watch-before-read', read(1, 3), read(2, 4))).toEqual([
    'user-1 /a changed before its watch fired',
  ]);
  expect(seen('watch-before-read', read(1, 0), read(2, 4))).toHaveLength(1);
  expect(seen('watch-before-read', read(1, 3), read(2, 0))).toHaveLength(1);
});

test('session-fifo: an answer to anything but the oldest request', () => {
  const zookeeper = { connection: 3, pending: [{ xid: 5 }, { xid: 6 }] };
  const asked: Move = { node: 'user-1', state: { answered, events: 0, zookeeper } };
  const heard = (xid: number, connection: number): Move => {
    const event = { type: 'message', connection, from: 'zk-1', message: { type: 'reply', xid } } as const;
    return { ...asked, event: event };
  };
  expect(seen('session-fifo', asked, heard(5, 3), heard(6, 9))).toEqual([]);
  expect(seen('session-fifo', asked, heard(6, 3))).toEqual(['user-1 an answer came out of turn']);
});

test('watch-before-read: the answer to an own write, or a list of children, overtakes the event', () => {
  const event = (type: string): Move => told({ ...fired, event: type } as never);
  const set = reply(2, 4, { operation: { op: 'set', path: '/a', data: '', version: -1 } });
  const children = (order: number, pzxid: number): Move => {
    const stat = { pzxid } as ReplyObservation['result']['stat'] & object;
    return reply(order, 9, { operation: { op: 'children', path: '/a', watch: true }, result: { stat } });
  };
  const recursive = reply(2, 9, { operation: { op: 'add-watch', path: '/a', mode: 'persistent-recursive' } });
  expect(seen('watch-before-read', read(1, 3), event('changed'), set)).toEqual([]);
  expect(seen('watch-before-read', read(1, 3), event('children'), set)).toHaveLength(1);
  expect(seen('watch-before-read', children(1, 3), event('children'), children(2, 4))).toEqual([]);
  expect(seen('watch-before-read', children(1, 3), event('changed'), children(2, 4))).toHaveLength(1);
  expect(seen('watch-before-read', children(1, 3), recursive, children(3, 4))).toEqual([]);
});
