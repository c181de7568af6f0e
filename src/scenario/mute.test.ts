import { describe, expect, test } from 'vitest';
import { KIND_TABLES, parsed, SYSTEM } from '../testing/scenario-fixtures.ts';
import { muteFault, mutedFaults, unmuteFault } from './mute.ts';

const FILE = `${SYSTEM}
faults:
  - { at: 12s, crash: db-1 } # boom
  - at: 20s
    pause: api-2
    for: 5s
  # then
  - { at: 40s, cut: [api-1, zk] }

expect:
  - { lost-writes: 0 }
`;

function mutedText(text: string, index: number): string {
  const result = muteFault(text, index, KIND_TABLES);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  expect(result.value.scenario.faults.length).toBe(parsed(text).scenario.faults.length - 1);
  return result.value.text;
}

function heard(text: string, place: number): string {
  const result = unmuteFault(text, place, KIND_TABLES);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.text;
}

describe('a muted fault', () => {
  test('is a comment at its place, and back it is as it was', () => {
    for (const [index, fault] of parsed(FILE).scenario.faults.entries()) {
      const text = mutedText(FILE, index);
      expect(mutedFaults(text, KIND_TABLES)).toMatchObject([{ index, fault }]);
      expect(heard(text, 0)).toBe(FILE);
    }
  });

  test('may be one of many, over several lines, or the only one', () => {
    const none = mutedText(mutedText(mutedText(FILE, 1), 1), 0);
    expect(none.slice(none.indexOf('faults'), none.indexOf('expect'))).toBe(`faults: []
  # muted: - { at: 12s, crash: db-1 } # boom
  # muted: - at: 20s
  # muted:   pause: api-2
  # muted:   for: 5s
  # then
  # muted: - { at: 40s, cut: [api-1, zk] }

`);
    expect(mutedFaults(none, KIND_TABLES).map(({ fault }) => fault)).toEqual(parsed(FILE).scenario.faults);
    expect(heard(heard(heard(none, 2), 0), 0)).toBe(FILE);
  });

  test('gets a line of its own where the list stands within brackets', () => {
    const text = mutedText(`${SYSTEM}faults: [{ at: 1s, crash: db-1 }, { at: 2s, restart: db-1 }]\n`, 0);
    expect(text).toBe(
      `${SYSTEM}faults:\n  # muted: - { at: 1s, crash: db-1 }\n  - { at: 2s, restart: db-1 }\n`,
    );
  });

  test('that names a node that is gone is told without a meaning, and stays a comment', () => {
    const text = FILE.replace('  - { at: 12s, crash: db-1 }', '  # muted: - { at: 12s, crash: db-9 }');
    expect(mutedFaults(text, KIND_TABLES)).toEqual([
      { index: 0, line: 16, text: '{ at: 12s, crash: db-9 } # boom', fault: undefined },
    ]);
    expect(unmuteFault(text, 0, KIND_TABLES)).toMatchObject({
      ok: false,
      error: [{ message: 'db-9 is not a node; did you mean db-3?' }],
    });
    expect(mutedFaults('faults: {', KIND_TABLES)).toEqual([]);
  });
});
