import { expect, test } from 'vitest';
import { tallyText } from './tally.ts';

test('what is not known yet is not said to pass', () => {
  const [holds, fails, open] = [{ holds: true }, { holds: false }, { holds: undefined }];
  expect(tallyText([holds, holds])).toBe('2 pass');
  expect(tallyText([holds, fails])).toBe('1 pass, 1 fail');
  expect(tallyText([open, open])).toBe('0 pass, 2 not known yet');
});
