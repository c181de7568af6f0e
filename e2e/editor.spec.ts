/** The editor: it knows the language, and text, stage and timeline are one. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { Screen } from './screen.ts';

/** The editor with the production scenario in it. */
class Editor {
  readonly text: Locator;
  readonly offered: Locator;

  private constructor(
    readonly page: Page,
    readonly screen: Screen,
  ) {
    this.text = page.getByRole('textbox', { name: 'Scenario text' });
    this.offered = page.getByRole('listbox', { name: 'Completions' });
  }

  static async open(page: Page): Promise<Editor> {
    const screen = await Screen.open(page);
    await screen.button('Edit the text').click();
    const editor = new Editor(page, screen);
    await expect(editor.text).toContainText('ensemble: 1');
    return editor;
  }

  /** A word of a line of the text. */
  word(line: string, word: string): Locator {
    return this.text.locator('.cm-line', { hasText: line }).getByText(word, { exact: true }).first();
  }

  async endOf(line: string): Promise<void> {
    await this.text.locator('.cm-line', { hasText: line }).first().click();
    await this.page.keyboard.press('End');
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** A completion, once it is offered: too young a list takes no Enter. */
  async accept(name: RegExp): Promise<void> {
    await this.offered.getByRole('option', { name }).click();
  }

  async isFine(): Promise<void> {
    await expect(this.page.getByText('No problems')).toBeVisible();
  }
}

test('an option is completed while it is typed, and then its values', async ({ page }) => {
  const editor = await Editor.open(page);
  await editor.endOf('algorithm: round-robin');
  await editor.press('Enter');
  await editor.type('pres');
  await editor.accept(/^preset/);
  await editor.accept(/^nginx/);
  await expect(editor.text).toContainText('preset: nginx');
  await editor.isFine();

  await editor.endOf('{ at: 30s, restart: db-1 }');
  await editor.press('Enter');
  await editor.type('- { at: 40s, pause: ');
  await editor.press('Control+Space');
  await editor.accept(/^zk-2/);
  await expect(editor.screen.fault('Pause zk-2, at')).toHaveAttribute('aria-valuetext', '40.000 seconds');
});

test('what is under the pointer is explained', async ({ page }) => {
  const editor = await Editor.open(page);
  const tooltip = page.getByRole('tooltip');
  await editor.word('recipe: queue', 'sessionTimeout').hover();
  await expect(tooltip).toContainText('The ZooKeeper session timeout it asks for');
  await editor.word('tickTime: 2s', '2s').hover();
  await expect(tooltip).toContainText('Drag it sideways');
});

test('a misspelt name is told in a sentence, and mended by its button', async ({ page }) => {
  const editor = await Editor.open(page);
  await editor.endOf('{ at: 12s, crash: db-1 }');
  await editor.press('ArrowLeft', 'ArrowLeft', 'Backspace');
  await editor.type('33');
  await expect(page.getByText('db-33 is not a node; did you mean db-3?')).toBeVisible();
  await expect(page.getByText('1 problem')).toBeVisible();
  await editor.screen.button('Change to db-3').click();
  await expect(editor.text).toContainText('crash: db-3');
  await expect(page.getByText('1 problem')).toBeHidden();
  await expect(editor.screen.fault('Crash db-3, at')).toBeVisible();

  await editor.endOf('{ at: 30s, restart: db-1 }');
  await editor.press('Enter');
  await editor.type('- { crash: api-2');
  await editor.screen.button('Add at: 0s').click();
  await expect(editor.text).toContainText('- { at: 0s, crash: api-2');
  await expect(page.getByText('1 problem')).toBeHidden();
});

test('typing and acts on the stage are one text and one history', async ({ page }) => {
  const editor = await Editor.open(page);
  const { screen, text } = editor;
  await editor.endOf('{ at: 30s, restart: db-1 }');
  await editor.type(' # it comes back');
  await screen.node('zk-1, ZooKeeper').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Crash zk-1' }).click();
  await expect(text).toContainText('crash: zk-1 }');
  await expect(text).toContainText('restart: db-1 } # it comes back');

  await text.press('Control+z');
  await expect(text).not.toContainText('crash: zk-1 }');
  await expect(text).toContainText('# it comes back');
  await text.press('Control+z');
  await expect(text).not.toContainText('# it comes back');
  await expect(screen.button('Undo').first()).toBeDisabled();
});

test('a fault that is moved on the timeline moves in the text', async ({ page }) => {
  const editor = await Editor.open(page);
  await editor.endOf('{ at: 12s, crash: db-1 }');
  await editor.type(' # the fault');
  await editor.screen.fault('Crash db-1, at').press('ArrowRight');
  await expect(editor.text).toContainText(/at: 12\.\d+s, crash: db-1 } # the fault/);
});

test('what was typed is there again after a reload', async ({ page }) => {
  const editor = await Editor.open(page);
  await editor.endOf('{ at: 12s, crash: db-1 }');
  await editor.type(' # mine');
  await expect(page).toHaveURL(/#draft=(?!.*message=)/);
  await expect(page.getByText('saved in this browser')).toBeVisible();
  await page.reload();
  await expect(editor.text).toContainText('crash: db-1 } # mine');
});

test('a failing expectation says what would make it hold, and a line outlines its node', async ({ page }) => {
  const editor = await Editor.open(page);
  const { screen, text } = editor;
  await editor.endOf('{ invariant: one-primary }');
  await editor.press('Enter');
  await editor.type('- { milestone: session-expired, within: 5s, after: { milestone: node-crashed } }');
  await editor.press('Enter');
  await editor.type('- { never: { milestone: session-expired } }');
  await expect(page.getByText('2 fail')).toBeVisible();
  await screen.button('Change to within: 8.1s').click();
  await expect(text).toContainText('within: 8.1s');
  await expect(page.getByText('1 fail')).toBeVisible();

  await screen.button('Which fault breaks it?').hover();
  await screen.button('Mute { at: 12s, crash: db-1 }').click();
  await expect(text).toContainText('# muted: - { at: 12s, crash: db-1 }');

  await editor.endOf('{ at: 30s, restart: db-1 }');
  await expect(screen.node('db-1, database').locator('.stage-spoken')).toBeVisible();
  await expect(screen.node('db-2, database').locator('.stage-spoken')).toHaveCount(0);
  await screen.node('db-1, database').hover();
  await expect(text.locator('.cm-spoken-line', { hasText: 'restart: db-1' })).toBeVisible();
});

test('a bad file that is dropped on the text is left to the page, and opens to be mended', async ({
  page,
}) => {
  const editor = await Editor.open(page);
  const { screen, text } = editor;
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    const content = 'ensemble: 1\ntitle: Dropped\nnodes:\n  zk { kind: zookeeper, count: 3 }\n';
    transfer.items.add(new File([content], 'dropped.yaml', { type: 'text/yaml' }));
    return transfer;
  });
  await text.dispatchEvent('drop', { dataTransfer: data });
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('dropped.yaml, line 4');
  await expect(text).not.toContainText('Dropped');
  await screen.button('Open it in the editor').click();
  await expect(page.getByText('nothing runs until the text is mended')).toBeVisible();
  await screen.button('Change to zk:').click();
  await expect(screen.node('zk-3, ZooKeeper server')).toBeVisible();
  await screen.button('Undo').first().click();
  await expect(text).toContainText('zk { kind');
  await page.getByRole('region', { name: 'Editor' }).getByRole('button', { name: 'Redo' }).click();
  await editor.isFine();
});

