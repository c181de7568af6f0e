/** The messages of a failover, in 40 ms. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const FAILOVER = './#scenario=who-is-the-primary&t=20.034&window=19.998-20.038';
const WATCH_EVENT = /^watch event from zk-\d to db-2, sent 20\.00\d, received 20\.00\d$/;

async function open(page: Page) {
  await page.goto(FAILOVER);
  const diagram = page.getByRole('group', { name: /^Space-time diagram, \d+ messages$/ });
  await expect(diagram).toBeVisible();
  return diagram;
}

test('the watch event that tells db-2 can be selected, and tells when it was sent and received', async ({
  page,
}) => {
  const diagram = await open(page);
  const watchEvent = diagram.getByRole('button', { name: WATCH_EVENT }).first();
  await watchEvent.focus();
  await page.keyboard.press('Enter');
  await expect(watchEvent).toHaveAttribute('aria-pressed', 'true');
  const inspector = page.getByRole('complementary', { name: 'Inspector: watch event' });
  await expect(inspector.getByRole('button', { name: 'db-2', exact: true })).toBeVisible();
  const times = inspector.getByRole('button', { name: /^Go to [\d.]+ seconds$/ });
  const named = await times.evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? ''));
  const [sent = 0, received = 0] = named.map((name) => Number(/[\d.]+/.exec(name)?.[0]));
  expect(sent).toBeGreaterThan(20.003);
  expect(received - sent).toBeGreaterThan(0.0003);
  expect(received - sent).toBeLessThan(0.0008);

  await times.first().click();
  await expect(page.getByRole('slider', { name: 'Time' })).toHaveAttribute('aria-valuenow', String(sent));
  await page
    .getByRole('complementary', { name: 'Inspector: watch event' })
    .getByRole('button', { name: /^getChildren to zk-\d/ })
    .click();
  await expect(page.getByRole('complementary', { name: 'Inspector: getChildren' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Inspector: getChildren' })).toHaveCount(0);
});

test('the arrows walk the messages in order of their sending', async ({ page }) => {
  const diagram = await open(page);
  const messages = diagram.getByRole('button');
  await messages.nth(3).focus();
  await page.keyboard.press('ArrowRight');
  await expect(messages.nth(4)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(messages.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeFocused();
});

test('the same is there as a table, and requests on demand', async ({ page }) => {
  await open(page);
  const drawn = await page
    .getByRole('group', { name: /^Space-time/ })
    .getByRole('button')
    .count();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: 'Messages in this window' });
  await expect(table.getByRole('row')).toHaveCount(drawn + 1);
  await table.getByRole('button', { name: WATCH_EVENT }).first().click();
  await expect(page.getByRole('complementary', { name: 'Inspector: watch event' })).toBeVisible();
  await page.getByRole('button', { name: 'Show requests' }).click();
  await expect(table.getByRole('button', { name: /^GET from users to lb-1/ }).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const diagram = await open(page);
    await diagram.getByRole('button', { name: WATCH_EVENT }).first().press('Enter');
    await expect(page.getByRole('complementary', { name: 'Inspector: watch event' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
}
