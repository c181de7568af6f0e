// Goal: every order recorded from HAProxy 2.6 and nginx 1.22 comes out of the algorithms alone. Method: each is driven with a
// pool that is nothing but numbers; orders are written as the numbers of the servers, `-` for none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../lib/prng.ts';
import type { Algorithm, BalancedRequest, Pool, Product } from './algorithm.ts';
import { algorithmOf, ALGORITHM_NAMES, type AlgorithmWords } from './catalogue.ts';

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

class Laboratory implements Pool {
  private readonly down = new Set<number>();
  private readonly algorithm: Algorithm;
  private readonly stream = RandomStream.named(1, 'laboratory');
  private readonly loads: number[];
  private held: unknown;

  constructor(
    product: Product,
    words: AlgorithmWords,
    private readonly weights: number[],
    readonly connectionsMax = Infinity,
  ) {
    this.algorithm = algorithmOf(product, words);
    this.loads = weights.map(() => 0);
    this.state = this.algorithm.start(this);
  }

  private get state(): unknown {
    return this.held;
  }

  /** Nothing may be changed in a state, for it may be on record. */
  private set state(state: unknown) {
    freeze(state);
    this.held = state;
  }

  get size(): number {
    return this.weights.length;
  }
  address(index: number): string {
    return `10.0.1.${index + 1}:8080`;
  }
  weight(index: number): number {
    return this.weights[index] ?? 0;
  }
  effectiveWeight(index: number): number {
    return 16 * this.weight(index);
  }
  usable(index: number): boolean {
    return !this.down.has(index) && this.weight(index) > 0;
  }
  full(index: number): boolean {
    return this.inflight(index) >= this.connectionsMax;
  }
  saturated(index: number): boolean {
    return this.full(index);
  }
  inflight(index: number): number {
    return this.loads[index] ?? 0;
  }
  served(index: number): number {
    return this.inflight(index);
  }

  load(index: number, by: 1 | -1): void {
    this.loads[index] = this.inflight(index) + by;
    this.state = this.algorithm.loaded?.(this.state, this, index) ?? this.state;
  }

  pick(request: Partial<BalancedRequest> = {}, tried: readonly number[] = []): number | undefined {
    const full = { source: 0, path: '/r', ...request };
    const { state, index } = this.algorithm.pick(this.state, this, full, tried, () => this.stream.next());
    this.state = state;
    return index;
  }

  /** Starts a request that does not end. */
  begin(request: Partial<BalancedRequest> = {}): string {
    const index = this.pick(request);
    if (index !== undefined) this.load(index, 1);
    return index === undefined ? '-' : String(index + 1);
  }

  /** A whole request. */
  serve(request: Partial<BalancedRequest> = {}): string {
    const server = this.begin(request);
    if (server !== '-') this.load(Number(server) - 1, -1);
    return server;
  }

  serveMany(count: number): string {
    return Array.from({ length: count }, () => this.serve()).join('');
  }

  beginMany(count: number): string {
    return Array.from({ length: count }, () => this.begin()).join('');
  }

  /** Requests for /obj/0, /obj/1 ... */
  serveObjects(count: number): string {
    return Array.from({ length: count }, (_, i) => this.serve({ path: `/obj/${i}?n=${i}` })).join('');
  }

  serveClients(addresses: readonly string[]): string {
    return addresses
      .map((address) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0))
      .map((source) => this.serve({ source }))
      .join('');
  }

  leave(index: number): void {
    this.down.add(index);
    this.state = this.algorithm.changed(this.state, this);
  }

  join(index: number): void {
    this.down.delete(index);
    this.state = this.algorithm.changed(this.state, this);
  }

  fail(index: number, penalty: number): void {
    this.state = this.algorithm.failed?.(this.state, this, index, penalty) ?? this.state;
  }

  grow(weight: number): void {
    this.weights.push(weight);
    this.state = this.algorithm.changed(this.state, this);
  }

  reweigh(index: number, weight: number): void {
    this.weights[index] = weight;
    this.state = this.algorithm.changed(this.state, this);
  }
}

function haproxy(name: string, weights: number[], more: Partial<AlgorithmWords> = {}): Laboratory {
  return new Laboratory('haproxy', { name, ...more }, weights);
}

function nginx(name: string, weights: number[], more: Partial<AlgorithmWords> = {}): Laboratory {
  return new Laboratory('nginx', { name, ...more }, weights);
}

function countsOf(order: string, servers: number): readonly number[] {
  return Array.from({ length: servers }, (_, index) => order.split(String(index + 1)).length - 1);
}

