import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBetter } from './ensemble/election.ts';
import { zookeeperOptions } from './config.ts';
import { type Vote, zxidText, zxidOf } from './protocol.ts';
import { expiryOf, negotiate } from './serving/session-tracker.ts';
import type { ServerConfig } from './state.ts';

const config: ServerConfig = {
  tickTime: 2_000_000,
  initLimit: zookeeperOptions.initLimit.default,
  syncLimit: zookeeperOptions.syncLimit.default,
  minSessionTimeout: undefined,
  maxSessionTimeout: undefined,
  diskSync: 2_000,
  observers: 0,
  snapCount: 100_000,
  forceSync: true,
  strictNewLeader: true,
  syncFromLog: false,
  extendedTypes: false,
  containerCheckInterval: 60_000_000,
  sid: 1,
  servers: ['zk-1'],
  ensemble: 'zk',
};

const anyVote: fc.Arbitrary<Vote> = fc.record({ leader: fc.nat(3), zxid: fc.nat(3), peerEpoch: fc.nat(3) });

describe('votes', () => {
  test('are in a total order: epoch, then zxid, then id', () => {
    fc.assert(
      fc.property(anyVote, anyVote, (a, b) => {
        const key = ({ peerEpoch, zxid, leader }: Vote): number => 100 * peerEpoch + 10 * zxid + leader;
        expect(isBetter(a, b)).toBe(key(a) > key(b));
      }),
    );
  });
});

describe('session expiry', () => {
  test('comes on a tick, later than the timeout and at most one tick later than that', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000_000),
        fc.integer({ min: 4_000_000, max: 40_000_000 }),
        (touched, timeout) => {
          const expiry = expiryOf(touched, timeout, config);
          expect(expiry % config.tickTime).toBe(0);
          expect(expiry - touched).toBeGreaterThan(timeout);
          expect(expiry - touched).toBeLessThanOrEqual(timeout + config.tickTime);
        },
      ),
    );
  });

  test('timeouts are held within 2 and 20 ticks', () => {
    expect([1_000_000, 8_000_000, 90_000_000].map((timeout) => negotiate(timeout, config))).toEqual([
      4_000_000, 8_000_000, 40_000_000,
    ]);
  });
});

test('a zxid reads as epoch and counter in hexadecimal', () => {
  expect(zxidText(zxidOf(2, 0x12))).toBe('2·12');
});
