/** The stage: faults from its menus, fleets as grids, and messages that can be chosen. */
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

const TWENTY = `ensemble: 1
title: Twenty servers
seed: 3
duration: 20s
nodes:
  users: { kind: client, target: lb-1, rate: 50/s }
  lb-1: { kind: load-balancer, targets: [api] }
  api: { kind: api-server, count: 20 }
faults:
  - { at: 5s, crash: api-3 }
`;

test('the menu of a node crashes it at the cursor, by pointer and by keys', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(10);
  await screen.node('zk-1, ZooKeeper').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash zk-1' }).click();
  await expect(screen.node('zk-1, ZooKeeper server, down')).toBeVisible();
  await expect(screen.fault('Crash zk-1, at')).toHaveAttribute('aria-valuetext', '10.000 seconds');

  await screen.node('db-3, database').press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Crash db-3' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(screen.node('db-3, database')).toBeFocused();
});

test('a chosen link is cut and healed', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(10);
  await screen.node('lb-1, load balancer').press('l');
  await page.keyboard.press('x');
  await expect(page.getByRole('slider', { name: /^cut .*lb-1/i })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByRole('slider', { name: /^heal .*lb-1/i })).toBeVisible();
});

test('more than twelve servers are a grid of dots with names', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.openText('twenty.yaml', TWENTY);
  await expect(page.getByRole('grid', { name: /of 20$/ })).toBeVisible();
  await screen.goTo(8);
  await expect(page.getByRole('grid', { name: 'API servers: 19 healthy, 1 down, of 20' })).toBeVisible();
  await page.getByRole('gridcell', { name: 'api-1, healthy' }).press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('gridcell', { name: 'api-3, down' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: 'api-3, down' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('complementary', { name: 'Inspector: api-3' })).toBeVisible();
});

test('a message in flight is chosen by M', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(12);
  await page.keyboard.press('m');
  await expect(page.getByRole('status').filter({ hasText: / from .* to / })).toBeAttached();
});
