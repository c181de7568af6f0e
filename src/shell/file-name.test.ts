import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test('a file is named by its title, in letters that every file system takes', () => {
  expect(fileNameOf('Who is the primary?')).toBe('who-is-the-primary.yaml');
  expect(fileNameOf('../../Café: “zwei” \u0000 / CON')).toBe('cafe-zwei-con.yaml');
  expect(fileNameOf('主 データベース', 'json')).toBe('主-テータヘース.json');
  expect(fileNameOf('?!')).toBe('scenario.yaml');
  expect(fileNameOf('word '.repeat(100)).length).toBeLessThan(70);
});
