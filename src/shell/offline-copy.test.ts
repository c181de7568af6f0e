import { expect, test } from 'vitest';
import { type Build, OfflineCopy, type OfflineScope } from './offline-copy.ts';

const HOME = 'https://teacher.example/ensemble/';

/** A browser with the caches of the origin, the pages that are open, and a network that can be cut. */
class Browser {
  readonly caches = new Map<string, Map<string, string>>();
  readonly fetched: string[] = [];
  pages: readonly string[] = [];
  online = true;
  /** What the server has. */
  site: Readonly<Record<string, string>> = {};

  copyOf(build: Build): OfflineCopy {
    const scope = {
      caches: {
        open: (name: string) => Promise.resolve(this.cache(name)),
        keys: () => Promise.resolve([...this.caches.keys()]),
        delete: (name: string) => Promise.resolve(this.caches.delete(name)),
        match: (request: RequestInfo | URL) => {
          const found = [...this.caches.values()].find((cache) => cache.has(addressOf(request)));
          return Promise.resolve(responseOf(found?.get(addressOf(request))));
        },
      },
      clients: {
        claim: () => Promise.resolve(),
        matchAll: () => Promise.resolve(this.pages.map((url) => ({ url }))),
      },
      registration: { scope: HOME },
      fetch: (request: Request | string) => {
        const address = addressOf(request);
        if (!this.online) return Promise.reject(new TypeError('Failed to fetch'));
        this.fetched.push(address.slice(HOME.length));
        const text = this.site[address.slice(HOME.length)];
        return Promise.resolve(responseOf(text) ?? new Response('', { status: 404 }));
      },
    };
    // Of a cache only what is used.
    return new OfflineCopy(scope as unknown as OfflineScope, build);
  }

  private cache(name: string) {
    const entries = this.caches.get(name) ?? new Map<string, string>();
    this.caches.set(name, entries);
    return {
      put: async (address: string, response: Response) => entries.set(address, await response.text()),
      match: (address: string) => Promise.resolve(responseOf(entries.get(address))),
    };
  }
}

const addressOf = (request: RequestInfo | URL) =>
  request instanceof URL ? request.href : typeof request === 'string' ? request : request.url;

const responseOf = (text: string | undefined) => (text === undefined ? undefined : new Response(text));

const asked = (path: string, mode: RequestMode = 'cors', method = 'GET') =>
  ({ url: `${HOME}${path}`, mode, method }) as Request;

async function textOf(response: Promise<Response> | undefined): Promise<string | undefined> {
  return (await response)?.text();
}

const FIRST: Build = { version: '1', files: ['', 'assets/why-a.js', 'assets/stage-a.js'] };
const SECOND: Build = { version: '2', files: ['', 'assets/why-b.js', 'assets/stage-a.js'] };
const SITE_1 = { '': 'page 1', 'assets/why-a.js': 'why 1', 'assets/stage-a.js': 'stage' };
const SITE_2 = { '': 'page 2', 'assets/why-b.js': 'why 2', 'assets/stage-a.js': 'stage' };

async function visited(): Promise<{ readonly browser: Browser; readonly first: OfflineCopy }> {
  const browser = new Browser();
  browser.site = SITE_1;
  const first = browser.copyOf(FIRST);
  await first.install();
  await first.activate();
  return { browser, first };
}

test('without a network the page and all of its files are there', async () => {
  const { browser, first } = await visited();
  browser.online = false;
  expect(await textOf(first.answer(asked('', 'navigate')))).toBe('page 1');
  expect(await textOf(first.answer(asked('index.html', 'navigate')))).toBe('page 1');
  expect(await textOf(first.answer(asked('assets/why-a.js')))).toBe('why 1');
});

test('a new build is seen at the next load, and an open page still finds its parts', async () => {
  const { browser, first } = await visited();
  browser.site = SITE_2;
  browser.pages = [HOME];
  expect(await textOf(first.answer(asked('', 'navigate')))).toBe('page 2');
  expect(await textOf(first.answer(asked('assets/why-b.js')))).toBe('why 2');

  const second = browser.copyOf(SECOND);
  await second.install();
  browser.online = false;
  expect(await textOf(first.answer(asked('assets/why-a.js')))).toBe('why 1');
  expect(await textOf(second.answer(asked('assets/why-a.js')))).toBe('why 1');
});

test('what an earlier copy has is not fetched again', async () => {
  const { browser } = await visited();
  browser.site = SITE_2;
  browser.fetched.length = 0;
  await browser.copyOf(SECOND).install();
  expect(browser.fetched.sort()).toEqual(['', 'assets/why-b.js']);
});

test('earlier copies go when no page is open, and those of others stay', async () => {
  const { browser } = await visited();
  browser.site = SITE_2;
  browser.caches.set('ensemble https://teacher.example/other/ 1', new Map());
  const second = browser.copyOf(SECOND);
  await second.install();
  browser.pages = [`${HOME}#scenario=draining`];
  await second.activate();
  expect(browser.caches.size).toBe(3);
  browser.pages = ['https://teacher.example/other/'];
  await second.activate();
  expect([...browser.caches.keys()].sort()).toEqual([
    `ensemble ${HOME} 2`,
    'ensemble https://teacher.example/other/ 1',
  ]);
});

test('a copy that is not whole is none', async () => {
  const browser = new Browser();
  browser.site = { ...SITE_1, 'assets/why-a.js': undefined } as unknown as Record<string, string>;
  await expect(browser.copyOf(FIRST).install()).rejects.toThrow('404');
});

test('what is not the app is left to the browser', async () => {
  const { first } = await visited();
  expect(first.answer(asked('scenario.schema.json'))).toBeUndefined();
  expect(first.answer(asked('scenario.schema.json', 'navigate'))).toBeUndefined();
  expect(first.answer(asked('assets/why-a.js', 'cors', 'POST'))).toBeUndefined();
});
