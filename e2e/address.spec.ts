import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

test('a reload shows the same moment, selection and edits', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(6);
  await screen.choose('db-1, database');
  await page.keyboard.press('k');
  await expect(screen.fault('Crash db-1, at').first()).toHaveAttribute('aria-valuetext', '6.000 seconds');
  await expect(page).toHaveURL(/t=6&node=db-1/);
  await expect(page).toHaveURL(/edits=/);

  await page.reload();
  await expect(screen.time).toHaveAttribute('aria-valuetext', /^6\.000 seconds/);
  await expect(page.getByRole('complementary', { name: 'Inspector: db-1' })).toBeVisible();
  await expect(screen.fault('Crash db-1, at').first()).toHaveAttribute('aria-valuetext', '6.000 seconds');
});

test('back and forward go from choice to choice', async ({ page }) => {
  const screen = await Screen.open(page);
  await expect(page).toHaveURL(/scenario=who-is-the-primary/);
  await screen.choose('zk-1, ');
  await expect(page).toHaveURL(/node=zk-1/);
  await page.getByRole('button', { name: 'Isolate zk-1' }).click();
  await expect(page).toHaveURL(/edits=/);
  await expect(screen.fault('Isolate zk-1')).toBeVisible();

  await page.goBack();
  await expect(screen.fault('Isolate zk-1')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('complementary', { name: 'Inspector: zk-1' })).toHaveCount(0);
  await page.goForward();
  await page.goForward();
  await expect(screen.fault('Isolate zk-1')).toBeVisible();
});

test('an address with edits that make no sense is told, and the scenario opens as it is', async ({
  page,
}) => {
  await page.goto(
    './#scenario=who-is-the-primary&edits=%7B%22faults%22%3A%5B%7B%22at%22%3A%223s%22%2C%22crash%22%3A%22db-9%22%7D%5D%7D',
  );
  await expect(page.getByRole('alert')).toContainText('db-9 is not a node');
  await expect(page.getByRole('slider', { name: 'Crash db-1, at' })).toBeVisible();
});

test('an address of a scenario that does not exist says so and shows the first one', async ({ page }) => {
  await page.goto('./#scenario=nowhere&t=3');
  await expect(page.getByRole('alert')).toContainText('there is no such scenario');
  await expect(page.getByRole('slider', { name: 'Crash db-1, at' })).toBeVisible();
});
