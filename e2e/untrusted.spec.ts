/** A link or a file is somebody else's text: it never runs, and what it cannot mean leaves everything as it was. */
import { expect, type Page, test } from '@playwright/test';
import { Screen } from './screen.ts';

interface Watched {
  violations?: string[];
  hacked?: boolean;
}

/** Counts what the content security policy refuses, from the first script on. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = globalThis as Watched;
    const violations: string[] = [];
    watched.violations = violations;
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
}

function refused(page: Page): Promise<readonly string[] | undefined> {
  return page.evaluate(() => (globalThis as Watched).violations);
}

test('no screen of the app needs more than the content security policy allows', async ({ page }) => {
  await watch(page);
  await page.goto('./');
  await expect(page.getByRole('main')).toBeVisible();
  const screen = await Screen.open(page);
  await screen.goTo(21);
  await screen.choose('db-1, database');
  await expect(page.getByRole('complementary', { name: 'Inspector: db-1' })).toBeVisible();
  await screen.why(/^Why: db-2 became primary/u);
  await expect(page.getByRole('complementary', { name: /^Why\?/u })).toBeVisible();
  await page.goto('./#scenario=hundred-servers&t=20');
  await expect(screen.button('Scenario: A hundred servers')).toBeVisible();
  await page.goto('./#scenario=who-is-the-primary&edit');
  await expect(page.getByRole('textbox').first()).toBeVisible();
  expect(await refused(page)).toEqual([]);
});

test('no text becomes markup or a script', async ({ page }) => {
  await watch(page);
  await Screen.open(page);
  const thrown = await page.evaluate(() => {
    const inline = document.createElement('div');
    let assigned = true;
    try {
      inline.innerHTML = '<img src=x onerror="globalThis.hacked = true">';
    } catch {
      assigned = false;
    }
    const script = document.createElement('script');
    script.append('globalThis.hacked = true');
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'https://example.invalid/x.png';
    document.body.append(image);
    return !assigned;
  });
  expect(thrown).toBe(true);
  const directives = async () => (await refused(page))?.map((violation) => violation.split(' ')[0]).sort();
  await expect.poll(directives).toEqual(['img-src', 'require-trusted-types-for']);
  expect(await page.evaluate(() => (globalThis as Watched).hacked)).toBeUndefined();
});
