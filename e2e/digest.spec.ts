/** Determinism across engines: the page and the command line tell the same run by the same digest. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

interface RunReport {
  readonly digest: string;
  readonly events: number;
}

function runOnCommandLine(file: string): RunReport {
  const output = execFileSync('npm', ['run', '-s', 'ensemble', '--', 'run', file, '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as RunReport;
}

test('the digest in the browser is that of the command line', async ({ page }) => {
  test.setTimeout(120_000);
  const expected = runOnCommandLine('scenarios/who-is-the-primary.yaml');
  const screen = await Screen.open(page);
  await screen.showMilestones();
  await page.getByText('About this run').click();
  const digest = page.getByRole('definition').filter({ hasText: expected.digest });
  await expect(digest).toBeVisible();
});
