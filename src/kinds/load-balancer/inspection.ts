import type { Observation } from '../../kernel/kind.ts';
import type { SimTime } from '../../lib/units.ts';
import { algorithmFor } from './choice.ts';
import { checkOf, isChecked } from './health/policy.ts';
import { Tier } from './pool.ts';
import type { Attempt, LoadBalancerState, ServerState } from './state.ts';

/** What HAProxy logs with `option log-health-checks`: a check that changed the counter or the result. */
export interface CheckObservation extends Observation {
  readonly type: 'check';
  readonly server: string;
  readonly kind: 'health' | 'agent';
  readonly ok: boolean;
  /** L4OK, L4CON, L4TOUT, L7OK, L7STS, L7TOUT, L7RSP, HANA. */
  readonly reason: string;
  readonly code?: number | undefined;
  /** `2/3 UP`, as it is logged. */
  readonly status: string;
}

/** A line about a server's state: `Server is DOWN`. */
export interface ServerObservation extends Observation {
  readonly type: 'server-event';
  readonly server: string;
  readonly text: string;
}

export interface BackendObservation extends Observation {
  readonly type: 'backend-event';
  readonly text: string;
}

/** A line of nginx's error log. */
export interface ErrorLogObservation extends Observation {
  readonly type: 'lb-log';
  readonly client: string;
  readonly request: number;
  readonly level: 'warn' | 'error';
  readonly text: string;
  readonly server: string | undefined;
}

/** A line of the access log. */
export interface ProxiedObservation extends Observation {
  readonly type: 'proxied';
  readonly client: string;
  readonly request: number;
  /** 0: the client was not answered. */
  readonly status: number;
  /** The server last chosen. */
  readonly server: string | undefined;
  readonly retries: number;
  readonly redispatched: boolean;
  /** HAProxy's termination code (`SC--`), Envoy's response flag (`UF`), nginx has none. */
  readonly term: string;
  readonly attempts: readonly Attempt[];
}

/** The status column of HAProxy's statistics page (`stats.c`). */
export function statusText(state: LoadBalancerState, index: number): string {
  const server = state.servers[index];
  if (server === undefined) return '';
  const { operation, administration, check } = server.health;
  const { rise, fall } = checkOf(state.config, index);
  if (administration === 'maint' || administration === 'absent') return 'MAINT';
  const word = statusWord(state, server);
  if (!word.counted) return word.text;
  const up = operation !== 'stopped';
  return `${word.text} ${String(up ? check.health - rise + 1 : check.health)}/${String(up ? fall : rise)}`;
}

interface StatusWord {
  readonly text: string;
  readonly counted: boolean;
}

function statusWord(state: LoadBalancerState, server: ServerState): StatusWord {
  const { operation, administration, check, agent } = server.health;
  const { rise, fall } = checkOf(state.config, server.index);
  const checked = isChecked(state.config, server.index);
  const whole = !checked || check.health >= rise + fall - 1;
  switch (operation) {
    case 'stopped':
      if (agent?.health === 0) return { text: 'DOWN (agent)', counted: false };
      return { text: 'DOWN', counted: checked ? check.health > 0 : agent !== undefined };
    case 'stopping':
      return { text: 'NOLB', counted: !whole };
    default:
      if (administration === 'drain') {
        return agent === undefined
          ? { text: 'DRAIN', counted: !whole }
          : { text: 'DRAIN (agent)', counted: false };
      }
      return checked ? { text: 'UP', counted: !whole } : { text: 'no check', counted: false };
  }
}

const UNPREDICTABLE: readonly string[] = [
  'random',
  'random-two',
  'source-hash',
  'uri-hash',
  'consistent-hash',
];

/** The server that the next request goes to, where that does not hang on the request or on chance. */
export function nextServer(state: LoadBalancerState, now: SimTime): ServerState | undefined {
  const { config, servers, usable } = state;
  if (UNPREDICTABLE.includes(config.algorithm.name)) return undefined;
  const backup = usable === 0;
  const pool = new Tier(state, backup, now);
  const kept = backup ? state.backups : state.active;
  const { index } = algorithmFor(config).pick(kept, pool, { source: 0, path: '' }, [], () => 0);
  return servers[index ?? -1];
}

/** The weight column of HAProxy's statistics page: the effective weight, rounded up. */
export function shownWeight(state: LoadBalancerState, index: number): number {
  return Math.ceil((state.servers[index]?.effectiveWeight ?? 0) / 16);
}
