import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failure, success } from './result.ts';
import { readBoundedJson } from './bounded-json.ts';

test('any JSON that is not deep reads as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      expect(readBoundedJson(text, 8)).toEqual(success(JSON.parse(text)));
    }),
  );
});

test('depth is counted up to the limit, and brackets in strings do not count', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(readBoundedJson(nested(8), 8).ok).toBe(true);
  expect(readBoundedJson(nested(9), 8)).toEqual(failure('too-deep'));
  expect(readBoundedJson(JSON.stringify([`"${'['.repeat(99)}\\`]), 8).ok).toBe(true);
});

test('a million brackets, or quotes that never close, end at once in a failure', () => {
  for (const text of [
    '['.repeat(1e6),
    '{"a":'.repeat(1e5),
    `"${'\\"'.repeat(5e5)}`,
    '"'.repeat(1e6 + 1),
    '',
  ]) {
    expect(readBoundedJson(text, 20).ok).toBe(false);
  }
});
