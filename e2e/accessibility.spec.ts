/** Axe finds nothing, in either theme, in the states that look most different. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Screen } from './screen.ts';

async function violations(page: Page): Promise<readonly string[]> {
  const results = await new AxeBuilder({ page }).analyze();
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('the editor has no violation', async ({ page }) => {
      const screen = await Screen.open(page);
      await screen.button('Edit the text').click();
      await expect(page.getByRole('textbox', { name: 'Scenario text' })).toContainText('ensemble: 1');
      expect(await violations(page)).toEqual([]);
    });

    test('the failover has no violation', async ({ page }) => {
      const screen = await Screen.open(page);
      await screen.goTo(21);
      await screen.choose('zk-3, ZooKeeper server');
      expect(await violations(page)).toEqual([]);
    });

    test('Why? and the keys have no violation', async ({ page }) => {
      const screen = await Screen.open(page);
      await screen.goTo(21);
      await page.keyboard.press('w');
      await expect(page.getByRole('complementary', { name: /^Why\?/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('an open question and what goes beyond it have no violation', async ({ page }) => {
      const screen = await Screen.openVeiled(page);
      await page.keyboard.press('n');
      await expect(page.getByRole('radiogroup', { name: /^Who becomes primary/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('End');
      await expect(screen.button('Reveal')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the menu of a node, its parameters and the requests have no violation', async ({ page }) => {
      const screen = await Screen.open(page);
      await screen.goTo(21);
      await screen.node('db-2, database').press('Shift+F10');
      await expect(page.getByRole('menuitem', { name: 'Crash db-2' })).toBeFocused();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await screen.node('db-2, database').press('Enter');
      await screen.button('Parameters').click();
      await expect(page.getByRole('textbox', { name: 'election.sessionTimeout' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.goto('./#scenario=who-is-the-primary&t=21&panel=requests');
      await expect(page.getByRole('complementary', { name: /requests/i })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the glossary and an open definition have no violation', async ({ page }) => {
      const screen = await Screen.open(page);
      await screen.goTo(21);
      await screen.choose('zk-3, ZooKeeper server');
      const inspector = page.getByRole('complementary', { name: 'Inspector: zk-3' });
      await inspector.getByRole('button', { name: 'Epoch', exact: true }).click();
      await expect(page.getByRole('dialog', { name: 'epoch' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.goto('./#page=glossary');
      await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible();
      await page.keyboard.press('/');
      await page.keyboard.type('heartbeat');
      await expect(page.getByRole('term')).toHaveText('ping');
      expect(await violations(page)).toEqual([]);
    });

    test('on a phone nothing overlaps the edge and there is no violation', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const screen = await Screen.open(page);
      await screen.goTo(21);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('skip links lead to the parts of the screen and leave the moment as it is', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(6);
  await expect(page).toHaveURL(/t=6/);
  await page.getByRole('link', { name: 'Skip to the timeline' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeFocused();
  await expect(page).toHaveURL(/t=6/);
  expect(await screen.seconds()).toBe(6);
});

test('the theme can be changed, and the choice is kept', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.button('Dark theme').click();
  await page.reload();
  await expect(screen.button('Light theme')).toBeVisible();
});

test('with reduced motion the run plays from event to event', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const screen = await Screen.open(page);
  await screen.button('Play').click();
  await expect.poll(() => screen.seconds()).toBeGreaterThan(0.5);
  await screen.button('Pause').click();
});
