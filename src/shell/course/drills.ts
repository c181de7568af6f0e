/**
 * The statements of the interview drill. Each comes with a claim that follows from it: where the run holds the claim, the
 * statement is a green flag, and where the run refutes it, a red one. There is no other key.
 */
import type { Exhibit } from './exhibit.ts';

export const DRILLS = {
  healthFromZookeeper: {
    scenario: 'plain-web-app',
    claim: '{ never: { milestone: marked-down } }',
    at: 16.7,
    node: 'lb-1',
  },
  retryElsewhere: {
    scenario: 'the-detection-window',
    claim: '{ availability: users-retry, at-least: 100% }',
    at: 13,
    node: 'lb-retry',
  },
  balancerPromotes: {
    scenario: 'two-rooms-two-primaries',
    claim: '{ invariant: one-primary }',
    at: 14.7,
    node: 'db-2',
  },
  bothSideBySide: {
    scenario: 'who-is-the-primary',
    claim: '{ primary: db, is: db-2, by: 25s }',
    at: 20.3,
    node: 'db-2',
  },
  siteIsDown: {
    scenario: 'nobody-can-be-elected',
    claim: '{ milestone: service-degraded, of: readers }',
    at: 17.1,
    node: 'readers',
  },
  newServersByWatch: {
    scenario: 'address-that-outlived-its-server',
    claim: '{ availability: new-crew, at-least: 100% }',
    at: 38.1,
    node: 'new-crew-1',
  },
  lockIsEnough: {
    scenario: 'the-lock-you-no-longer-hold',
    claim: '{ invariant: lock-exclusion }',
    at: 16.1,
    node: 'naive-1',
  },
  majorityGoesOn: {
    scenario: 'minority-partition',
    claim: '{ never: { milestone: znode-changed, of: app-west, between: [10100ms, 28s] } }',
    at: 20,
    node: 'zk-5',
  },
  disconnectedIsGone: {
    scenario: 'disconnected-is-not-expired',
    claim: '{ milestone: member-left, of: app-1, between: [10s, 25s] }',
    at: 14.8,
    node: 'app-1',
  },
  ownClock: {
    scenario: 'the-paused-primary-fenced',
    claim: '{ invariant: one-primary }',
    at: 27.1,
    node: 'db-1',
  },
  readsAreLatest: {
    scenario: 'stale-read',
    claim: '{ never: { milestone: stale-read } }',
    at: 11.1,
    node: 'reader',
  },
  keysNotLocks: {
    scenario: 'charged-once',
    claim: '{ duplicated-writes: 0 }',
    at: 12.1,
    node: 'db',
  },
} as const satisfies Readonly<Record<string, Exhibit>>;

export type DrillId = keyof typeof DRILLS;

/** In the order in which they are asked. */
export const DRILL_IDS = Object.keys(DRILLS) as readonly DrillId[];

export type Flag = 'red' | 'green';
