/** The guide for authors is followed to the letter: each file of it is written, each command typed, each output compared. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const GUIDE = resolve('scenarios/GUIDE.md');
const COMMAND = resolve('scripts/ensemble.mjs');
const folder = mkdtempSync(join(tmpdir(), 'ensemble-guide-'));

beforeAll(() => {
  execFileSync(process.execPath, [COMMAND, 'help']);
}, 60_000);

/** What a shell in the folder of the reader prints. The time that a run took is its machine's. */
function typed(line: string): string {
  const shell = `ensemble() { '${process.execPath}' '${COMMAND}' "$@"; }; ${line}`;
  const { stdout } = spawnSync('sh', ['-c', `(${shell}) 2>&1`], { cwd: folder, encoding: 'utf8' });
  return stdout.replace(/ events in \d+ ms/gu, ' events in 90 ms');
}

/** A block of the guide as it should be: of commands with what they print, of a scenario as it is. */
function followed(block: string, language: string, body: string): string {
  if (language === 'yaml' && body.startsWith('ensemble: 1\n'))
    writeFileSync(join(folder, 'first.yaml'), body);
  if (language !== 'console') return block;
  const commands = body.split('\n').filter((line) => line.startsWith('$ '));
  const session = commands.map((command) => `${command}\n${typed(command.slice(2))}`);
  return `\`\`\`console\n${session.join('')}\`\`\``;
}

// `npx vitest run src/cli/guide.test.ts -u` writes what the commands print now into the guide.
test('whoever follows the guide sees what it shows', async () => {
  const guide = readFileSync(GUIDE, 'utf8');
  const blocks = /^```(\w+)\n(.*?)^```$/gmsu;
  await expect(guide.replace(blocks, followed)).toMatchFileSnapshot(GUIDE);
}, 120_000);

test('the guide shows a file that holds with twenty seeds, and one that does not', () => {
  const guide = readFileSync(GUIDE, 'utf8');
  expect(guide).toContain('first.yaml: holds with all 20 seeds');
  expect(guide).toContain('fails with seed 1: availability: users');
});
