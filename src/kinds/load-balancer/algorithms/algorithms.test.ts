import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsOf, haproxy, Laboratory, nginx } from '../../../testing/balancing-laboratory.ts';
import type { Product } from './algorithm.ts';
import { ALGORITHM_NAMES } from './catalogue.ts';
import { xxHash64 } from './xxhash.ts';

const LONG = 'Call me Ishmael. Some years ago--never mind how long precisely-';

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
    expect(countsOf(pool.serveMany(600), 3).map((count) => Math.round(count / 10))).toEqual([40, 10, 10]);
    pool.reweigh(0, 0);
    expect(countsOf(pool.serveMany(20), 3)).toEqual([0, 10, 10]);
  });

  test('roundrobin moves the server to avoid only once when it takes it after all', () => {
    const pool = new Laboratory('haproxy', { name: 'roundrobin' }, [1, 1], 1);
    pool.load(1, 1);
    expect([pool.pick(), pool.pick({}, [0])]).toEqual([0, 0]);
    pool.load(1, -1);
    expect([pool.pick(), pool.pick(), pool.pick()]).toEqual([1, 1, 0]);
  });

  test('a peer that failed regains its weight one turn at a time', () => {
    const pool = nginx('swrr', [5, 5]);
    pool.fail(0, 5);
    expect(pool.serveMany(12)).toBe('222121212121');
  });
});

/** Envoy does not avoid what was tried, nor do the static maps and hashes of HAProxy. */
function sticksTo(product: Product, name: string): boolean {
  const hashed = name.endsWith('-hash') || name === 'maglev';
  return product === 'envoy'
    ? hashed || name.startsWith('random') || name.startsWith('least')
    : name === 'maglev' || (product === 'haproxy' && hashed && name !== 'consistent-hash');
}

describe('Envoy', () => {
  test('hashes as xxHash64 does', () => {
    expect(['', 'a', 'asdf', LONG].map((text) => xxHash64(text).toString(16))).toEqual([
      'ef46db3751d8e999', 'd24ec4f1a98c6e5b', '415872f599cea71e', '2a2e85470d6fd96',
    ]); // prettier-ignore
  });

  test.each(['round-robin', 'least-connections'])('%s gives hosts their weights', (name) => {
    const counts = countsOf(new Laboratory('envoy', { name }, [1, 2, 3]).serveMany(600), 3);
    expect(counts.map((count) => Math.round(count / 10))).toEqual([10, 20, 30]);
  });

  test('least request takes the freer of two', () => {
    const pool = new Laboratory('envoy', { name: 'least-connections' }, [1, 1]);
    for (let i = 0; i < 20; i++) pool.load(0, 1);
    expect(countsOf(pool.serveMany(400), 2)[1]).toBeGreaterThan(250);
  });

  test.each(['consistent-hash', 'maglev'])('%s gives hosts their weights, and moves few keys', (name) => {
    const pool = new Laboratory('envoy', { name }, [1, 1, 2]);
    const before = pool.serveObjects(2000);
    const shares = countsOf(before, 3).map((count) => count / 2000);
    [0.25, 0.25, 0.5].forEach((share, index) => {
      expect(Math.abs((shares[index] ?? 0) - share)).toBeLessThan(0.06);
    });
    pool.leave(0);
    const after = pool.serveObjects(2000);
    const moved = Array.from(before).filter((server, i) => server !== '1' && server !== after[i]).length;
    expect(moved).toBeLessThan(200);
  });
});

describe('every algorithm', () => {
  const PRODUCTS = ['haproxy', 'nginx', 'envoy'] as const;
  const ALL = PRODUCTS.flatMap((product) => ALGORITHM_NAMES.map((name) => [product, name] as const));
  const anyStep = fc.record({
    act: fc.constantFrom('begin', 'begin', 'end', 'leave', 'join'),
    of: fc.nat(3),
  });

  test.each(ALL)('%s %s picks usable servers only, and one if there is one', (product, name) => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
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
      { numRuns: 10 },
    );
  });

  test.each(ALL)('%s %s tries another server after a failure', (product, name) => {
    const pool = new Laboratory(product, { name }, [1, 2, 3]);
    const once = pool.pick();
    const again = pool.pick({}, once === undefined ? [] : [once]);
    expect([0, 1, 2]).toContain(again);
    if (!sticksTo(product, name)) expect(again).not.toBe(once);
  });

  test.each(ALL)('%s %s finds a server that the pool gained', (product, name) => {
    const pool = new Laboratory(product, { name }, [1]);
    pool.grow(1);
    pool.leave(0);
    expect(pool.begin()).toBe('2');
  });
});
