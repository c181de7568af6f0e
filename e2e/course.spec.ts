/** The pages of the course: each leads to the runs that prove what it says, and Axe finds nothing in either theme. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

async function violations(page: Page): Promise<readonly string[]> {
  const results = await new AxeBuilder({ page }).analyze();
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

test('a cell of the comparison opens its proof, and back leads to the comparison', async ({ page }) => {
  await page.goto('./#page=comparison');
  const row = page.getByRole('row', { name: /^Leader election/ });
  await expect(row.getByRole('cell')).toHaveText([/Cannot/, /Made for it/]);
  await row.getByRole('link', { name: /^Open “Two rooms, two primaries”/ }).click();
  await expect(page.getByRole('button', { name: 'Scenario: Two rooms, two primaries' })).toBeVisible();
  await expect(page).toHaveURL(/t=14\.7&node=db-2/);
  await expect(
    page.getByRole('main', { name: 'Stage' }).getByRole('button', { name: /^db-2, database, primary/ }),
  ).toBeVisible();
  await expect(page.getByRole('complementary', { name: /^Why\?.*one-primary/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Load balancer or ZooKeeper?' })).toBeVisible();
});

test('the guide opens the run that proves an answer', async ({ page }) => {
  await page.goto('./#page=comparison');
  await page.getByRole('link', { name: 'Do I need it?' }).click();
  await expect(page.getByRole('heading', { name: 'You do not need it' })).toBeVisible();
  await page.getByRole('link', { name: /^Open “Draining”/ }).click();
  await expect(page.getByRole('button', { name: 'Scenario: Draining' })).toBeVisible();
});

test('in the drill one judges, then the run does, and a reload keeps what was judged', async ({ page }) => {
  await page.goto('./#page=drill');
  await expect(page.getByRole('heading', { name: 'Statement 1 of 12' })).toBeVisible();
  const verdict = page.getByRole('region', { name: /^Statement 1 of/ }).getByRole('status');
  await expect(verdict).toBeEmpty();
  await page.keyboard.press('2');
  await expect(page.getByRole('heading', { name: 'No, it is a red flag' })).toBeVisible();
  await expect(verdict).toContainText('does not hold');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'Statement 2 of 12' })).toBeVisible();
  await page.getByRole('button', { name: 'Green flag' }).click();
  await expect(page.getByRole('heading', { name: 'Right, a green flag' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Statement 3 of 12' })).toBeVisible();
  const statements = page.getByRole('navigation', { name: 'Statements' }).getByRole('button');
  await expect(statements.nth(0)).toContainText('judged wrong');
  await expect(statements.nth(1)).toContainText('judged right');
  await statements.nth(0).click();
  await page.getByRole('link', { name: 'See the run: A plain web application' }).click();
  await expect(page.getByRole('complementary', { name: /^Why\?/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('the pages of the course have no violation, nor do they overlap the edge of a phone', async ({
      page,
    }) => {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        for (const name of ['comparison', 'guide', 'drill']) {
          await page.goto(`./#page=${name}`);
          await expect(page.locator('a[aria-current=page]')).toHaveAttribute('href', `#page=${name}`);
          if (name === 'drill') {
            await page.keyboard.press('1');
            await expect(page.getByRole('heading', { name: /a (red|green) flag$/ })).toBeVisible();
          }
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      }
    });
  });
}
