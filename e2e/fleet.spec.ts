/** A system with fleets: its three looks, its lanes, and what is selected of it; by role and name. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** In the middle of a partition, when the run is computed so far. */
async function opened(page: Page): Promise<void> {
  await page.goto('./#scenario=hundred-servers&t=40');
  await expect(page.getByRole('slider', { name: 'Time' })).toHaveAttribute(
    'aria-valuetext',
    /^40\.000 seconds/,
    {
      timeout: 20_000,
    },
  );
  await expect(page.getByRole('progressbar', { name: 'Computed' })).toBeHidden({ timeout: 20_000 });
}

test('dots are a grid that keys walk and a pointer drags over', async ({ page }) => {
  await opened(page);
  const grid = page.getByRole('grid', { name: /^API servers, west: .*suspected, of 55$/ });
  await expect(grid.getByRole('row')).toHaveCount(6);
  await expect(page.getByRole('grid', { name: /^API servers, east: .*2 down, of 55$/ })).toBeVisible();

  await grid.getByRole('gridcell', { name: /^api-west-1,/ }).press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const inspector = page.getByRole('complementary', { name: 'Inspector: API servers, west' });
  await expect(inspector.getByRole('status')).toHaveText('4 of 55 selected');
  await expect(grid.getByRole('gridcell', { name: /^api-west-12,/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await grid.getByRole('gridcell', { name: /^api-west-50,/ }).scrollIntoViewIfNeeded();
  const [from, to] = await Promise.all(
    [/^api-west-36,/, /^api-west-50,/].map((name) => grid.getByRole('gridcell', { name }).boundingBox()),
  );
  if (!from || !to) throw new Error('The dots have no place.');
  await page.mouse.move(from.x + 1, from.y + 1);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 1, to.y + to.height - 1, { steps: 5 });
  await page.mouse.up();
  await expect(inspector.getByRole('status')).toHaveText('10 of 55 selected');
  await expect(inspector.getByRole('listitem')).toHaveCount(8);
  await inspector.getByRole('button', { name: /^api-west-36/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector: api-west-36' })).toBeVisible();
});

test('a closer look has glyphs, a wider one counts, by buttons and by keys', async ({ page }) => {
  await opened(page);
  const stage = page.getByRole('main', { name: 'Stage' });
  await page.getByRole('radio', { name: 'Fleets' }).press('ArrowRight');
  await expect(stage.getByRole('button', { name: /^api-east-42, API server, down for/ })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await stage.getByRole('button', { name: /^api-east-42,/ }).press('-');
  await expect(page.getByRole('grid')).toHaveCount(6);
  await page.getByRole('radio', { name: 'Sites' }).click();
  const west = page
    .getByRole('table', { name: 'Sites' })
    .getByRole('row', { name: /^west no quorum, 2 of 5/ });
  await west
    .getByRole('button', { name: /suspected/ })
    .first()
    .click();
  await expect(page.getByRole('radio', { name: 'Fleets' })).toBeChecked();
});

test('the outline counts, finds and selects', async ({ page }) => {
  await opened(page);
  await page.getByRole('tab', { name: 'Outline' }).click();
  await expect(page.getByRole('button', { name: /^API servers, east: .*2 down, of 55$/ })).toBeVisible();
  await page.getByRole('main', { name: 'Stage' }).press('/');
  await page.keyboard.type('api down');
  await expect(page.getByRole('status').filter({ hasText: '2 of 192 instances' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector: api-east-42' })).toBeVisible();
});

test('a fleet has one lane in each zone', async ({ page }) => {
  await opened(page);
  const lanes = page.getByRole('list', { name: 'Lanes' }).getByRole('img');
  await expect(lanes).toHaveCount(10);
  await expect(page.getByRole('img', { name: /^API servers, west: .*suspected/ })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any of the looks in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await opened(page);
    await page.getByRole('tab', { name: 'Outline' }).click();
    await page.getByRole('button', { name: /^API servers, west: / }).click();
    for (const look of ['Fleets', 'Sites', 'Instances']) {
      await page.getByRole('radio', { name: look }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });
}
