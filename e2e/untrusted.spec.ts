/** A link or a file is somebody else's text: it never runs, and what it cannot mean leaves everything as it was. */
import { expect, type Page, test } from '@playwright/test';
import { HOSTILE_PAGES, hostilePlaces, OPENED_LINKS, REFUSED_LINKS } from './hostile-links.ts';
import { Screen } from './screen.ts';

interface Watched {
  violations?: string[];
  hacked?: boolean;
}

/** Counts what the content security policy refuses, from the first script on. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = globalThis as Watched;
    const violations: string[] = [];
    watched.violations = violations;
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
}

function refused(page: Page): Promise<readonly string[] | undefined> {
  return page.evaluate(() => (globalThis as Watched).violations);
}

test('no screen of the app needs more than the content security policy allows', async ({ page }) => {
  await watch(page);
  await page.goto('./');
  await expect(page.getByRole('main')).toBeVisible();
  const screen = await Screen.open(page);
  await screen.goTo(21);
  await screen.choose('db-1, database');
  await expect(page.getByRole('complementary', { name: 'Inspector: db-1' })).toBeVisible();
  await screen.why(/^Why: db-2 became primary/u);
  await expect(page.getByRole('complementary', { name: /^Why\?/u })).toBeVisible();
  await page.goto('./#scenario=hundred-servers&t=20');
  await expect(screen.button('Scenario: A hundred servers')).toBeVisible();
  await page.goto('./#scenario=who-is-the-primary&edit');
  await expect(page.getByRole('textbox').first()).toBeVisible();
  expect(await refused(page)).toEqual([]);
});

test('no text becomes markup or a script', async ({ page }) => {
  await watch(page);
  await Screen.open(page);
  const thrown = await page.evaluate(() => {
    const inline = document.createElement('div');
    let assigned = true;
    try {
      Reflect.set(inline, 'innerHTML', '<img src=x onerror="globalThis.hacked = true">');
    } catch {
      assigned = false;
    }
    const script = document.createElement('script');
    script.append('globalThis.hacked = true');
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'https://example.invalid/x.png';
    document.body.append(image);
    return !assigned;
  });
  expect(thrown).toBe(true);
  const directives = async () => (await refused(page))?.map((violation) => violation.split(' ')[0]).sort();
  await expect.poll(directives).toEqual(['img-src', 'require-trusted-types-for']);
  expect(await page.evaluate(() => (globalThis as Watched).hacked)).toBeUndefined();
});

const HOSTILE_EDITS = [
  '{"faults":[{"at":"3s","crash":"<img src=x onerror=alert(1)>"}]}',
  '{"faults":[{"at":"3s","crash":"db-9"}],"seed":1}',
  '{"seed":99999999999999999999}',
  '{"options":{"users.rate":"1000000/s"}}',
  '{"options":{"__proto__.polluted":"yes"},"seed":-1}',
  '<script>alert(1)</script>',
  '['.repeat(5000),
  `{"faults":${'['.repeat(3000)}${']'.repeat(3000)}}`,
];

const FILE =
  'ensemble: 1\ntitle: Evil\nnodes: { users: { kind: client, target: api }, api: { kind: api-server } }\n';
const HOSTILE_FILES: readonly (readonly [string, string])[] = [
  ['bomb.yaml', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n'],
  ['deep.yaml', '['.repeat(100_000)],
  ['turned.yaml', FILE.replace('Evil', 'live\u202egpj.exe')],
  ['escape.yaml', FILE.replace('Evil', String.raw`"\e[2J"`)],
  ['long.yaml', FILE.replace('Evil', 'x'.repeat(500_000))],
  ['huge.yaml', `${FILE}# ${'x'.repeat(1024 * 1024)}`],
  ['many.yaml', FILE.replace('kind: api-server', 'kind: api-server, count: 100000')],
  ['fast.yaml', FILE.replace('kind: client', 'kind: client, rate: 1000000/s')],
  ['tag.yaml', 'ensemble: !!js/function "function () { alert(1) }"\n'],
  ['<img src=x onerror=alert(1)>.yaml', '\u0000\u0001\u0002'],
];

/** What a page should never do: a script of somebody else, an error, a request to another origin. */
function misdeeds(page: Page, origin: string | undefined): readonly string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(message.text());
  });
  page.on('pageerror', ({ message }) => seen.push(message));
  page.on('request', (request) => {
    const url = request.url();
    if (/^(?:https?|wss?):/u.test(url) && !url.startsWith(String(origin))) seen.push(url);
  });
  return seen;
}

/** The texts that this browser keeps. */
function keptDrafts(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(
    () =>
      new Promise<readonly unknown[]>((resolve, reject) => {
        const opening = indexedDB.open('ensemble-drafts');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            const drafts = all.result as { id: string; text: string; sound: string; slug?: string }[];
            resolve(drafts.map(({ id, text, sound, slug }) => [id, text, sound, slug]));
          };
        };
      }),
  );
}

/** The production scenario with a fault that the user added. */
async function openEdited(page: Page): Promise<Screen> {
  const screen = await Screen.open(page);
  await screen.goTo(6);
  await screen.choose('zk-1, ');
  await page.keyboard.press('k');
  await expect(screen.fault('Crash zk-1, at')).toBeVisible();
  await expect(page).toHaveURL(/edits=/);
  return screen;
}

