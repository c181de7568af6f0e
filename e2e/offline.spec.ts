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
