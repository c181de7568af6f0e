/** The timeline: faults that are dragged along it, and a window that zooms into it. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Screen } from './screen.ts';

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function take(page: Page, chip: Locator, by: { x: number; y: number }): Promise<void> {
  const { x, y } = await centre(chip);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2);
  await page.mouse.move(x + by.x, y + by.y);
}

test('a fault is dragged along its track, the future follows, and Escape brings it back', async ({
  page,
}) => {
  const screen = await Screen.open(page);
  const crash = screen.fault('Crash db-1, at');
  const promoted = page.getByRole('link', { name: /^db-2 became primary.* and \d+ more, 2\d\./ });
  await screen.goTo(3);

  await take(page, crash, { x: -120, y: 0 });
  await expect(crash).not.toHaveAttribute('aria-valuetext', '12.000 seconds');
  await expect(promoted).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(crash).toHaveAttribute('aria-valuetext', '12.000 seconds');
  await expect(promoted).toHaveCount(1);
  await expect(screen.button('Undo')).toBeDisabled();

  await take(page, crash, { x: -120, y: 0 });
  // Keys do nothing to a list of which something is in the hand.
  await page.keyboard.press('Delete');
  await page.mouse.up();
  await expect(screen.fault('Restart db-1, at')).toHaveAttribute('aria-valuetext', '30.000 seconds');
  await expect(promoted).toHaveCount(0);
  expect(Number(await crash.getAttribute('aria-valuenow'))).toBeLessThan(8);
  await expect(screen.button('Undo')).toBeEnabled();
  expect(await screen.seconds()).toBe(3);
  await page.keyboard.press('Control+z');
  await expect(crash).toHaveAttribute('aria-valuetext', '12.000 seconds');
  await expect(promoted).toHaveCount(1);
});

test('a fault dragged off its track is removed, and Undo brings it back', async ({ page }) => {
  const screen = await Screen.open(page);
  const crash = screen.fault('Crash db-1, at');
  await take(page, crash, { x: 10, y: 90 });
  await expect(page.getByText('let go to remove')).toBeVisible();
  await page.mouse.up();
  await expect(crash).toHaveCount(0);
  await screen.button('Undo: Removed crash db-1').click();
  await expect(crash).toHaveAttribute('aria-valuetext', '12.000 seconds');
  await expect(screen.button('Undo: Removed crash db-1')).toHaveCount(0);
});

test('the timeline zooms by keys about the cursor, follows it, and shows the whole again', async ({
  page,
}) => {
  const screen = await Screen.open(page);
  const window = page.getByRole('slider', { name: 'Window' });
  await screen.goTo(21);
  await expect(window).toHaveCount(0);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(window).toHaveAttribute('aria-valuetext', '15.750 to 30.750 seconds');
  await page.keyboard.press('End');
  await expect(window).toHaveAttribute('aria-valuetext', '45.000 to 60.000 seconds');
  await page.keyboard.press('-');
  await expect(window).toHaveAttribute('aria-valuetext', '30.000 to 60.000 seconds');
  await page.keyboard.press('0');
  await expect(window).toHaveCount(0);
});

test('a cluster of milestones comes apart by its button', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(21);
  const cluster = page.getByRole('button', { name: /^14 milestones in \d+ milliseconds, zoom in$/ });
  const followed = page.getByRole('link', { name: /^db-3 follows db-2, 20\.\d+ seconds$/ });
  await expect(followed).toHaveCount(0);
  await cluster.click();
  await expect(followed).toBeVisible();
  await followed.click();
  expect(await screen.seconds()).toBeLessThan(20.1);
});

test('replicas that fall behind have a line, in the timeline and the inspector, which a veil ends at the cursor', async ({
  page,
}) => {
  await page.goto('./#scenario=acknowledged-and-gone&t=14&node=db-2');
  const lag = page.getByRole('img', {
    name: /^Replication lag: db-2 up to \d+ writes behind from 12\.\d to/,
  });
  await expect(lag).toHaveAccessibleName(/to 1[34]\.\d seconds, db-3/);
  const section = page.getByRole('region', { name: 'Replication lag' });
  await expect(section.getByText(/^\d+ writes$/)).toBeVisible();
  await expect(section.getByRole('img', { name: /at most \d+ writes behind/ })).toBeVisible();
});

test('a run whose replicas keep up has no line for them', async ({ page }) => {
  await Screen.open(page);
  await expect(page.getByRole('img', { name: /^Success rate/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Replication lag/ })).toHaveCount(0);
});
