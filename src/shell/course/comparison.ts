/** What proves the cells of the comparison of load balancers and ZooKeeper. */
import type { Exhibit } from './exhibit.ts';

/** Whether it is made for a task, could do it after a fashion, or cannot. */
export type Fit = 'fits' | 'poor' | 'cannot';

export interface Cell extends Exhibit {
  readonly fit: Fit;
}

interface Row {
  readonly loadBalancer: Cell;
  readonly zookeeper: Cell;
}

export const COMPARISON = {
  requests: {
    loadBalancer: {
      fit: 'fits',
      scenario: 'plain-web-app',
      claim: '{ milestone: marked-down, of: api-2, between: [14s, 20s] }',
      at: 17,
      node: 'lb-1',
    },
    zookeeper: {
      fit: 'poor',
      scenario: 'service-b-scales-up',
      claim: '{ milestone: session-expired, of: stock-3, between: [47s, 52s] }',
      at: 49.1,
      node: 'shop-1',
    },
  },
  health: {
    loadBalancer: {
      fit: 'fits',
      scenario: 'the-detection-window',
      claim: '{ milestone: marked-down, of: fast-2, between: [12500ms, 13100ms] }',
      at: 12.8,
      node: 'lb-fast',
    },
    zookeeper: {
      fit: 'poor',
      scenario: 'the-other-data-centre',
      claim: '{ milestone: session-expired, of: api-east-1, between: [23s, 30s] }',
      at: 25.1,
      node: 'api-east-1',
    },
  },
  discovery: {
    loadBalancer: {
      fit: 'poor',
      scenario: 'the-other-data-centre',
      claim: '{ availability: through-lb, at-most: 85% }',
      at: 21,
      node: 'through-lb',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'address-that-outlived-its-server',
      claim:
        '{ milestone: znode-created, of: api-4, within: 100ms, after: { milestone: instance-added, of: api-4 } }',
      at: 14.1,
      node: 'new-crew-1',
    },
  },
  election: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'two-rooms-two-primaries',
      claim: '{ violated: one-primary, between: [14s, 17s] }',
      at: 14.7,
      node: 'db-2',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'who-is-the-primary',
      claim: '{ primary: db, is: db-2, by: 25s }',
      at: 20.3,
      node: 'db-2',
    },
  },
  configuration: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'one-config-change-forty-readers',
      claim: '{ never: { milestone: marked-down } }',
      at: 16.5,
      node: 'api-7',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'one-config-change-forty-readers',
      claim: '{ milestone: config-applied, of: api-1, between: [15s, 15.1s] }',
      at: 15.2,
      node: 'api-1',
    },
  },
  locking: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'charged-twice',
      claim: '{ duplicated-writes: { at-least: 15 } }',
      at: 12.1,
      node: 'db',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'lock-without-herd',
      claim:
        '{ milestone: lock-acquired, of: app-2, within: 200ms, after: { milestone: lock-released, of: app-1 } }',
      at: 7.1,
      node: 'app-2',
    },
  },
  coordination: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'the-health-check-that-lies',
      claim: '{ milestone: marked-down, of: deep-3, between: [38s, 46s] }',
      at: 43,
      node: 'lb-deep',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'everybody-at-the-barrier',
      claim:
        '{ milestone: member-joined, of: job-1, within: 50ms, after: { milestone: member-joined, of: job } }',
      at: 22.4,
      node: 'job-1',
    },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type Task = keyof typeof COMPARISON;
