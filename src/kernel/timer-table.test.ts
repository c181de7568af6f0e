import fc from 'fast-check';
import { expect, test } from 'vitest';
import { due, type Occurrence } from './occurrence.ts';
import { TimerTable } from './timer-table.ts';

function timer(name: string, key: number): Occurrence {
  return due('timer', 0, 0, 0, 0, 0, name, key, 0);
}

test('a timer is where it was put until it is taken, whatever else comes and goes', () => {
  const step = fc.record({
    take: fc.boolean(),
    name: fc.constantFrom('a', 'b'),
    key: fc.integer({ min: -2, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const table = new TimerTable();
      const known = new Map<string, Occurrence>();
      for (const { take, name, key } of steps) {
        const id = `${name} ${String(key)}`;
        if (take) {
          expect(table.take(name, key)).toBe(known.get(id));
          known.delete(id);
        } else {
          const one = timer(name, key);
          table.set(one);
          known.set(id, one);
        }
      }
      expect(new Set(table.all())).toEqual(new Set(known.values()));
    }),
  );
});
