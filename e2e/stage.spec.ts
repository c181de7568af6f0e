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

test('the crown of a leader asks why', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(10);
  await screen.stage
    .getByRole('button', { name: 'Why is db-1 primary?' })
    .click({ position: { x: 12, y: 8 } });
  await expect(page.getByRole('complementary', { name: /^Why\? db-1 became primary/ })).toBeVisible();
});

test('a phone shows all without scrolling, and servers as one until they are opened', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const screen = await Screen.open(page);
  await screen.goTo(10);
  await expect(screen.node('api-1, ')).toHaveCount(0);
  const drawing = screen.stage.getByRole('group', { name: /^Who is the primary\?/ });
  const [box, stage] = [await drawing.boundingBox(), await screen.stage.boundingBox()];
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((stage?.y ?? 0) + (stage?.height ?? 0) + 1);

  const servers = screen.stage.getByRole('button', { name: 'API servers, 3 of 3 healthy' });
  await servers.press('Enter');
  await expect(screen.node('api-1, API server')).toBeVisible();
  await expect(servers).toBeFocused();
  await expect(servers).toHaveAttribute('aria-expanded', 'true');
  await servers.click();
  await expect(screen.node('api-1, ')).toHaveCount(0);
});
