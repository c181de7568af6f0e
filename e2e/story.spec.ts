/** The story as a user walks it: step by step, with a prediction before the answer. */
import { expect, test } from '@playwright/test';
import { Screen } from './screen.ts';

const HIDDEN = 'already computed, hidden until you answer';

test('the story is walked to its end with N, and answering its question lifts the veil', async ({ page }) => {
  const screen = await Screen.openVeiled(page);
  const story = page.getByRole('complementary', { name: 'Story' });
  await expect(story.getByRole('heading', { name: 'Three databases' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(story.getByRole('heading', { name: 'db-1 is gone' })).toBeVisible();
  await expect(page.getByText(HIDDEN)).toBeVisible();
  await expect(page.getByRole('img', { name: /^db-2: .*primary/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /became primary.*20\./ })).toHaveCount(0);
  await expect(screen.button('One primary at a time: hidden until you answer')).toBeVisible();
  await page.keyboard.press('n');
  await expect(story.getByRole('heading', { name: 'db-1 is gone' })).toBeVisible();

  await page.keyboard.press('2');
  await expect(page.getByText(HIDDEN)).toBeHidden();
  await expect(page.getByRole('img', { name: /^db-2: .*primary/ })).toHaveCount(1);
  await expect(story.getByRole('listitem').filter({ hasText: 'db-2' })).toContainText('right');
  await expect(story.getByRole('status')).toContainText('db-2 elected primary');
  await expect(screen.button('One primary at a time: holds')).toBeVisible();

  for (const title of ['Writes fail, reads do not', 'ZooKeeper notices', 'Next in line', 'Writes resume']) {
    await page.keyboard.press('n');
    await expect(story.getByRole('heading', { name: title })).toBeVisible();
  }
  await page.keyboard.press('Shift+N');
  await expect(story.getByRole('heading', { name: 'Next in line' })).toBeVisible();
});

test('going beyond an open question asks first', async ({ page }) => {
  const screen = await Screen.openVeiled(page);
  await page.keyboard.press('n');
  await expect(page.getByRole('radiogroup', { name: /^Who becomes primary\?/ })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText('Reveal without answering?')).toBeVisible();
  expect(await screen.seconds()).toBeLessThan(25);
  await screen.button('Reveal').click();
  await expect.poll(() => screen.seconds()).toBe(60);
});

test('a presentation shows the stage and the story alone, goes on by a remote control, and answers by digits', async ({
  page,
}) => {
  const screen = await Screen.openVeiled(page);
  await page.keyboard.press('f');
  const presentation = page.getByRole('complementary', { name: 'Presentation' });
  await expect(presentation.getByRole('heading', { name: 'Three databases' })).toBeVisible();
  await expect(screen.button('Open file')).toBeHidden();
  await page.keyboard.press('PageDown');
  await expect(presentation.getByRole('radiogroup', { name: /^Who becomes primary\?/ })).toBeVisible();
  await page.keyboard.press('2');
  await expect(presentation.getByRole('status')).toContainText('db-2 elected primary');
  await page.keyboard.press('Escape');
  await expect(screen.button('Open file')).toBeVisible();
});

test('the milestones are filtered, and the keys keep to what is left', async ({ page }) => {
  const screen = await Screen.open(page);
  await page.keyboard.press('/');
  await page.keyboard.type('type:session-expired');
  const milestones = page.getByRole('region', { name: 'Milestones' });
  await expect(milestones.getByRole('link')).toHaveCount(1);
  await screen.stage.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => screen.seconds()).toBeGreaterThan(17);
  await milestones.getByRole('textbox', { name: 'Filter milestones' }).fill('node-crushed');
  await milestones.getByRole('button', { name: 'Closest: node-crashed' }).click();
  await expect(milestones.getByRole('link', { name: /db-1 crashed/ })).toBeVisible();
});

test('another seed is another run, and undo brings the first one back', async ({ page }) => {
  const screen = await Screen.open(page);
  await screen.showMilestones();
  await page.getByText('About this run').click();
  const digest = page.getByRole('definition').first();
  const first = (await digest.textContent()) ?? '';
  await screen.button('Seed 42: another run').click();
  await expect(screen.button('Seed 43: another run')).toBeVisible();
  await expect(digest).not.toHaveText(first);
  await page.keyboard.press('Control+z');
  await expect(digest).toHaveText(first);
});

test('a term of the story opens its definition in place, and leads to the scenario that shows it', async ({
  page,
}) => {
  const screen = await Screen.open(page);
  await screen.choose('db-1, database');
  await page.keyboard.press('n');
  const story = page.getByRole('complementary', { name: 'Story' });
  const session = story.getByRole('button', { name: 'session', exact: true });
  const note = page.getByRole('dialog', { name: 'session' });
  await session.press('Enter');
  await expect(note).toBeFocused();
  await expect(note).toHaveAccessibleDescription(/outlives broken connections/);
  await page.keyboard.press('Escape');
  await expect(note).toBeHidden();
  await expect(session).toBeFocused();
  // Escape closed the note and nothing else.
  await expect(page.getByRole('complementary', { name: 'Inspector: db-1' })).toBeVisible();

  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(note.getByRole('link', { name: 'See it in: Disconnected is not expired' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(note).toBeHidden();
  await expect(story.getByRole('button', { name: 'ephemeral znode' })).toBeFocused();

  await session.click();
  await note.getByRole('link').click();
  await expect(screen.button('Scenario: Disconnected is not expired')).toBeVisible();
});
