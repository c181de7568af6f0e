/** What is changed is kept, and can be given to others: drafts and links. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { Screen } from './screen.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function copiedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share: copy a link' }).click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A page of somebody else. */
async function stranger(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test('a link shows somebody else the same run at the same moment, in few letters', async ({
  page,
  browser,
}) => {
  const screen = await Screen.open(page);
  await screen.goTo(6);
  await screen.choose('db-2, database');
  await page.keyboard.press('k');
  await expect(screen.fault('Crash db-2, at')).toBeVisible();
  const link = await copiedLink(page);
  expect(link.length).toBeLessThan(300);

  const other = new Screen(await stranger(browser));
  await other.page.goto(link);
  await expect(other.fault('Crash db-2, at')).toHaveAttribute('aria-valuetext', '6.000 seconds');
  await expect(other.time).toHaveAttribute('aria-valuetext', /^6\.000 seconds/u);
  await expect(other.page).toHaveURL(/scenario=who-is-the-primary/u);
  await expect(other.page.getByRole('alert')).toHaveCount(0);
});

test('a damaged link is told, and leaves what was open as it was', async ({ page }) => {
  const screen = await Screen.open(page);
  const link = await copiedLink(page);
  await page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    new URL(link).hash.slice(0, -6),
  );
  await expect(page.getByRole('alert')).toContainText('The link is');
  await expect(screen.button('Scenario: Who is the primary?')).toBeVisible();
  await expect(screen.node('db-3, database')).toBeVisible();
});

test('a text that was typed is there again after the tab was closed', async ({ page, context }) => {
  const screen = await Screen.open(page);
  await page.keyboard.press('e');
  await page.getByText('title: Who is the primary?').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Again');
  await expect(screen.button('Scenario: Who is the primary? Again')).toBeVisible();
  await expect(page.getByText('saved in this browser')).toBeVisible();
  await expect(page).toHaveURL(/draft=/u);
  const address = page.url();
  await page.close();

  const later = new Screen(await context.newPage());
  await later.page.goto(address);
  await expect(later.button('Scenario: Who is the primary? Again')).toBeVisible();
  await expect(later.page.getByRole('textbox', { name: 'Scenario text' })).toContainText('Again');
});

test('armed, a click on a node is a fault, and a muted one stays in the text as a comment', async ({
  page,
}) => {
  const screen = await Screen.open(page);
  await screen.goTo(5);
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Scenario text' })).toBeFocused();
  await screen.stage.focus();
  await page.keyboard.press('r');
  await screen.choose('db-3, database');
  const text = page.getByRole('textbox', { name: 'Scenario text' });
  await expect(text).toContainText('{ at: 5s, crash: db-3 }');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByRole('button', { name: 'Mute: { at: 5s, crash: db-3 }' }).click();
  await expect(text).toContainText('# muted: - { at: 5s, crash: db-3 }');
  await expect(screen.fault('Crash db-3, at')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Expectations' }).click();
  await page.getByRole('button', { name: 'Expect what I see now' }).click();
  await page.getByRole('menuitem', { name: '{ primary: db, is: db-1, by: 5s }' }).click();
  await expect(text).toContainText('- { primary: db, is: db-1, by: 5s }');
});
