import { expect, test } from '@playwright/test';
import { preview, type PreviewServer } from 'vite';
import { Screen } from './screen.ts';

test.describe('after one visit', () => {
  test.use({ serviceWorkers: 'allow' });

  /** A server of the test's own, which it can stop: what a page's worker fetches is not held up by Playwright's routes. */
  let server: PreviewServer;

  test.beforeAll(async () => {
    server = await preview({
      configFile: false,
      logLevel: 'silent',
      preview: { host: '127.0.0.1', port: 0 },
    });
  });
  test.afterAll(() => server.close());

  test('the whole app works without its server, in the page that is open and after a reload', async ({
    page,
  }) => {
    const [address] = server.resolvedUrls?.local ?? [];
    await page.goto(`${address}#scenario=who-is-the-primary`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await server.close();

    const screen = new Screen(page);
    await page.keyboard.press('w');
    await expect(page.getByRole('complementary', { name: /^Why\?/ })).toContainText(
      'Scheduled by the scenario',
    );
    await screen.button('Scenario: Who is the primary?').click();
    await page.getByRole('menuitemradio', { name: /^One at a time/ }).click();
    await expect(screen.node('app-1, ')).toBeVisible();

    await page.reload();
    await expect(screen.node('app-1, ')).toBeVisible();
    await page.keyboard.press('e');
    await expect(page.getByRole('textbox', { name: 'Scenario text' })).toContainText('One at a time');
    await page.goto(`${address}#page=glossary`);
    await expect(page.getByRole('heading', { name: 'Glossary' })).toBeVisible();
  });
});

test('what cannot be loaded is told, the run stays, and trying again works once there is a network', async ({
  page,
}) => {
  const screen = await Screen.open(page);
  const notice = page.getByRole('alert');
  await page.route('**/assets/**', (route) => route.abort());

  const acts: readonly (readonly [told: string, act: () => Promise<void>])[] = [
    ['The answer', () => page.keyboard.press('w')],
    ['The first page', () => page.getByRole('link', { name: 'Ensemble: all scenarios' }).click()],
    ['The editor', () => page.keyboard.press('e')],
    ['What makes links and files', () => screen.button('Share: copy a link').click()],
    [
      'The scenario',
      async () => {
        await screen.button('Scenario: Who is the primary?').click();
        await page.getByRole('menuitemradio', { name: /^Draining/ }).click();
      },
    ],
  ];
  for (const [told, act] of acts) {
    await act();
    await expect(notice).toContainText(`${told} could not be loaded.`);
    await expect(screen.node('db-1, database')).toBeVisible();
  }

  await page.unroute('**/assets/**');
  await page.keyboard.press('w');
  const why = page.getByRole('complementary', { name: /^Why\?/ });
  await expect(why).toContainText('Scheduled by the scenario');
  // With its style sheet, which failed with it.
  await expect(why.getByRole('heading', { level: 2 })).toHaveCSS('padding-top', '6px');
  await expect(notice).toBeHidden();
  await page.getByRole('link', { name: 'Ensemble: all scenarios' }).click();
  await expect(page.getByRole('main', { name: 'Library' })).toBeVisible();
});