async function expectUntouched(screen: Screen): Promise<void> {
  await expect(screen.button('Scenario: Who is the primary?')).toBeVisible();
  await expect(screen.fault('Crash zk-1, at')).toHaveAttribute('aria-valuetext', '6.000 seconds');
}

test('hostile edits leave what is open as it was, with a sentence', async ({ page, baseURL }) => {
  const misdone = misdeeds(page, baseURL);
  const screen = await openEdited(page);
  for (const edits of HOSTILE_EDITS) {
    await page.goto(`./#scenario=who-is-the-primary&edits=${encodeURIComponent(edits)}`);
    await expect(page.getByRole('alert')).toContainText('who-is-the-primary, line');
    await expectUntouched(screen);
    await page.getByRole('alert').getByRole('button').click();
  }
  expect(misdone).toEqual([]);
});

/**
 * Follows addresses within the page: what each leaves said, and where the user's fault then is. In one go, because each
 * step of a test's own takes longer than the page does.
 */
function follow(page: Page, hashes: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  return page.evaluate(async (list) => {
    const alert = () => document.querySelector('[role=alert]');
    const fault = () => document.querySelector('[role=slider][aria-label^="Crash zk-1, at"]');
    const rest = () => new Promise((resolve) => setTimeout(resolve, 10));
    const seen: [string, string][] = [];
    for (const hash of list) {
      location.hash = hash;
      const followed = location.hash;
      // What came of an address takes its place; what it says to the letter stays.
      for (let tries = 0; tries < 100 && location.hash === followed; tries += 1) await rest();
      for (let tries = 0; tries < 20 && alert() === null; tries += 1) await rest();
      seen.push([alert()?.textContent ?? '', fault()?.getAttribute('aria-valuetext') ?? '']);
      alert()?.querySelector('button')?.click();
    }
    return seen;
  }, hashes);
}

test('hostile links and places leave what is open and what is kept as they were', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const misdone = misdeeds(page, baseURL);
  const screen = await openEdited(page);
  await expect.poll(() => keptDrafts(page)).toHaveLength(1);
  const mine = page.url();
  const kept = await keptDrafts(page);

  const refused = await follow(
    page,
    REFUSED_LINKS.map(([code]) => `#share=${encodeURIComponent(code)}`),
  );
  for (const [index, [, sentence]] of REFUSED_LINKS.entries()) {
    expect(refused[index]).toEqual([expect.stringContaining(sentence), '6.000 seconds']);
  }
  const { draft, edits } = Object.fromEntries(new URLSearchParams(new URL(mine).hash.slice(1)));
  const open = `#scenario=who-is-the-primary&draft=${draft}&edits=${encodeURIComponent(String(edits))}`;
  for (const [, fault] of await follow(page, hostilePlaces(open))) expect(fault).toBe('6.000 seconds');
  for (const place of HOSTILE_PAGES) {
    await page.goto(`./${place}`);
    await expect(page.getByRole('main', { name: 'Library' })).toBeVisible();
  }
  await page.goto(mine);
  await expectUntouched(screen);
  expect(await keptDrafts(page)).toEqual(kept);

  for (const [code, title] of OPENED_LINKS) {
    await page.goto(`./#share=${code}`);
    await expect(screen.button(`Scenario: ${title}`)).toBeVisible();
    await expect(page.locator('a[href^="javascript:"], img, style:not(head style)')).toHaveCount(0);
  }
  await expect(page.getByRole('alert')).toContainText('another run than the one that was shared');
  await page.goto(mine);
  await expectUntouched(screen);
  expect(await keptDrafts(page)).toEqual(expect.arrayContaining([...kept]));
  expect(misdone).toEqual([]);
});

test('hostile files leave what is open as it was, with a sentence', async ({ page, baseURL }) => {
  const misdone = misdeeds(page, baseURL);
  const screen = await openEdited(page);
  for (const [name, text] of HOSTILE_FILES) {
    await screen.openText(name, text);
    await expect(page.getByRole('alert')).toContainText(`${name}, line`);
    await expectUntouched(screen);
  }
  await screen.openText(`${'x'.repeat(200)}\u202elmay`, '');
  await expect(page.getByRole('alert')).toContainText(/^x{30}…x+U\+202Elmay, line 1/u);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(misdone).toEqual([]);
});

test('a run that would not end is stopped with a reason, and another can be opened meanwhile', async ({
  page,
}) => {
  const screen = await Screen.open(page);
  const busy = `${FILE.replace('kind: client', 'kind: client, rate: 20000/s')}duration: 1h\n`;
  await screen.openText('busy.yaml', busy);
  await expect(screen.button('Scenario: Evil')).toBeVisible();
  await screen.openText('quiet.yaml', FILE.replace('Evil', 'Quiet'));
  await expect(screen.button('Scenario: Quiet')).toBeVisible();
  await expect(screen.node('api, API server')).toBeVisible();

  const crowd = 'ensemble: 1\ntitle: Crowd\nnodes: { zk: { kind: zookeeper, count: 600 } }\n';
  await screen.openText('crowd.yaml', crowd);
  const stopped = page.getByRole('status').filter({ hasText: 'Stopped at' });
  await expect(stopped).toContainText('The run has 250000 messages, timers and disk writes due');
});
