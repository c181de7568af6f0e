import { describe, expect, test } from 'vitest';
import { cacheLookups } from '../../analysis/cache-lookups.ts';
import { RandomStream } from '../../lib/prng.ts';
import { Driver } from '../../testing/driver.ts';
import type { CacheState } from '../cache/state.ts';
import { ownerOf, placementOf } from './placement.ts';
import { drawKey } from './popularity.ts';
import type { CacheClientState } from './state.ts';

const FOUR = ['c-1', 'c-2', 'c-3', 'c-4'];
const KEYS = Array.from({ length: 4000 }, (_, key) => key);

/** The share of keys that belong to another cache after a change. */
function moved(hashing: 'ring' | 'modulo', before: readonly string[], after: readonly string[]): number {
  const [one, other] = [placementOf(before, hashing), placementOf(after, hashing)];
  return KEYS.filter((key) => ownerOf(one, key) !== ownerOf(other, key)).length / KEYS.length;
}

describe('where keys belong', () => {
  test('on a ring only the share of a cache that goes or comes moves', () => {
    expect(moved('ring', FOUR, FOUR.slice(1))).toBeCloseTo(1 / 4, 1);
    expect(moved('ring', FOUR, [...FOUR, 'c-5'])).toBeCloseTo(1 / 5, 1);
    const [one, other] = [placementOf(FOUR, 'ring'), placementOf(FOUR.slice(1), 'ring')];
    expect(
      KEYS.every((key) => ownerOf(one, key) === 'c-1' || ownerOf(one, key) === ownerOf(other, key)),
    ).toBe(true);
  });

  test('modulo their number nearly all move', () => {
    expect(moved('modulo', FOUR, FOUR.slice(1))).toBeCloseTo(3 / 4, 1);
    expect(moved('modulo', FOUR, [...FOUR, 'c-5'])).toBeCloseTo(4 / 5, 1);
  });

  test('is the same to everybody, whatever the order of the list, and nowhere without a cache', () => {
    expect(moved('ring', FOUR, [...FOUR].reverse())).toBe(0);
    expect(ownerOf(placementOf([], 'ring'), 7)).toBeUndefined();
    expect(ownerOf(placementOf([], 'modulo'), 7)).toBeUndefined();
  });
});

test('by Zipf the first key is asked for twice as often as the second, and ten times as often as the tenth', () => {
  const stream = RandomStream.named(1, 'zipf');
  const counts = new Map<number, number>();
  for (let draw = 0; draw < 40_000; draw++) {
    const key = drawKey(100, 'zipf', stream);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const of = (key: number) => counts.get(key) ?? 0;
  expect(Math.max(...counts.keys())).toBe(99);
  expect(of(0) / of(1)).toBeCloseTo(2, 0);
  expect(of(0) / of(9)).toBeGreaterThan(8);
  expect(of(0) / of(9)).toBeLessThan(12);
});

interface System {
  readonly hashing?: string;
  readonly faults?: readonly string[];
  readonly size?: number;
}

function system({ hashing = 'ring', faults = [], size = 1000 }: System): Driver {
  return new Driver(`duration: 40s
nodes:
  zk: { kind: zookeeper, count: 3, tickTime: 500ms }
  shop: { kind: cache-client, count: 2, targets: { discover: /caches, through: zk }, rate: 200/s, keys: 400, hashing: ${hashing}, sessionTimeout: 4s }
  cache: { kind: cache, count: 4, register: { in: /caches, through: zk }, sessionTimeout: 4s, size: ${String(size)} }
faults: [${faults.join(', ')}]`);
}

/** The hit rate of all front ends in some seconds of the run. */
function hitRate(driver: Driver, from: number, to: number): number {
  return cacheLookups(driver.run, undefined, [from * 1e6, to * 1e6])?.hitRate ?? -1;
}

describe('the hit rate', () => {
  const removal = ['{ at: 20s, remove: { group: cache } }'];

  test('is high once the values are there, and falls by a cache’s share when one leaves', () => {
    const driver = system({ faults: removal });
    expect(hitRate(driver, 15, 20)).toBeGreaterThan(0.99);
    const after = hitRate(driver, 20, 20.5);
    expect(after).toBeGreaterThan(0.7);
    expect(after).toBeLessThan(0.92);
    expect(hitRate(driver, 30, 40)).toBeGreaterThan(0.99);
  });

  test('falls to less than a half when keys are placed by their hash modulo the number of caches', () => {
    expect(hitRate(system({ faults: removal, hashing: 'modulo' }), 20, 20.5)).toBeLessThan(0.5);
  });

  test('falls when a cache joins, too, and it takes over a share of the keys', () => {
    const driver = system({ faults: ['{ at: 20s, add: { group: cache } }'] });
    expect(driver.times('member-joined', 'cache-5')).toHaveLength(1);
    expect(hitRate(driver, 20, 20.5)).toBeLessThan(0.95);
    const kept = (driver.state('cache-5', 40) as CacheState).hits;
    expect(kept).toBeGreaterThan(500);
  });

  test('is low where there is no room for the values', () => {
    expect(hitRate(system({ size: 25 }), 20, 40)).toBeLessThan(0.35);
  });
});

test('a cache that crashed is missed until its session expires; then its keys belong to others', () => {
  const driver = system({ faults: ['{ at: 20s, crash: cache-2 }'] });
  const [left = 0] = driver.times('member-left', 'cache-2');
  expect(left).toBeGreaterThan(22);
  expect(hitRate(driver, 20, left)).toBeLessThan(0.85);
  expect(hitRate(driver, left + 5, 40)).toBeGreaterThan(0.99);
  const { placement } = driver.state('shop-1', 30) as CacheClientState;
  expect(placement.members).toEqual(['cache-1', 'cache-3', 'cache-4']);
  expect(
    driver.milestones
      .filter(({ type, node }) => type === 'member-left' && node === 'cache-2')
      .map(({ data }) => data.by),
  ).toEqual(['shop-1', 'shop-2']);
});
