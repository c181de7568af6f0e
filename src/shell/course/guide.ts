/** What proves the answers of "Do I need ZooKeeper?". */
import type { Proof } from './exhibit.ts';

export const NEEDED = {
  microservices: {
    scenario: 'service-b-scales-up',
    claim:
      '{ milestone: znode-created, of: stock-4, within: 100ms, after: { milestone: instance-added, of: stock-4 } }',
    why: 'znode-created:stock-4',
    at: 14.1,
    node: 'shop-1',
  },
  autoscaling: {
    scenario: 'address-that-outlived-its-server',
    claim: '{ availability: new-crew, at-least: 100% }',
    why: 'watch-fired:new-crew-1@38s',
    at: 38.1,
    node: 'new-crew-1',
  },
  dataCentres: {
    scenario: 'the-other-data-centre',
    claim: '{ availability: discovers, at-least: 100% }',
    why: 'watch-fired:discovers@25s',
    at: 25.1,
    node: 'discovers',
  },
  primary: {
    scenario: 'who-is-the-primary',
    claim: '{ primary: db, is: db-2, by: 25s }',
    why: 'primary-promoted:db-2',
    at: 20.3,
    node: 'db-2',
  },
  tasks: {
    scenario: 'the-nightly-job',
    claim: '{ milestone: primary-elected, of: crew-2, between: [16s, 21s] }',
    why: 'primary-elected:crew-2@16s',
    at: 17.1,
    node: 'crew-2',
  },
  locks: {
    scenario: 'lock-without-herd',
    claim:
      '{ milestone: lock-acquired, of: app-5, within: 200ms, after: { milestone: session-expired, of: app-4 } }',
    why: 'lock-acquired:app-5@19s',
    at: 19.1,
    node: 'app-5',
  },
  membership: {
    scenario: 'the-cache-ring',
    claim: '{ milestone: member-left, of: ring-1, between: [20s, 20.1s] }',
    why: 'member-left:ring-1@20s',
    at: 20.1,
    node: 'ring-1',
  },
  configuration: {
    scenario: 'one-config-change-forty-readers',
    claim: '{ milestone: config-applied, of: api-1, between: [15s, 15.1s] }',
    why: 'config-applied:api-1@15s',
    at: 15.2,
    node: 'api-1',
  },
  platforms: {
    scenario: 'naive-election',
    claim:
      '{ milestone: primary-elected, of: app, within: 200ms, after: { milestone: session-expired, of: app-1 } }',
    why: 'primary-elected:app-5@14s',
    at: 14.1,
    node: 'app-5',
  },
} as const satisfies Readonly<Record<string, Proof>>;

export const NOT_NEEDED = {
  webApplication: {
    scenario: 'plain-web-app',
    claim: '{ never: { milestone: service-degraded } }',
    why: 'marked-up:api-2@38s',
    at: 38.8,
    node: 'lb-1',
  },
  stateless: {
    scenario: 'draining',
    claim: '{ availability: users-drain, at-least: 100% }',
    why: 'instance-removed:drain-3',
    at: 10.5,
    node: 'lb-drain',
  },
  small: {
    scenario: 'nobody-can-be-elected',
    claim: '{ primary: db, is: none, by: 33s }',
    why: 'service-degraded:writers@17s',
    at: 17.1,
    node: 'db-1',
  },
} as const satisfies Readonly<Record<string, Proof>>;