test('Tab takes a completion and else leaves the text; a dragged number stays within the run', async ({
  page,
}) => {
  const editor = await Editor.open(page);
  const { text } = editor;
  const time = editor.word('{ at: 30s, restart: db-1 }', '30s');
  await time.hover();
  await page.mouse.down();
  await page.mouse.move(1200, 400, { steps: 3 });
  await page.mouse.up();
  await expect(text).toContainText('{ at: 60s, restart: db-1 }');
  await editor.isFine();

  await editor.endOf('algorithm: round-robin');
  await editor.press('Enter');
  await editor.type('pres');
  await expect(editor.offered.getByRole('option', { name: /^preset/ })).toBeVisible();
  await editor.press('Tab');
  if (!(await text.innerText()).includes('preset:')) await editor.press('Tab');
  await expect(text).toContainText('preset: ');
  await expect(editor.offered.getByRole('option', { name: /^nginx/ })).toBeVisible();
  await editor.press('Escape', 'Tab');
  await expect(text).not.toBeFocused();
});

test('on a phone each part of the editor has its tab, and a znode is changed by a form', async ({ page }) => {
  const editor = await Editor.open(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const open = (name: string) => page.getByRole('tab', { name, exact: true }).click();
  await open('Preview');
  await expect(editor.screen.node('db-1, database')).toBeVisible();
  await expect(page.getByText(/^computed in \d+ ms$/)).toBeVisible();
  await open('Expectations');
  await expect(page.getByRole('list', { name: 'Expectations' })).toBeVisible();
  await open('Faults');
  await editor.screen.button('Change a znode').click();
  await page.getByRole('menuitem', { name: 'Create a znode' }).click();
  await page.getByLabel('Path').fill('limit');
  await page.getByLabel('Value').fill('5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('limit');
  await page.getByLabel('Path').fill('/limit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('form', { name: 'Create a znode' })).toBeHidden();
  await open('Text');
  await expect(editor.text).toContainText('zookeeper: { through: zk, create: /limit, data: "5" }');
});
