/** What the inspector tells of a node, and what can be changed there. */
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

test('the statechart says what a node is and what it came from', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(5);
  await screen.choose('zk-3, ZooKeeper server');
  const inspector = page.getByRole('complementary', { name: 'Inspector: zk-3' });
  await expect(
    inspector.getByRole('img', { name: /^Leading\. Came from Looking with .* seconds$/ }),
  ).toBeVisible();
  await inspector.getByRole('button', { name: 'Why is zk-3 leader?' }).click();
  await expect(page.getByRole('complementary', { name: /^Why\? zk-3 leads/ })).toBeVisible();
});

test('a shorter session timeout moves the election earlier, and undo brings it back', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.goTo(19);
  await screen.choose('db-2, database');
  await expect(screen.node('db-2, database, replica')).toBeVisible();
  await screen.button('Parameters').click();
  const timeout = page.getByRole('textbox', { name: 'election.sessionTimeout' });
  await expect(timeout).toHaveValue('8s');

  await timeout.fill('4');
  await timeout.press('Enter');
  await expect(page.getByText(/^sessionTimeout: 4 has no unit/)).toBeVisible();
  await timeout.fill('4s');
  await timeout.press('Enter');
  await expect(screen.node('db-2, database, primary')).toBeVisible();
  await expect(screen.button('Set election.sessionTimeout back to 8s')).toBeVisible();

  await expect(page).toHaveURL(/edits=/);
  await page.reload();
  await expect(screen.node('db-2, database, primary')).toBeVisible();
  await screen.button('Parameters').click();
  await expect(timeout).toHaveValue('4s');

  await screen.button('Undo').click();
  await expect(screen.node('db-2, database, replica')).toBeVisible();
  await expect(timeout).toHaveValue('8s');
});

test('a znode stays struck through right after its session expired', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.choose('zk-3, ZooKeeper server');
  await screen.goTo(18);
  await page.getByRole('button', { name: /^Next milestone/ }).click();
  const znodes = page.getByRole('tree', { name: 'Znodes' });
  const gone = znodes.getByRole('treeitem', { name: /ephemeral, owner db-1, deleted/ });
  await expect(gone).toBeVisible();
  await screen.goTo(25);
  await expect(znodes).toBeVisible();
  await expect(gone).toHaveCount(0);
});

test('while it looks for a leader, a server tells who votes for whom', async ({ page }) => {
  await page.goto('./#scenario=who-is-the-primary&t=0.1&node=zk-2');
  const inspector = page.getByRole('complementary', { name: 'Inspector: zk-2' });
  await expect(inspector.getByRole('img', { name: /^Looking/ })).toBeVisible();
  const votes = inspector.getByRole('region', { name: 'Votes' });
  await expect(votes.getByRole('row', { name: 'zk-2, its own zk-3 0·0 0 1' })).toBeVisible();
  await expect(votes.getByText('A quorum. It waits')).toBeVisible();

  await page.goto('./#scenario=who-is-the-primary&t=5&node=zk-2');
  await expect(inspector.getByRole('img', { name: /^Following\. Came from Looking/ })).toBeVisible();
  await expect(inspector.getByRole('list', { name: 'Phase of Zab' })).toBeVisible();
  await expect(votes).toHaveCount(0);
});

test('a leader tells which disks have a proposal, and what a chosen znode is and who watches it', async ({
  page,
}) => {
  await page.goto('./#scenario=who-is-the-primary&t=20.0025&node=zk-3');
  const inspector = page.getByRole('complementary', { name: 'Inspector: zk-3' });
  const proposals = inspector.getByRole('region', { name: 'Proposals in flight' });
  await expect(proposals.getByText('expire session db-1')).toBeVisible();
  await expect(proposals.getByRole('img', { name: 'on disk at zk-3' })).toBeVisible();

  await inspector.getByRole('treeitem', { name: 'primary, watched by api-1' }).click();
  const stat = inspector.getByRole('region', { name: 'Stat of /db/primary' });
  await expect(stat.getByText('“db-1”')).toBeVisible();
  await expect(
    inspector.getByRole('region', { name: 'Watches' }).getByRole('row', { name: '/db/primary api-1 data' }),
  ).toBeVisible();
});

test('a load balancer tells how requests through it ended, and leads to what it decided', async ({
  page,
}) => {
  await page.goto('./#scenario=the-detection-window&t=16&node=lb');
  const inspector = page.getByRole('complementary', { name: 'Inspector: lb' });
  await expect(
    inspector.getByRole('row', { name: /^server-refused: api-2 crashed status 503 \d+/ }),
  ).toBeVisible();
  await inspector
    .getByRole('button', { name: /^Follow status 503 after/ })
    .first()
    .click();
  // The question of the story is open, but this request is over.
  const decisions = page.getByRole('list', { name: 'What lb decided' });
  await expect(decisions).toContainText('answers 503 itself: server-refused; api-2 refused the connection');
});

test('there is nothing to be done to an instance that was removed', async ({ page }) => {
  await page.goto('./#scenario=draining&t=9&node=pull-3');
  const inspector = page.getByRole('complementary', { name: 'Inspector: pull-3' });
  await expect(inspector.getByRole('button', { name: 'Crash pull-3' })).toBeVisible();
  await page.goto('./#scenario=draining&t=12&node=pull-3');
  await expect(inspector).toContainText('pull-3 was removed for good');
  await expect(inspector.getByRole('button', { name: 'Crash pull-3' })).toBeHidden();
});

test('a load balancer tells by which checks it found a server dead', async ({ page }) => {
  await page.goto('./#scenario=plain-web-app&t=16&node=lb-1');
  const inspector = page.getByRole('complementary', { name: 'Inspector: lb-1' });
  const chosen = inspector.getByRole('button', { name: 'api-2, UP 1/3, going down: show its states' });
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  await expect(
    inspector.getByRole('img', { name: /^Last 7 checks, the earliest first: 5 passed, 2 refused$/ }),
  ).toBeVisible();
  await expect(
    inspector.getByRole('img', { name: /^api-2: GOING DOWN\. Came from UP with a check: refused, at/ }),
  ).toBeVisible();
  await inspector.getByRole('button', { name: /^api-1, UP/ }).click();
  await expect(inspector.getByRole('img', { name: /^api-1: UP/ })).toBeVisible();
});

test.describe('with little room', () => {
  test.use({ viewport: { width: 1100, height: 800 }, hasTouch: true });

  test('the left panel makes room for the inspector, and a button deselects', async ({ page }) => {
    const screen = await Screen.open(page);
    await expect(screen.button('Fold the panel')).toBeVisible();
    await screen.node('zk-3, ZooKeeper server').click();
    await expect(screen.button('Unfold the panel')).toBeVisible();
    await screen.button('Unfold the panel').click();
    await expect(screen.button('Fold the panel')).toBeVisible();
    await screen.button('Deselect').click();
    await expect(page.getByRole('complementary', { name: 'Inspector: zk-3' })).toHaveCount(0);
  });
});
