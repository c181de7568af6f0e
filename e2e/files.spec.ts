/** Opening scenario files: good ones run, bad ones say where they are wrong and leave everything as it was. */
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

const TWO_DATABASES = `ensemble: 1
title: Two databases
seed: 3
duration: 20s
nodes:
  zk: { kind: zookeeper, count: 5 }
  db: { kind: database, count: 2, election: { through: zk, sessionTimeout: 6s } }
`;

test('a file with another topology opens and runs', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.openText('two.yaml', TWO_DATABASES);
  await expect(screen.button('Scenario: Two databases')).toBeVisible();
  await expect(screen.node('zk-5, ZooKeeper server')).toBeVisible();
  await screen.goTo(10);
  await expect(screen.node('db-1, database, primary')).toBeVisible();
});

test('a bad file is told by name, line and reason, and the running scenario stays', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.openText('bad.yaml', TWO_DATABASES.replace('through: zk,', 'through: zookeper,'));
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('bad.yaml, line 7');
  await expect(problem).toContainText('zookeper is not');
  await expect(screen.button('Scenario: Who is the primary?')).toBeVisible();
  await expect(screen.node('db-3, database')).toBeVisible();

  await screen.openText('two.yaml', TWO_DATABASES);
  await expect(problem).toBeHidden();
});

test('a file can be dropped anywhere', async ({ page }) => {
  const screen = await Screen.open(page);
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.yaml', { type: 'text/yaml' }));
    return transfer;
  }, TWO_DATABASES);
  await screen.stage.dispatchEvent('drop', { dataTransfer: data });
  await expect(screen.button('Scenario: Two databases')).toBeVisible();
});

test('the menu opens the other built-in scenarios', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.button('Scenario: Who is the primary?').click();
  await page.getByRole('menuitemradio', { name: 'A plain web application' }).click();
  await expect(screen.button('Scenario: A plain web application')).toBeVisible();
  await expect(screen.node('api-3, API server')).toBeVisible();
  await expect(screen.node('zk-1')).toHaveCount(0);
});
