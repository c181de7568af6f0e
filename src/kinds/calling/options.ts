import { configOption } from './targets.ts';

export const sessionTimeoutOption = {
  type: 'duration',
  default: '10s',
  minimum: 1,
  doc: 'The ZooKeeper session timeout it asks for.',
} as const;

/** Options that everything that calls a service has. */
export const callOptions = {
  timeout: {
    type: 'duration',
    live: true,
    default: '2s',
    minimum: 1,
    doc: 'How long a call waits for an answer before it asks another instance.',
  },
  retries: {
    type: 'integer',
    live: true,
    default: 2,
    minimum: 0,
    maximum: 100,
    doc: 'Further attempts after a failed one, each at the next instance.',
  },
  sessionTimeout: sessionTimeoutOption,
  config: configOption,
} as const;
