/**
 * The story of Ensemble as a user lives it: the primary is crashed, a new one takes over within the time that the
 * session timeout sets, and going back undoes nothing but the view.
 */
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

/** Session timeout 8 s, expiry a tick of 2 s later at most, election and promotion well under a second. */
const TAKEOVER_SECONDS = 11;
const CRASH_AT = 6;

test('the system opens, plays and pauses', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.button('Play').click();
  await expect.poll(() => screen.seconds()).toBeGreaterThan(0.3);
  await screen.button('Pause').click();
  const paused = await screen.seconds();
  await page.waitForTimeout(300);
  expect(await screen.seconds()).toBe(paused);
});

test('crashing the primary by mouse makes the next in line primary', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(CRASH_AT);
  await expect(screen.node('db-1, database, primary, healthy')).toBeVisible();

  await screen.choose('db-1, database');
  await screen.button('Crash db-1').click();
  await expect(screen.node('db-1, database, down')).toBeVisible();
  await expect(screen.fault('Crash db-1, at').first()).toHaveAttribute('aria-valuetext', '6.000 seconds');

  await screen.goTo(CRASH_AT + TAKEOVER_SECONDS);
  await expect(screen.node('db-2, database, primary, healthy')).toBeVisible();
  await expect(screen.node('db-1, database, down for 11.0 seconds')).toBeVisible();
});

test('crashing the primary by keyboard does the same', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(CRASH_AT);
  await screen.node('db-1, database').focus();
  await page.keyboard.press('Enter');
  await expect(screen.node('db-1, database')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('k');
  await expect(screen.node('db-1, database, down')).toBeVisible();

  await screen.goTo(CRASH_AT + TAKEOVER_SECONDS);
  await expect(screen.node('db-2, database, primary, healthy')).toBeVisible();
});

test('stepping back to before the crash shows the old primary again', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(CRASH_AT);
  await screen.choose('db-1, database');
  await screen.button('Crash db-1').click();
  await expect(screen.node('db-1, database, down')).toBeVisible();

  await screen.button('Step back').click();
  await expect(screen.node('db-1, database, primary, healthy')).toBeVisible();
  expect(await screen.seconds()).toBeLessThan(CRASH_AT);

  await screen.button('Step forward').click();
  await screen.button('Step forward').click();
  await expect(screen.node('db-1, database, down')).toBeVisible();
});

test('undo takes an edit back, and reset all of them', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(CRASH_AT);
  await screen.choose('db-1, database');
  await screen.button('Crash db-1').click();
  await expect(screen.node('db-1, database, down')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(screen.node('db-1, database, primary')).toBeVisible();

  await screen.button('Pause db-1').click();
  await expect(screen.node('db-1, database, primary, paused')).toBeVisible();
  await screen.button('Isolate db-1').click();
  await expect(screen.node('db-1, database, primary, paused.*isolated')).toBeVisible();
  await screen.button('Reset edits').click();
  await expect(screen.node('db-1, database, primary, healthy')).toBeVisible();
  await expect(screen.button('Reset edits')).toBeDisabled();
});

test('a fault is removed with the Delete key, and the future follows', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.fault('Crash db-1, at').focus();
  await page.keyboard.press('Delete');
  await expect(screen.fault('Crash db-1, at')).toHaveCount(0);
  await screen.goTo(25);
  await expect(screen.node('db-1, database, primary, healthy')).toBeVisible();
});

test('why db-2 became primary leads back to the crash', async ({ page }) => {
  const screen = await Screen.open(page);
  const milestones = await screen.showMilestones();
  const why = milestones.getByRole('button', { name: /^Why: db-2 became primary/ });
  await why.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^Why\? db-2 became primary/ });
  const links = panel.getByRole('listitem');
  await expect(links.first()).toContainText('db-2 became primary');
  await expect(links.last()).toContainText('db-1 crashed');
  await expect(panel.getByRole('listitem').filter({ hasText: 'session of db-1 expired' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(screen.stage).toBeVisible();
});

test('the keys move by events and milestones', async ({ page }) => {
  const screen = await Screen.open(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => screen.seconds()).toBeGreaterThan(0);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => screen.seconds()).toBe(0);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => screen.seconds()).toBeGreaterThan(0.01);
  await page.keyboard.press('End');
  await expect.poll(() => screen.seconds()).toBe(60);
  await page.keyboard.press('Home');
  await expect.poll(() => screen.seconds()).toBe(0);
});
