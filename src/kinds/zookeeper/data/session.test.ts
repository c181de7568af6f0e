import { describe, expect, test } from 'vitest';
import { cloneCapacity, grownCapacity, walked } from './java-hash-set.ts';
import { closingOrder, newSession, type Session, withEphemeral, withoutEphemeral } from './session.ts';

function owning(paths: readonly string[], session = newSession(1, 1, 'c')): Session {
  return paths.reduce(withEphemeral, session);
}

describe('the order in which a closing session deletes', () => {
  test('is by bucket: the hash of the path, its upper half folded in, modulo the capacity', () => {
    // '/p1' hashes to 48688, '/p2' to 48689, '/a' to 1554: buckets 0, 1, 2 of 16.
    expect(walked(['/a', '/p2', '/p1'], 16)).toEqual(['/p1', '/p2', '/a']);
    // 'Aa' and 'BB' have one hash: whoever came first is first.
    expect(walked(['BB', 'Aa'], 16)).toEqual(['BB', 'Aa']);
    expect(walked(['Aa', 'BB'], 16)).toEqual(['Aa', 'BB']);
  });

  test('is that of a clone, which may have other buckets than its source', () => {
    expect([0, 1, 3, 5, 6, 12, 13, 24].map(cloneCapacity)).toEqual([16, 2, 8, 8, 16, 32, 32, 64]);
    expect([grownCapacity(16, 12), grownCapacity(16, 13)]).toEqual([16, 32]);
    // '/2' hashes to 1507, '/i' to 1562: buckets 3 and 10 of 16, but 1 and 0 of the clone's 2.
    const session = owning(['/2', '/i']);
    expect(closingOrder(session, session)).toEqual(['/i', '/2']);
    // '/q' and '/a' share a bucket in both.
    const sharing = owning(['/q', '/a']);
    expect(closingOrder(sharing, sharing)).toEqual(['/q', '/a']);
  });

  test('leaves out what is about to be deleted, and adds what is about to be created', () => {
    const applied = owning(['/a', '/p2']);
    const prepared = owning(['/p1', '/b'], withoutEphemeral(applied, '/a'));
    expect(closingOrder(applied, prepared)).toEqual(['/p1', '/p2', '/b']);
    expect(closingOrder(undefined, owning(['/a']))).toEqual(['/a']);
    expect(closingOrder(applied, newSession(1, 1, 'c'))).toEqual([]);
  });
});
