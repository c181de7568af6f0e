/** Why?, its effects, and requests: the answers about a run that lie over the inspector. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

async function violations(screen: Screen): Promise<readonly string[]> {
  const results = await new AxeBuilder({ page: screen.page }).analyze();
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

test('why db-2 became primary has the anatomy of the failover', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(21);
  await screen.why(/^Why: db-2 became primary/);
  const panel = page.getByRole('complementary', { name: /^Why\? db-2 became primary/ });
  await expect(panel.getByRole('button', { name: /^1, 12\.000 seconds: db-1 crashed/ })).toBeVisible();
  const anatomy = panel.getByRole('table', {
    name: /^Anatomy of this failover, from fault to first write 8\.2/,
  });
  await expect(anatomy.getByRole('row', { name: /^Detection 8\.000.s session timeout 8.s/ })).toBeVisible();
  await expect(anatomy.getByRole('row', { name: /^Promotion 20.ms/ })).toBeVisible();

  await panel.getByRole('button', { name: /seconds: session of db-1 expired/ }).click();
  await expect(screen.time).toHaveAttribute('aria-valuetext', /^20\.003 seconds/);
  expect(await violations(screen)).toEqual([]);
});

test('what the crash caused includes that the session expired and requests failed', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(21);
  await screen.why(/^Why: db-1 crashed/);
  await page.getByRole('radio', { name: 'What it caused' }).click();
  const panel = page.getByRole('complementary', { name: 'Effects of db-1 crashed' });
  await expect(
    panel.getByRole('button', { name: /^session of db-1 expired, 20\.003 seconds/ }),
  ).toBeVisible();
  await expect(panel).toContainText(/\d+ failed requests came of it/);
  expect(await violations(screen)).toEqual([]);

  await panel.getByRole('button', { name: /^Why: db-2 accepted its first write/ }).click();
  const why = page.getByRole('complementary', { name: /^Why\? db-2 accepted its first write/ });
  await expect(why.getByRole('button', { name: /^1, 12\.000 seconds: db-1 crashed/ })).toBeVisible();
});

test('a failed request is followed from node to node', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(21);
  await page
    .getByRole('button', { name: /^Show requests/ })
    .first()
    .click();
  const list = page.getByRole('complementary', { name: 'Requests' });
  await expect(list.getByRole('row', { name: /status 503/ }).first()).toBeVisible();
  expect(await violations(screen)).toEqual([]);

  await list
    .getByRole('button', { name: /^Follow the write at 12\./ })
    .first()
    .click();
  const story = page.getByRole('complementary', { name: 'Request: write of users' });
  const hops = story.getByRole('list', { name: 'What it went through' }).getByRole('listitem');
  await expect(hops.nth(1)).toContainText('lb-1 receives http-post from users');
  await expect(hops.last()).toContainText('users receives http-response from lb-1');
  await expect(story).toContainText('status 503');
  const decisions = story.getByRole('list', { name: 'What lb-1 decided' }).getByRole('listitem');
  await expect(decisions.first()).toContainText(/tries api-\d: round-robin, 3 of 3 servers may be used/);
  await expect(decisions.last()).toContainText(/passes on what api-\d answered: 503/);
  expect(await violations(screen)).toEqual([]);

  await story.getByRole('button', { name: /^Why did the write at 12\./ }).click();
  const why = page.getByRole('complementary', { name: /^Why\?/ });
  await expect(why.getByRole('listitem').last()).toContainText('db-1 crashed');
});
