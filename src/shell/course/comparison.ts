/** What proves the cells of the comparison of load balancers and ZooKeeper. */
import type { Proof } from './exhibit.ts';

/** Whether it is made for a task, could do it after a fashion, or cannot. */
export type Fit = 'fits' | 'poor' | 'cannot';

export interface Cell extends Proof {
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
      why: 'marked-down:api-2',
      at: 17,
      node: 'lb-1',
    },
    zookeeper: {
      fit: 'poor',
      scenario: 'service-b-scales-up',
      claim: '{ milestone: session-expired, of: stock-3, between: [47s, 52s] }',
      why: 'session-expired:stock-3@47s',
      at: 49.1,
      node: 'shop-1',
    },
  },
  health: {
    loadBalancer: {
      fit: 'fits',
      scenario: 'the-detection-window',
      claim: '{ milestone: marked-down, of: fast-2, between: [12500ms, 13100ms] }',
      why: 'marked-down:fast-2@12500ms',
      at: 12.8,
      node: 'lb-fast',
    },
    zookeeper: {
      fit: 'poor',
      scenario: 'the-other-data-centre',
      claim: '{ milestone: session-expired, of: api-east-1, between: [23s, 30s] }',
      why: 'session-expired:api-east-1@23s',
      at: 25.1,
      node: 'api-east-1',
    },
  },
  discovery: {
    loadBalancer: {
      fit: 'poor',
      scenario: 'the-other-data-centre',
      claim: '{ availability: through-lb, at-most: 85% }',
      why: 'link-cut@20s',
      at: 20.6,
      node: 'through-lb',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'address-that-outlived-its-server',
      claim:
        '{ milestone: znode-created, of: api-4, within: 100ms, after: { milestone: instance-added, of: api-4 } }',
      why: 'znode-created:api-4',
      at: 14.1,
      node: 'new-crew-1',
    },
  },
  election: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'two-rooms-two-primaries',
      claim: '{ violated: one-primary, between: [14s, 17s] }',
      why: 'invariant-violated:db-2@14s',
      at: 14.7,
      node: 'db-2',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'who-is-the-primary',
      claim: '{ primary: db, is: db-2, by: 25s }',
      why: 'primary-promoted:db-2',
      at: 20.3,
      node: 'db-2',
    },
  },
  configuration: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'one-config-change-forty-readers',
      claim: '{ never: { milestone: health-check-failed, of: api-7 } }',
      why: 'config-applied:api-7@18s',
      at: 18.1,
      node: 'api-7',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'one-config-change-forty-readers',
      claim: '{ milestone: config-applied, of: api-1, between: [15s, 15.1s] }',
      why: 'config-applied:api-1@15s',
      at: 15.2,
      node: 'api-1',
    },
  },
  locking: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'a-backup-is-no-lock',
      claim: '{ violated: lock-exclusion, between: [22s, 22100ms] }',
      why: 'invariant-violated:clerk-1',
      at: 22.1,
      node: 'clerk-1',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'lock-without-herd',
      claim:
        '{ milestone: lock-acquired, of: app-2, within: 200ms, after: { milestone: lock-released, of: app-1 } }',
      why: 'lock-acquired:app-2@7s',
      at: 7.1,
      node: 'app-2',
    },
  },
  coordination: {
    loadBalancer: {
      fit: 'cannot',
      scenario: 'everybody-switches-now',
      claim: '{ milestone: marked-down, of: lb-partners, between: [21s, 33s] }',
      why: 'marked-down:lb-partners',
      at: 22.1,
      node: 'lb-partners',
    },
    zookeeper: {
      fit: 'fits',
      scenario: 'everybody-at-the-barrier',
      claim:
        '{ milestone: member-joined, of: job-1, within: 50ms, after: { milestone: member-joined, of: job } }',
      why: 'member-joined:job-1@22s',
      at: 22.4,
      node: 'job-1',
    },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type Task = keyof typeof COMPARISON;
