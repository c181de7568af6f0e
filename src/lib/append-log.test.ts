import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppendLog } from './append-log.ts';

test('every version of a log keeps what it held, whatever is appended to or cut off other versions', () => {
  const steps = fc.array(fc.record({ version: fc.nat(30), cut: fc.option(fc.nat(10)), item: fc.nat() }));
  fc.assert(
    fc.property(steps, (list) => {
      const versions: { log: AppendLog<number>; items: readonly number[] }[] = [
        { log: AppendLog.empty(), items: [] },
      ];
      for (const { version, cut, item } of list) {
        const from = versions[version % versions.length];
        if (from === undefined) continue;
        versions.push(
          cut === null
            ? { log: from.log.append(item), items: [...from.items, item] }
            : { log: from.log.truncate(cut), items: from.items.slice(0, cut) },
        );
        for (const { log, items } of versions) {
          expect(log.slice(0)).toEqual(items);
          expect(log.last()).toBe(items.at(-1));
        }
      }
    }),
  );
});
