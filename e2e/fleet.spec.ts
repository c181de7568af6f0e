/** A system with fleets: its three looks, its lanes, and what is selected of it; by role and name. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** In the middle of a partition, when the run is computed so far. */
async function opened(page: Page, at = '40'): Promise<void> {
  await page.goto(`./#scenario=hundred-servers&t=${at}`);
  await expect(page.getByRole('slider', { name: 'Time' })).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^${at}\\.000 seconds`, 'u'),
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

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
  [1024, 768],
] as const) {
  test(`the whole system is in view at ${width} by ${height} pixels, as fleets and as sites`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await opened(page);
    const drawing = page.locator('.fleet-drawing');
    const hidden = () =>
      drawing.evaluate((box) => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth]);
    await expect(page.getByRole('grid')).toHaveCount(6);
    expect(await hidden()).toEqual([0, 0]);
    await page.getByRole('radio', { name: 'Sites' }).click();
    expect(await hidden()).toEqual([0, 0]);
    const table = await page.getByRole('table', { name: 'Sites' }).boundingBox();
    const stage = await page.getByRole('main', { name: 'Stage' }).boundingBox();
    if (!table || !stage) throw new Error('The sites have no place.');
    expect(table.x + table.width).toBeLessThanOrEqual(stage.x + stage.width);
  });
}

test('a phone shows all kinds of both sites, and a question leaves room for them', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page, '41');
  const stage = page.getByRole('main', { name: 'Stage' });
  const shown = async () => {
    const box = await stage.boundingBox();
    const rows = await stage.getByRole('button', { name: /, of \d+$/ }).all();
    const boxes = await Promise.all(rows.map((row) => row.boundingBox()));
    const end = box === null ? 0 : box.y + box.height;
    return boxes.filter((row) => row !== null && row.y + row.height <= end).length;
  };
  expect(await shown()).toBe(14);
  await page.goto('./#scenario=hundred-servers&t=35');
  await expect(page.getByRole('radiogroup', { name: /For how long/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Lanes' })).toBeHidden();
  expect(await shown()).toBeGreaterThanOrEqual(4);
});

test('a cut between zones is told by their names', async ({ page }) => {
  await opened(page);
  await page.getByRole('tab', { name: 'Milestones' }).click();
  await expect(page.getByRole('button', { name: /network cut between east and west/ }).first()).toBeVisible();
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

test('a fleet has one lane in each zone, and where room is short users and balancers have none', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  const lanes = page.getByRole('list', { name: 'Lanes' }).getByRole('img');
  await expect(lanes).toHaveCount(9);
  await expect(page.getByRole('img', { name: /^API servers, west: .*suspected/ })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(lanes).toHaveCount(7);
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
