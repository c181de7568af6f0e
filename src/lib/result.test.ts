import { expect, it } from 'vitest';
import { failure, success, type Result } from './result.ts';

it('tells a value from an error', () => {
  const results: readonly Result<number, string>[] = [success(1), failure('no')];
  expect(results.map((result) => (result.ok ? result.value : result.error))).toEqual([1, 'no']);
});
