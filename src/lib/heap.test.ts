import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimeHeap } from './heap.ts';

interface Item {
  readonly time: number;
  readonly sequence: number;
}

test('the heap gives items back in the order of a sorted list, however pushes and pops are mixed', () => {
  const commands = fc.array(
    fc.oneof(
      fc.nat(50).map((time) => ({ push: time })),
      fc.constant('pop' as const),
      fc.constant('replace' as const),
    ),
  );
  fc.assert(
    fc.property(commands, (list) => {
      const heap = new TimeHeap<Item>();
      const naive: Item[] = [];
      list.forEach((command, sequence) => {
        if (command === 'pop') {
          naive.sort((a, b) => a.time - b.time || a.sequence - b.sequence);
          expect(heap.pop()).toEqual(naive.shift());
        } else if (command === 'replace') {
          heap.replace(naive);
        } else {
          const item = { time: command.push, sequence };
          heap.push(item);
          naive.push(item);
        }
        expect(heap.size).toBe(naive.length);
      });
    }),
  );
});
