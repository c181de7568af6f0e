import { expect, test } from 'vitest';
import { typedAhead } from './Menu.tsx';

const NAMES = ['Who is the primary?', 'Sleeping clients', 'Split brain', 'Where writes go'];

test('Typed letters go to the next item that begins with them.', () => {
  expect(typedAhead(NAMES, 0, 's')).toBe(1);
  expect(typedAhead(NAMES, 1, 'sp')).toBe(2);
  expect(typedAhead(NAMES, 0, 'WHE')).toBe(3);
  expect(typedAhead(NAMES, 0, 'x')).toBe(-1);
});

test('The same letter again goes on to the next one.', () => {
  expect(typedAhead(NAMES, 1, 'ss')).toBe(2);
  expect(typedAhead(NAMES, 2, 'sss')).toBe(1);
});