const CLIENTS = Array.from({ length: 20 }, (_, i) => `127.0.${i % 5}.${10 + 7 * i}`);

describe('the recorded orders', () => {
  test.each([
    ['haproxy', 'roundrobin', [1, 1, 1], '123123123123'],
    ['haproxy', 'roundrobin', [3, 2, 1], '121312121312121312121312'],
    ['haproxy', 'roundrobin', [5, 1, 1], '1112113111211311121131112113'],
    ['haproxy', 'roundrobin', [100, 50, 10], '112112131211211211211213121121121121121312112112'],
    ['haproxy', 'roundrobin', [2, 0, 1], '113113113113'],
    ['haproxy', 'static-rr', [5, 1, 1], '11121131112113'],
    ['haproxy', 'leastconn', [1, 1, 1], '123123123123'],
    ['nginx', 'swrr', [1, 1, 1], '123123123123'],
    ['nginx', 'swrr', [3, 2, 1], '12132112132112'],
    ['nginx', 'swrr', [5, 1, 1], '1121311112131111213111121311'],
    ['nginx', 'swrr', [7, 3, 2, 1], '121314121312112131412131211213141213121'],
    ['nginx', 'least_conn', [3, 1], '1121112111211121'],
  ] as const)('%s %s %j, one request after the other', (product, name, weights, order) => {
    expect(new Laboratory(product, { name }, [...weights]).serveMany(order.length)).toBe(order);
  });

  test('roundrobin 3:2:1 while s1 leaves and rejoins: no burst for it', () => {
    const pool = haproxy('roundrobin', [3, 2, 1]);
    const before = pool.serveMany(9);
    pool.leave(0);
    const without = pool.serveMany(9);
    pool.join(0);
    expect([before, without, pool.serveMany(18)]).toEqual([
      '121312121', '322322322', '312121312121312121',
    ]); // prettier-ignore
  });

  test('leastconn with requests that overlap', () => {
    expect(haproxy('leastconn', [1, 1, 1]).beginMany(9)).toBe('123123123');
    expect(haproxy('leastconn', [3, 2, 1]).beginMany(12)).toBe('123121121321');
  });

  test('leastconn floods a server that comes back until it is level', () => {
    const pool = haproxy('leastconn', [1, 1, 1]);
    pool.leave(2);
    expect(pool.beginMany(12)).toBe('121212121212');
    pool.join(2);
    expect(pool.beginMany(9)).toBe('333333123');
  });

  test('first fills a server before the next', () => {
    const pool = new Laboratory('haproxy', { name: 'first' }, [1, 1, 1], 2);
    expect(pool.beginMany(7)).toBe('112233-');
    pool.load(0, -1);
    expect(pool.begin()).toBe('1');
  });

  test('source, map-based: two thirds of the keys move when a server leaves, and back', () => {
    const pool = haproxy('source', [1, 1, 1], { hashType: 'map-based' });
    const before = pool.serveClients(CLIENTS);
    pool.leave(1);
    const without = pool.serveClients(CLIENTS);
    pool.join(1);
    expect([before, without, pool.serveClients(CLIENTS)]).toEqual([
      '32132213211321332132', '13131313131313131313', '32132213211321332132',
    ]); // prettier-ignore
  });

  test('uri, map-based: most keys move when a server leaves', () => {
    const pool = haproxy('uri', [1, 1, 1, 1]);
    const before = pool.serveObjects(60);
    pool.leave(1);
    expect([before, pool.serveObjects(60)]).toEqual([
      '234123412334123412342341234123123412341241234123413412341234',
      '341341341334134134134134134134134134134134134134134134134134',
    ]);
  });

  test('uri and source, consistent: only the keys of the leaver move', () => {
    const pool = haproxy('uri', [1, 1, 1, 1], { hashType: 'consistent' });
    const before = pool.serveObjects(60);
    pool.leave(1);
    expect([before, pool.serveObjects(60)]).toEqual([
      '143343313443214232143324421441143142114314433241314121143111',
      '143343313443114133143344431441143144114314433141314141143111',
    ]);
    const weighted = haproxy('uri', [1, 2, 4], { hashType: 'consistent' }).serveObjects(100);
    expect(countsOf(weighted, 3)).toEqual([20, 26, 54]);
    const clients = haproxy('source', [1, 1, 1], { hashType: 'consistent' }).serveClients(CLIENTS);
    expect(countsOf(clients, 3)).toEqual([6, 7, 7]);
  });

  test('ip_hash: only the first three octets count', () => {
    const clients =
      '127.0.0.2 127.0.0.3 127.0.0.99 127.0.1.2 127.0.1.77 127.0.2.2 127.0.3.2 127.0.4.2 127.1.4.2 127.9.4.2';
    expect(nginx('ip_hash', [1, 1, 1]).serveClients(clients.split(' '))).toBe('3331123131');
  });

  test('hash: when a peer fails only its own keys move', () => {
    const pool = nginx('hash', [1, 1, 1, 1], { key: 'uri' });
    const before = pool.serveObjects(40);
    pool.leave(1);
    expect([before, pool.serveObjects(40)]).toEqual([
      '1432234141412332141432144123232341143232',
      '1431134141411331141431144113131341143131',
    ]);
  });

  test('random: 600 requests to 1:1:2 are split as recorded, within four sigma', () => {
    const counts = countsOf(haproxy('random', [1, 1, 2], { draws: 2 }).serveMany(600), 3);
    [128, 162, 310].forEach((recorded, index) => {
      const sigma = Math.sqrt(recorded * (1 - recorded / 600));
      expect(Math.abs((counts[index] ?? 0) - recorded)).toBeLessThan(4 * sigma);
    });
  });
});

