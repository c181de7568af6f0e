import { expect, type Locator, type Page } from '@playwright/test';

/** The screen as a user names its parts: roles and accessible names only. */
export class Screen {
  readonly stage: Locator;
  readonly time: Locator;
  readonly clock: Locator;

  constructor(readonly page: Page) {
    this.stage = page.getByRole('main', { name: 'Stage' });
    this.time = page.getByRole('slider', { name: 'Time' });
    this.clock = page.getByRole('group', { name: 'Clock' });
  }

  /** Opens the app with the production scenario, waits for the run, and looks behind the veil. */
  static async open(page: Page): Promise<Screen> {
    const screen = await Screen.openVeiled(page);
    if (await screen.button('Reveal').isVisible()) await screen.button('Reveal').click();
    else {
      await screen.goTo(60);
      await screen.press('Home');
    }
    return screen;
  }

  /** Opens the app with the production scenario as a reader does, who has not yet been asked, and waits for the run. */
  static async openVeiled(page: Page): Promise<Screen> {
    const screen = new Screen(page);
    await page.goto('./#scenario=who-is-the-primary');
    await expect(screen.button('Scenario: Who is the primary?')).toBeVisible();
    await expect(screen.node('db-1, database')).toBeVisible();
    await expect(page.getByRole('progressbar', { name: 'Computed' })).toBeHidden();
    return screen;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A node by the beginning of its name, such as `db-2, database, primary`. */
  node(beginning: string): Locator {
    return this.stage.getByRole('button', { name: new RegExp(`^${beginning}`) });
  }

  /** Clicks the glyph of a node: on its crown, and on the word for it, a click asks why. */
  async choose(beginning: string): Promise<void> {
    await this.node(beginning).click({ position: { x: 31, y: 38 } });
  }

  fault(name: string): Locator {
    return this.page.getByRole('slider', { name });
  }

  /** Opens a scenario file of this text. */
  async openText(name: string, text: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('Open file').click();
    await (await chooser).setFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) });
  }

  /** Puts the cursor at a whole number of seconds, by the keys of the slider. */
  async goTo(seconds: number): Promise<void> {
    await this.press('Home');
    for (let left = seconds; left > 0; left -= left >= 5 ? 5 : 1) {
      await this.press(left >= 5 ? 'PageUp' : 'Shift+ArrowRight');
    }
    await expect(this.time).toHaveAttribute('aria-valuetext', new RegExp(`^${seconds}\\.000 seconds`));
  }

  /** Presses a "Why?" of the list of milestones, by its name; it must not lie behind a veil. */
  async why(name: RegExp): Promise<void> {
    const milestones = await this.showMilestones();
    await milestones.getByRole('button', { name }).first().click();
  }

  async seconds(): Promise<number> {
    return Number(await this.time.getAttribute('aria-valuenow'));
  }

  /** The milestones instead of the story, in the left panel. */
  async showMilestones(): Promise<Locator> {
    await this.page.getByRole('tab', { name: 'Milestones' }).click();
    return this.page.getByRole('region', { name: 'Milestones' });
  }

  /** A key of the slider; a question of the story that would be passed is revealed. */
  private async press(key: string): Promise<void> {
    await this.time.focus();
    await this.page.keyboard.press(key);
    const reveal = this.button('Reveal');
    if (await reveal.isVisible()) await reveal.click();
  }
}
