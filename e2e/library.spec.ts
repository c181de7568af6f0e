/** The first page: one thing to do, the whole course, and what one is looking for. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Screen } from './screen.ts';

const ONE_SERVER = `ensemble: 1
title: One server
duration: 20s
nodes:
  zk: { kind: zookeeper, count: 1 }
`;

class LibraryPage {
  constructor(readonly page: Page) {}

  static async open(page: Page): Promise<LibraryPage> {
    await page.goto('./');
    const library = new LibraryPage(page);
    await expect(library.main.getByRole('heading', { level: 1 })).toContainText('Crash the primary.');
    return library;
  }

  get main() {
    return this.page.getByRole('main', { name: 'Library' });
  }

  get search() {
    return this.page.getByRole('textbox', { name: 'Search scenarios' });
  }

  get play() {
    return this.page.getByRole('button', { name: /^(Play|Continue)/ });
  }

  /** The playing picture. */
  get picture() {
    return this.main.getByRole('img', { name: /^A failover, playing/ });
  }

  scenario(title: string) {
    return this.main.getByRole('link', { name: title, exact: true });
  }

  async back() {
    await this.page.getByRole('link', { name: 'Ensemble: all scenarios' }).click();
    await expect(this.main).toBeVisible();
  }
}

test('Enter on the first page plays the first scenario', async ({ page }) => {
  const { play } = await LibraryPage.open(page);
  await expect(play).toHaveText('Play “Who is the primary?”');
  await expect(page.getByText('one prediction to make')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Scenario: Who is the primary?' })).toBeVisible();
  await expect(page).toHaveURL(/#scenario=who-is-the-primary/);
  await page.goBack();
  await expect(play).toBeVisible();
  await expect(page).toHaveTitle('Ensemble');
});

test('the search finds by words of the story, and says what comes close', async ({ page }) => {
  const library = await LibraryPage.open(page);
  await page.keyboard.press('/');
  await expect(library.search).toBeFocused();
  await page.keyboard.type('partition');
  await expect(library.main.getByRole('status')).toHaveText(/\d+ scenarios match/);
  await expect(library.scenario('Two rooms, one leader')).toBeVisible();
  await expect(library.scenario('A plain web application')).toHaveCount(0);
  await library.search.fill('raft');
  await expect(library.main.getByRole('status')).toHaveText(
    'Nothing matches “raft”. Closest: Leader election.',
  );
  await page.getByRole('button', { name: 'Leader election' }).click();
  await expect(library.scenario('Who leads from cold?')).toBeVisible();
  await library.search.press('Escape');
  await expect(library.play).toBeVisible();
});

test('every scenario stands on a shelf, and its card is a link to it', async ({ page }) => {
  const library = await LibraryPage.open(page);
  await expect(library.main.getByRole('region')).not.toHaveCount(0);
  const links = library.main.getByRole('article').getByRole('link');
  const count = await links.count();
  await expect(library.main.getByText(`${count} scenarios, from one load balancer`)).toBeVisible();
  expect(count).toBeGreaterThanOrEqual(37);
  await expect(library.scenario('Herd at the gate')).toHaveAttribute('href', '#scenario=herd-at-the-gate');
});

test('the other pages of the course are a click away', async ({ page }) => {
  const library = await LibraryPage.open(page);
  await library.main.getByRole('link', { name: 'Interview drill' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Crash the primary.');
  await library.back();
});

test('whoever comes back finds the page where it was', async ({ page }) => {
  const library = await LibraryPage.open(page);
  await library.scenario('Herd at the gate').scrollIntoViewIfNeeded();
  const scrolled = await library.main.evaluate((element) => element.scrollTop);
  expect(scrolled).toBeGreaterThan(200);
  await library.scenario('Herd at the gate').click();
  await expect(page.getByRole('button', { name: 'Scenario: Herd at the gate' })).toBeVisible();
  await page.goBack();
  await expect(library.scenario('Herd at the gate')).toBeInViewport();
  expect(await library.main.evaluate((element) => element.scrollTop)).toBe(scrolled);
});

test('a file opens, and a bad one is told under the bar', async ({ page }) => {
  const library = await LibraryPage.open(page);
  const screen = new Screen(page);
  await screen.openText('bad.yaml', ONE_SERVER.replace('zookeeper', 'zookeper'));
  await expect(page.getByRole('alert')).toContainText('bad.yaml, line 5');
  await expect(library.play).toBeVisible();
  await screen.openText('one.yaml', ONE_SERVER);
  await expect(screen.button('Scenario: One server')).toBeVisible();
});

test('a new scenario opens with its text beside it', async ({ page }) => {
  await LibraryPage.open(page);
  const screen = new Screen(page);
  await screen.button('New scenario').click();
  await expect(screen.button('Scenario: My scenario')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Scenario text' })).toContainText('title: My scenario');
});

test('a later visit continues where one left, and what is finished has a tick', async ({ page }) => {
  const library = await LibraryPage.open(page);
  const screen = new Screen(page);
  const computed = page.getByRole('progressbar', { name: 'Computed' });
  await library.play.click();
  await expect(screen.node('db-1, database')).toBeVisible();
  await expect(computed).toBeHidden();
  await page.keyboard.press('n');
  await page.getByRole('radio', { name: /^db-2/ }).click();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'Writes fail, reads do not' })).toBeVisible();
  const left = await screen.seconds();

  await page.goto('./#');
  await page.reload();
  await expect(library.play).toHaveText('Continue: step 3 of 8');
  await library.play.click();
  await expect.poll(() => screen.seconds()).toBe(left);
  await expect(computed).toBeHidden();
  for (const title of [
    'ZooKeeper notices',
    'Next in line',
    'Writes resume',
    'Back, as a replica',
    'In an interview',
  ]) {
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
  await library.back();
  await expect(library.main.getByRole('article').filter({ hasText: 'Who is the primary?' })).toContainText(
    'finished',
  );
  await expect(library.play).toHaveText(/^Play “/);
});

test('a link to a scenario loads nothing of the first page', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await Screen.open(page);
  expect(loaded.filter((address) => address.includes('/Library-'))).toEqual([]);
});

test('the picture plays, and stops for whoever wants no motion', async ({ page }) => {
  const library = await LibraryPage.open(page);
  const cursor = library.picture.locator('.hero-cursor-line');
  await expect(library.picture).toContainText('db-1');
  const first = await cursor.getAttribute('d');
  await expect.poll(() => cursor.getAttribute('d')).not.toBe(first);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await expect(library.picture).toContainText('primary');
  const still = await cursor.getAttribute('d');
  await page.waitForTimeout(700);
  expect(await cursor.getAttribute('d')).toBe(still);
});

test('the picture leaves no worker behind', async ({ page }) => {
  const library = await LibraryPage.open(page);
  await expect(library.picture).toContainText('db-1');
  expect(page.workers()).toHaveLength(2);
  await library.play.click();
  await expect(page.getByRole('button', { name: 'Scenario: Who is the primary?' })).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      test(`there is no violation at a width of ${viewport.width}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        const library = await LibraryPage.open(page);
        await expect(library.picture).toContainText('db-1');
        const results = await new AxeBuilder({ page }).analyze();
        expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      });
    }
  });
}
