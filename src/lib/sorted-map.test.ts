import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText } from './compare.ts';
import {
  entriesOf, firstOf, firstWhere, hasKey, keysOf, lastWhere, lookUp, sizeOf, type SortedMap, valuesOf, visitChanges, withEntry, withoutKey,
} from './sorted-map.ts'; // prettier-ignore

const anyStep = fc.record({ key: fc.string({ maxLength: 2 }), value: fc.nat(), removes: fc.boolean() });

function depthOf(map: SortedMap<number, unknown>): number {
  return map === undefined ? 0 : 1 + Math.max(depthOf(map.left), depthOf(map.right));
}

describe('a sorted map', () => {
  test('holds what a plain map holds, in the order of code units, at every step', () => {
    fc.assert(
      fc.property(fc.array(anyStep), (steps) => {
        const plain = new Map<string, number>();
        let map: SortedMap<string, number>;
        for (const { key, value, removes } of steps) {
          if (removes) plain.delete(key);
          else plain.set(key, value);
          map = removes ? withoutKey(map, key) : withEntry(map, key, value);
          expect([lookUp(map, key), hasKey(map, key)]).toEqual([plain.get(key), plain.has(key)]);
          const sorted = [...plain].sort(([a], [b]) => compareText(a, b));
          expect(entriesOf(map).map((entry) => [entry.key, entry.value])).toEqual(sorted);
          expect(sizeOf(map)).toBe(plain.size);
          expect(firstOf(map)?.key).toBe(sorted[0]?.[0]);
          const texts = sorted.reduce<SortedMap<string, string>>(
            (all, [one]) => withEntry(all, one, one),
            undefined,
          );
          expect(firstWhere(texts, (one) => one >= key)?.key).toBe(sorted.find(([one]) => one >= key)?.[0]);
          expect(lastWhere(texts, (one) => one <= key)?.key).toBe(
            sorted.findLast(([one]) => one <= key)?.[0],
          );
        }
      }),
    );
  });

  test('visits every entry in which it differs from another, and few more after one change', () => {
    fc.assert(
      fc.property(fc.array(anyStep), fc.array(anyStep, { maxLength: 3 }), (steps, later) => {
        const play = (start: SortedMap<string, number>, list: typeof steps): SortedMap<string, number> =>
          list.reduce(
            (map, { key, value, removes }) => (removes ? withoutKey(map, key) : withEntry(map, key, value)),
            start,
          );
        const before = play(undefined, steps);
        const after = play(before, later);
        const visited = new Set<string>();
        visitChanges(after, before, ({ key }) => visited.add(key));
        for (const { key, value } of entriesOf(after)) {
          if (lookUp(before, key) !== value) expect(visited).toContain(key);
        }
      }),
    );
    let large: SortedMap<number, number>;
    for (let key = 0; key < 1000; key++) large = withEntry(large, key, key);
    let visits = 0;
    visitChanges(withEntry(large, 500, -1), large, () => visits++);
    expect(visits).toBeLessThan(40);
  });

  test('has one shape for one content, whatever came before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.uniqueArray(fc.nat(50)), (kept, gone) => {
        let direct: SortedMap<number, string>;
        for (const key of kept) direct = withEntry(direct, key, 'v');
        let detour: SortedMap<number, string>;
        for (const key of [...gone, ...kept].reverse()) detour = withEntry(detour, key, 'v');
        for (const key of gone) if (!kept.includes(key)) detour = withoutKey(detour, key);
        expect(detour).toEqual(direct);
      }),
    );
  });

  test('shares all but one path with the map that it came from, and that one is short', () => {
    let map: SortedMap<number, number>;
    for (let key = 0; key < 10_000; key++) map = withEntry(map, key, key);
    expect(depthOf(map)).toBeLessThan(50);
    const before = new Set(entriesOf(map));
    const copied = entriesOf(withEntry(map, 5_000, 1)).filter((entry) => !before.has(entry));
    expect(copied.length).toBeLessThan(50);
  });

  test('is left as it is by what is not there', () => {
    const map = withEntry<string, number>(undefined, 'a', 1);
    expect(withoutKey(map, 'b')).toBe(map);
    expect(withoutKey(map, 'a')).toBeUndefined();
    expect([keysOf(map), valuesOf(map)]).toEqual([['a'], [1]]);
  });
});
