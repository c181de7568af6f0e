import { expect, test } from 'vitest';
import { fileNameOf, shownName } from './file-name.ts';

test('a file is named by its title, in letters that every file system takes', () => {
  expect(fileNameOf('Who is the primary?')).toBe('who-is-the-primary.yaml');
  expect(fileNameOf('../../Café: “zwei” \u0000 / CON')).toBe('cafe-zwei-con.yaml');
  expect(fileNameOf('主 データベース', 'json')).toBe('主-テータヘース.json');
  expect(fileNameOf('?!')).toBe('scenario.yaml');
  expect(fileNameOf('word '.repeat(100)).length).toBeLessThan(70);
});

test('a name of somebody else is shown short, on one line, and with nothing hidden', () => {
  expect(shownName('who-is-the-primary.yaml')).toBe('who-is-the-primary.yaml');
  expect(shownName('קובץ.yaml')).toBe('קובץ.yaml');
  expect(shownName(`${'x'.repeat(1e6)}.yaml`)).toBe(`${'x'.repeat(30)}…${'x'.repeat(11)}.yaml`);
  expect(shownName('live\u202egpj.exe')).toBe('liveU+202Egpj.exe');
  expect(shownName(' a\n\tb\u0000\ud800 ')).toBe('a bU+0000U+D800');
  expect(shownName(`e${'\u0301'.repeat(500)}.yaml`)).toBe('e\u0301\u0301\u0301\u0301.yaml');
  expect(shownName('💥'.repeat(100))).toBe(`${'💥'.repeat(30)}…${'💥'.repeat(16)}`);
});
