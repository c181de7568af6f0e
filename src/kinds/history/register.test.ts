import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conflictText } from './conflict-text.ts';
import { type Conflict, EMPTY_REGISTER, type Operation, withOperation } from './register.ts';

/** Judges operations in the order in which their ends are known: how many there were when there was no order any more. */
function judged(operations: readonly Operation[]): {
  readonly at: number | undefined;
  readonly conflict?: Conflict;
} {
  let register = EMPTY_REGISTER;
  const failed = new Map<string, Operation>();
  for (const [index, operation] of operations.entries()) {
    const late = failed.get(operation.value);
    if (operation.to === Infinity) failed.set(operation.name, operation);
    for (const one of late === undefined ? [operation] : [operation, late]) {
      const step = withOperation(register, one);
      if (step.conflict !== undefined) return { at: index + 1, conflict: step.conflict };
      ({ register } = step);
    }
  }
  return { at: undefined };
}

/** Tries every order. Failed writes may be left out. */
function hasOrder(operations: readonly Operation[], value = ''): boolean {
  if (operations.every(({ to }) => to === Infinity)) return true;
  return operations.some((next) => {
    const rest = operations.filter((one) => one !== next);
    if (rest.some(({ to }) => to < next.from)) return false;
    return next.kind === 'write' ? hasOrder(rest, next.name) : next.value === value && hasOrder(rest, value);
  });
}

/** Writes of which no more is known than that they were seen: they began at some time. */
function seenOnly(known: readonly Operation[]): readonly Operation[] {
  const written = new Set(['', ...known.filter(({ kind }) => kind === 'write').map(({ name }) => name)]);
  const seen = new Set(known.map(({ value }) => value).filter((value) => !written.has(value)));
  return [...seen].map((value) => ({ name: value, kind: 'write', value, from: -1, to: Infinity }));
}

interface Told {
  readonly operation: Operation;
  readonly at: number;
}

const anyWrite = (name: string): fc.Arbitrary<Told> =>
  fc.record({ from: fc.nat(12), length: fc.nat(6), fails: fc.boolean() }).map(({ from, length, fails }) => ({
    operation: { name, kind: 'write', value: name, from, to: fails ? Infinity : from + length },
    at: from + length,
  }));

const anyRead = (name: string, values: readonly string[]): fc.Arbitrary<Told> =>
  fc
    .record({ from: fc.nat(14), length: fc.nat(6), value: fc.constantFrom(...values) })
    .map(({ from, length, value }) => ({
      operation: { name, kind: 'read', value, from, to: from + length },
      at: from + length,
    }));

const anyHistory: fc.Arbitrary<readonly Operation[]> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  .chain(([writes, reads]) => {
    const names = Array.from({ length: writes }, (_, index) => `w${String(index + 1)}`);
    const list = [
      ...names.map(anyWrite),
      ...Array.from({ length: reads }, (_, index) => anyRead(`r${String(index + 1)}`, ['', ...names])),
    ];
    return fc.tuple(...list);
  })
  .map((told) => [...told].sort((a, b) => a.at - b.at).map(({ operation }) => operation));

test('the verdict is that of trying all orders, after each operation', () => {
  const verdicts = { order: 0, none: 0, late: 0 };
  fc.assert(
    fc.property(anyHistory, (operations) => {
      const broken = operations.findIndex((_, index) => {
        const known = operations.slice(0, index + 1);
        return !hasOrder([...known, ...seenOnly(known)]);
      });
      const { at } = judged(operations);
      expect(at).toBe(broken < 0 ? undefined : broken + 1);
      if (at === undefined) verdicts.order++;
      else if (at > 3) verdicts.late++;
      else verdicts.none++;
    }),
    { numRuns: 4000 },
  );
  expect(Math.min(verdicts.order, verdicts.none, verdicts.late)).toBeGreaterThan(400);
});

describe('histories by hand', () => {
  const write = (name: string, from: number, to: number): Operation => ({
    name, kind: 'write', value: name, from, to,
  }); // prettier-ignore
  const read = (name: string, value: string, from: number, to: number): Operation => ({
    name, kind: 'read', value, from, to,
  }); // prettier-ignore
  const textOf = (operations: readonly Operation[]): string | undefined => {
    const { conflict } = judged(operations);
    return conflict === undefined ? undefined : conflictText(conflict);
  };

  test.each<[string, readonly Operation[]]>([
    ['nothing is read before anything is written', [read('r', '', 0, 1), write('a', 2, 3), read('s', 'a', 4, 5)]],
    ['a read during a write sees either', [read('r', 'a', 2, 3), read('s', 'a', 3, 4), write('a', 1, 5)]],
    ['what only touches is concurrent', [write('a', 0, 1), write('b', 1, 2), read('r', 'a', 2, 3)]],
    ['a failed write is never done', [write('a', 0, Infinity), read('r', '', 5, 6), read('s', '', 8, 9)]],
    ['a failed write is done late', [write('a', 0, Infinity), read('r', '', 5, 6), read('s', 'a', 8, 9)]],
  ])('there is an order: %s', (_, operations) => {
    expect(textOf(operations)).toBeUndefined();
  });

  test.each<[string, readonly Operation[], string]>([
    ['a stale read', [write('a', 0, 1), write('b', 2, 3), read('r', 'a', 4, 5)],
      'r read a, though b had been written and acknowledged before it began, and a had been written and acknowledged before b was sent'],
    ['a read of nothing', [write('a', 0, 1), read('r', '', 2, 3)],
      'r read nothing, though a had been written and acknowledged before it began'],
    ['back from a write under way', [read('r', 'a', 1, 2), read('s', '', 3, 4), write('a', 0, 5)],
      's read nothing, though r had read a before it began'],
    ['a failed write is undone', [write('a', 0, 1), write('b', 2, Infinity), read('r', 'b', 4, 5), read('s', 'a', 6, 7)],
      's read a, though r had read b before it began, and a had been written and acknowledged before r began, which read b'],
    ['a brief value amid one that is held',
      [write('a', 0, 1), read('r', 'b', 3, 4), write('b', 2, 5), read('s', 'a', 6, 7)],
      's read a, though r had read b before it began, and a had been written and acknowledged before r began, which read b'],
    ['a value from the future', [read('r', 'a', 0, 1), write('a', 2, 3)], 'r read a before that was sent'],
  ])('there is none: %s', (_, operations, text) => {
    expect(textOf(operations)).toBe(text);
  });
}); // prettier-ignore
