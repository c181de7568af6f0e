import type { OptionsOf } from '../../lib/options.ts';
import { targetsOption } from '../calling/targets.ts';
import { ALGORITHM_NAMES } from './algorithms/catalogue.ts';

/** Options of `kind: load-balancer` (scenario format, "Defaults"; HAProxy's words where it has them). */
export const loadBalancerOptions = {
  /** A group means its later instances, too. */
  targets: targetsOption(['api-server', 'load-balancer', 'service']),
  sessionTimeout: {
    type: 'duration',
    default: '10s',
    minimum: 1,
    doc: 'The ZooKeeper session timeout it asks for, where it discovers its pool.',
  },
  preset: {
    type: 'choice',
    values: ['haproxy', 'nginx', 'aws-alb', 'envoy'],
    optional: true,
    doc: 'The product it behaves like, with its defaults for whatever is not said otherwise.',
  },
  algorithm: {
    type: 'choice',
    values: ALGORITHM_NAMES,
    default: 'round-robin',
    doc: 'How a healthy server is picked.',
  },
  check: {
    type: 'record',
    default: {},
    doc: 'The active health check; with a preset, what is not said here is as the product has it.',
    fields: {
      path: {
        type: 'text',
        default: '/health',
        optional: true,
        doc: 'The path that is asked for.',
      },
      interval: {
        type: 'duration',
        default: '2s',
        optional: true,
        minimum: 1,
        doc: 'From the end of a check to the next (preset aws-alb: 30s, from its beginning).',
      },
      timeout: {
        type: 'duration',
        default: '1s',
        optional: true,
        minimum: 1,
        doc: 'How long one check may take (preset haproxy: the interval; aws-alb: 5s).',
      },
      fall: {
        type: 'integer',
        default: 3,
        optional: true,
        minimum: 1,
        maximum: 1000,
        doc: 'Failed checks in a row until down (preset aws-alb: 2).',
      },
      rise: {
        type: 'integer',
        default: 2,
        optional: true,
        minimum: 1,
        maximum: 1000,
        doc: 'Passed checks in a row until up (preset aws-alb: 5).',
      },
      type: {
        type: 'choice',
        values: ['http', 'tcp', 'none'],
        optional: true,
        doc: 'Whether a page is asked for, or a connection is enough; none: no checks.',
      },
      fastInterval: {
        type: 'duration',
        minimum: 1,
        optional: true,
        doc: 'The interval while a server is on its way up or down.',
      },
      downInterval: {
        type: 'duration',
        minimum: 1,
        optional: true,
        doc: 'The interval while a server is down.',
      },
      noTrafficInterval: {
        type: 'duration',
        minimum: 1,
        optional: true,
        doc: 'In place of every interval until the first request comes (preset envoy: 60s).',
      },
      initial: {
        type: 'choice',
        values: ['fully-up', 'up', 'down', 'fully-down'],
        optional: true,
        doc: 'What a server is before its first check: up, one failure from down; down, one pass from up; or fully so.',
      },
      observe: {
        type: 'record',
        optional: true,
        doc: 'Real answers count as well.',
        fields: {
          layer: {
            type: 'choice',
            values: ['layer4', 'layer7'],
            default: 'layer7',
            doc: 'Connections, or answers.',
          },
          errorLimit: {
            type: 'integer',
            default: 10,
            minimum: 1,
            maximum: 1000,
            doc: 'Bad ones in a row.',
          },
          onError: {
            type: 'choice',
            values: ['fastinter', 'fail-check', 'sudden-death', 'mark-down'],
            default: 'fail-check',
            doc: 'What so many bad ones do.',
          },
        },
      },
      onMarkedDown: {
        type: 'choice',
        values: ['shutdown-sessions'],
        optional: true,
        doc: 'Requests at a server that is marked down are ended at once.',
      },
    },
  },
  passive: {
    type: 'record',
    optional: true,
    doc: 'Failed requests give a server up for a while (preset nginx).',
    fields: {
      maxFails: {
        type: 'integer',
        default: 1,
        minimum: 0,
        maximum: 1000,
        doc: 'Failures until then; 0: never.',
      },
      failTimeout: { type: 'duration', default: '10s', minimum: 1, doc: 'For how long.' },
    },
  },
  outliers: {
    type: 'record',
    optional: true,
    doc: 'Servers with errors in a row are ejected (preset envoy).',
    fields: {
      consecutive: { type: 'integer', default: 5, minimum: 1, maximum: 1000, doc: 'Errors in a row.' },
      interval: {
        type: 'duration',
        default: '10s',
        minimum: 1,
        doc: 'How often ejected servers are looked at.',
      },
      baseEjection: {
        type: 'duration',
        default: '30s',
        minimum: 1,
        doc: 'The first ejection; each one is longer.',
      },
      maxEjection: { type: 'duration', default: '300s', minimum: 1, doc: 'The longest ejection.' },
      maxEjected: {
        type: 'share',
        default: '10%',
        doc: 'The share of the pool that may be ejected; one always may.',
      },
    },
  },
  panic: {
    type: 'share',
    optional: true,
    doc: 'With fewer servers well, health is ignored (preset envoy: 50%); 0%: never.',
  },
  failOpen: { type: 'flag', optional: true, doc: 'With nobody well, health is ignored (preset aws-alb).' },
  slowStart: {
    type: 'duration',
    minimum: 0,
    optional: true,
    doc: 'How long a server that comes back gets fewer requests.',
  },
  weights: {
    type: 'list',
    optional: true,
    of: {
      type: 'record',
      doc: 'One server or group.',
      fields: {
        server: { type: 'reference', kinds: ['api-server', 'load-balancer'], doc: 'A node, or a group.' },
        weight: {
          type: 'integer',
          minimum: 0,
          maximum: 256,
          doc: 'Its share, beside 1 for the others; 0: none.',
        },
      },
    },
    doc: 'Servers that get more requests than others, or fewer.',
  },
  backups: {
    type: 'list',
    optional: true,
    of: { type: 'reference', kinds: ['api-server', 'load-balancer'], doc: 'A node, or a group.' },
    doc: 'Servers that stand in when no other one is left.',
  },
  allBackups: { type: 'flag', optional: true, doc: 'All backups share the requests, not only the first.' },
  maxConnections: {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    optional: true,
    doc: 'Requests that a server gets at a time; the others wait, or go elsewhere. 0: no limit.',
  },
  queue: {
    type: 'record',
    optional: true,
    doc: 'Where requests wait for a server.',
    fields: {
      limit: { type: 'integer', minimum: 0, maximum: 1_000_000, default: 0, doc: 'Of each server; 0: none.' },
      timeout: { type: 'duration', minimum: 1, optional: true, doc: 'How long; as connecting unless told.' },
    },
  },
  retries: {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    optional: true,
    doc: 'Further attempts of a request; 0 without a preset.',
  },
  redispatch: {
    type: 'integer',
    minimum: -100,
    maximum: 100,
    optional: true,
    doc: 'Which retries go to another server: every Nth, or counted from the last if negative; 0: none.',
  },
  retryOn: {
    type: 'list',
    optional: true,
    of: { type: 'text', doc: 'A word of the product: conn-failure, empty-response, 503, http_500, 5xx.' },
    doc: 'What is retried.',
  },
  timeouts: {
    type: 'record',
    optional: true,
    doc: 'How long a server may take.',
    fields: {
      connect: { type: 'duration', minimum: 1, optional: true, doc: 'To accept a connection.' },
      server: { type: 'duration', minimum: 1, optional: true, doc: 'To answer.' },
    },
  },
  abortOnClose: {
    type: 'flag',
    optional: true,
    doc: 'A request whose client has left is given up (HAProxy goes on otherwise).',
  },
  keepAlive: {
    type: 'flag',
    optional: true,
    doc: 'Connections to servers are kept for later requests (not with preset nginx unless told).',
  },
  circuitBreaker: {
    type: 'record',
    optional: true,
    doc: 'Limits over the whole pool, beyond which requests are refused at once (preset envoy).',
    fields: {
      connections: { type: 'integer', default: 1024, minimum: 0, maximum: 1_000_000, doc: 'Connections.' },
      pending: { type: 'integer', default: 1024, minimum: 0, maximum: 1_000_000, doc: 'Waiting requests.' },
      requests: {
        type: 'integer',
        default: 1024,
        minimum: 0,
        maximum: 1_000_000,
        doc: 'Requests at a time.',
      },
      retries: { type: 'integer', default: 3, minimum: 0, maximum: 1_000_000, doc: 'Retries at a time.' },
    },
  },
} as const;

export type LoadBalancerOptions = OptionsOf<typeof loadBalancerOptions>;
