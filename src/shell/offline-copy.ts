/**
 * A copy of the whole app in the browser, so that it works without a network: what its service worker does. A build has a
 * copy of its own. The page is fetched, so that a new build is seen at the next load, and taken from the copy where that
 * fails; its files, whose names say what is in them, come from any copy that has them.
 */

/** What the worker needs of its global scope. */
export interface OfflineScope {
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'match'>;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      readonly type: 'window';
      readonly includeUncontrolled: boolean;
    }): Promise<readonly { readonly url: string }[]>;
  };
  /** The address below which the worker has a say. */
  readonly registration: { readonly scope: string };
  fetch(request: Request | string, options: RequestInit): Promise<Response>;
}

export interface Build {
  /** Another one for each build that differs. */
  readonly version: string;
  /** Below the scope; the page itself is the empty name. */
  readonly files: readonly string[];
}

const PAGE = '';
/** The folder of the files whose names say what is in them. */
const HASHED = 'assets/';
/** Files that are fetched at a time, so that the page that is open has the network, too. */
const LANES = 4;
/** Where the network is there in name only, nobody waits longer for the page. */
const PATIENCE_MS = 4000;

export class OfflineCopy {
  /** Other apps of the same origin have caches, too: ours begin with the scope. */
  private readonly prefix: string;
  private readonly name: string;
  private readonly kept: ReadonlySet<string>;

  constructor(
    private readonly scope: OfflineScope,
    private readonly build: Build,
  ) {
    this.prefix = `ensemble ${scope.registration.scope} `;
    this.name = `${this.prefix}${build.version}`;
    this.kept = new Set(build.files.map((file) => this.address(file)));
  }

  /** Copies the build; rejects unless all of it is there. What an earlier copy has is not fetched again. */
  async install(): Promise<void> {
    const cache = await this.scope.caches.open(this.name);
    const left = [...this.build.files];
    const lane = async (): Promise<void> => {
      for (let file = left.pop(); file !== undefined; file = left.pop()) await this.keep(cache, file);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  /**
   * Takes over the pages that are open, and deletes earlier copies. A browser activates a worker when no page is left that
   * an earlier one serves; a page that was loaded past all workers may still need its build.
   */
  async activate(): Promise<void> {
    const { caches, clients, registration } = this.scope;
    const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (!pages.some(({ url }) => url.startsWith(registration.scope))) {
      const earlier = (await caches.keys()).filter(
        (name) => name.startsWith(this.prefix) && name !== this.name,
      );
      await Promise.all(earlier.map((name) => caches.delete(name)));
    }
    await clients.claim();
  }

  /** Undefined: none of the app's own, which the browser fetches as ever. */
  answer(request: Request): Promise<Response> | undefined {
    const { origin, pathname } = new URL(request.url);
    const address = `${origin}${pathname}`;
    if (request.method !== 'GET') return undefined;
    if (request.mode === 'navigate') return this.isPage(address) ? this.page(request) : undefined;
    return this.kept.has(address) || address.startsWith(this.address(HASHED))
      ? this.file(request)
      : undefined;
  }

  private async keep(cache: Cache, file: string): Promise<void> {
    const address = this.address(file);
    const hashed = file.startsWith(HASHED);
    const known = hashed ? await this.scope.caches.match(address, { ignoreVary: true }) : undefined;
    const response =
      known ?? (await this.scope.fetch(address, { cache: hashed ? 'default' : 'no-cache', priority: 'low' }));
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    await cache.put(address, response);
  }

  private async page(request: Request): Promise<Response> {
    const cache = await this.scope.caches.open(this.name);
    const copy = await cache.match(this.address(PAGE), { ignoreVary: true });
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const fetched = await this.scope.fetch(request, { cache: 'no-cache', signal });
      return fetched.status >= 500 ? (copy ?? fetched) : fetched;
    } catch (error) {
      if (copy === undefined) throw error;
      return copy;
    }
  }

  private async file(request: Request): Promise<Response> {
    const copy = await this.scope.caches.match(request, { ignoreVary: true }).catch(() => undefined);
    return copy ?? this.scope.fetch(request, {});
  }

  private isPage(address: string): boolean {
    return address === this.address(PAGE) || address === this.address('index.html');
  }

  private address(file: string): string {
    return `${this.scope.registration.scope}${file}`;
  }
}
