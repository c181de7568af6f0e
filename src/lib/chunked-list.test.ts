import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChunkedList, itemAt, lengthOf, withItem } from './chunked-list.ts';

test('a chunked list holds what a plain list holds, and leaves earlier versions as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 100 }), (writes) => {
      const plain: number[] = [];
      let list: ChunkedList<number> = [];
      for (const [place, value] of writes) {
        const before = list;
        const index = place % (plain.length + 1);
        const old = plain[index];
        plain[index] = value;
        list = withItem(list, index, value);
        expect(itemAt(before, index)).toBe(old);
        expect(plain.map((_, i) => itemAt(list, i))).toEqual(plain);
        expect(lengthOf(list)).toBe(plain.length);
      }
    }),
  );
});