describe('the weights', () => {
  const someWeights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });

  test.each([
    ['haproxy', 'roundrobin', 1],
    ['haproxy', 'static-rr', 0],
    ['nginx', 'swrr', 0],
    ['nginx', 'least_conn', 0],
  ] as const)('%s %s gives every server its weight over ten cycles, within %d', (product, name, most) => {
    fc.assert(
      fc.property(someWeights, (weights) => {
        const cycle = weights.reduce((sum, weight) => sum + weight, 0);
        const counts = countsOf(new Laboratory(product, { name }, [...weights]).serveMany(10 * cycle), 6);
        weights.forEach((weight, index) => {
          expect(Math.abs((counts[index] ?? 0) - 10 * weight)).toBeLessThanOrEqual(most);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('roundrobin follows a weight that changes, without losing anybody', () => {
    const pool = haproxy('roundrobin', [1, 1, 1]);
    pool.serveMany(4);
    pool.reweigh(0, 4);
    pool.serveMany(6);
    expect(countsOf(pool.serveMany(60), 3)).toEqual([40, 10, 10]);
    pool.reweigh(0, 0);
    expect(countsOf(pool.serveMany(20), 3)).toEqual([0, 10, 10]);
  });

  test('a peer that failed regains its weight one turn at a time', () => {
    const pool = nginx('swrr', [5, 5]);
    pool.fail(0, 5);
    expect(pool.serveMany(12)).toBe('222122121212');
  });
});

describe('every algorithm', () => {
  const PRODUCTS = ['haproxy', 'nginx', 'aws-alb', 'envoy'] as const;
  const ALL = PRODUCTS.flatMap((product) => ALGORITHM_NAMES.map((name) => [product, name] as const));
  const anyStep = fc.record({
    act: fc.constantFrom('begin', 'begin', 'end', 'leave', 'join'),
    of: fc.nat(3),
  });

  test.each(ALL)('%s %s picks usable servers only, and one if there is one', (product, name) => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const pool = new Laboratory(product, { name }, [1, 2, 3, 1]);
        for (const { act, of } of steps) {
          if (act === 'leave') pool.leave(of);
          else if (act === 'join') pool.join(of);
          else if (act === 'end' && pool.inflight(of) > 0) pool.load(of, -1);
          else if (act === 'begin') {
            const server = pool.begin({ path: `/${of}`, source: of });
            const usable = [0, 1, 2, 3].filter((index) => pool.usable(index));
            if (usable.length === 0) expect(server).toBe('-');
            else expect(usable).toContain(Number(server) - 1);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test.each(ALL)('%s %s tries another server after a failure', (product, name) => {
    const pool = new Laboratory(product, { name }, [1, 2, 3]);
    const once = pool.pick();
    const again = pool.pick({}, once === undefined ? [] : [once]);
    expect([0, 1, 2]).toContain(again);
    const sticks = product !== 'nginx' && ['source-hash', 'uri-hash'].includes(name);
    if (!sticks) expect(again).not.toBe(once);
  });

  test.each(ALL)('%s %s finds a server that the pool gained', (product, name) => {
    const pool = new Laboratory(product, { name }, [1]);
    pool.grow(1);
    pool.leave(0);
    expect(pool.begin()).toBe('2');
  });
});
