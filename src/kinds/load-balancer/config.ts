import type { OptionsOf } from '../../lib/options.ts';

/** Options of `kind: load-balancer` (scenario format, "Defaults"; HAProxy's words where it has them). */
export const loadBalancerOptions = {
  targets: {
    type: 'list',
    of: {
      type: 'reference',
      kinds: ['api-server', 'load-balancer', 'service'],
      doc: 'A node, or a group with all its instances.',
    },
    doc: 'The pool: groups (later instances included) and nodes.',
  },
  algorithm: {
    type: 'choice',
    values: ['round-robin'],
    default: 'round-robin',
    doc: 'How a healthy server is picked.',
  },
  check: {
    type: 'record',
    default: {},
    doc: 'The active health check.',
    fields: {
      path: { type: 'text', default: '/health', doc: 'The path that is asked for.' },
      interval: { type: 'duration', default: '2s', minimum: 1, doc: 'From the end of a check to the next.' },
      timeout: { type: 'duration', default: '1s', minimum: 1, doc: 'How long one check may take.' },
      fall: {
        type: 'integer',
        default: 3,
        minimum: 1,
        maximum: 1000,
        doc: 'Failed checks in a row until down.',
      },
      rise: {
        type: 'integer',
        default: 2,
        minimum: 1,
        maximum: 1000,
        doc: 'Passed checks in a row until up.',
      },
    },
  },
} as const;

export type LoadBalancerOptions = OptionsOf<typeof loadBalancerOptions>;
