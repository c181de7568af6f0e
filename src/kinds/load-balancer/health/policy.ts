import { type Duration, MINUTE, SECOND } from '../../../lib/units.ts';
import type { ActiveCheck, LoadBalancerConfig } from '../config.ts';
import { type CheckState, type LoadBalancerState, NOT_CHECKED, type ServerState } from '../state.ts';
import { fullHealth } from './counter.ts';

/** Of a server that is not checked: up from the start, for ever. */
const UNCHECKED: ActiveCheck = { type: 'tcp', path: '', interval: MINUTE, rise: 1, fall: 1 };
/** One answer of an agent is enough either way (HAProxy). */
const AGENT_THRESHOLDS = { rise: 1, fall: 1 };

/** A check that was never made. */
export function freshCheck(health: number): CheckState {
  return {
    health,
    connection: undefined,
    connected: false,
    begun: 0,
    due: 0,
    last: NOT_CHECKED,
    code: 'INI',
  };
}

export type CheckKind = 'health' | 'agent';

/** One of the checks that there are: a server's own, or its agent's. */
export interface CheckKey {
  readonly index: number;
  readonly kind: CheckKind;
}

/** Whether the server at `index` is checked (CHK_ST_ENABLED). */
export function isChecked({ check, servers }: LoadBalancerConfig, index: number): boolean {
  return check !== undefined && servers[index]?.check !== 'none';
}

/** How the server at `index` is checked, its own settings over those of the pool. */
export function checkOf({ check, servers }: LoadBalancerConfig, index: number): ActiveCheck {
  const own = servers[index]?.check;
  if (check === undefined || own === 'none') return UNCHECKED;
  return own === undefined ? check : { ...check, ...own };
}

export function thresholdsOf(
  config: LoadBalancerConfig,
  { index, kind }: CheckKey,
): Pick<ActiveCheck, 'rise' | 'fall'> {
  return kind === 'agent' ? AGENT_THRESHOLDS : checkOf(config, index);
}

/** `inter`: what deadlines are made of, whatever the state of the server. */
export function baseInterval(config: LoadBalancerConfig, { index, kind }: CheckKey): Duration {
  const agent = config.servers[index]?.agent;
  return kind === 'agent' && agent !== undefined ? agent.interval : checkOf(config, index).interval;
}

/** From one check to the next, by what is known of the server (`srv_getinter`). */
export function intervalOf(state: LoadBalancerState, server: ServerState, kind: CheckKind): Duration {
  const { config } = state;
  if (kind === 'agent') return baseInterval(config, { index: server.index, kind });
  const check = checkOf(config, server.index);
  if (check.noTrafficInterval !== undefined && state.next === 1) return check.noTrafficInterval;
  const { health } = server.health.check;
  if (health === fullHealth(check)) return check.interval;
  if (health === 0 && server.health.operation === 'stopped') return check.downInterval ?? check.interval;
  return check.fastInterval ?? check.interval;
}

/** How long a check may take: to connect, and from then on; HAProxy's own, or a product's single deadline. */
export function deadlinesOf(
  config: LoadBalancerConfig,
  key: CheckKey,
): { readonly connect: Duration; readonly answer: Duration | undefined } {
  const { timeouts } = config;
  const { deadline } = checkOf(config, key.index);
  const interval = baseInterval(config, key);
  if (deadline !== undefined) return { connect: deadline, answer: undefined };
  if (timeouts.check === undefined) return { connect: interval, answer: undefined };
  return { connect: Math.min(timeouts.connect, interval), answer: timeouts.check };
}

/** Every check there is, in the order in which they first fire: a server's own, then its agent's. */
function checksIn(config: LoadBalancerConfig): readonly CheckKey[] {
  const there = config.servers
    .map((server, index) => ({ ...server, index }))
    .filter(({ later }) => later !== true);
  return there.flatMap(({ agent, index }) => [
    ...(isChecked(config, index) ? [{ index, kind: 'health' as const }] : []),
    ...(agent === undefined ? [] : [{ index, kind: 'agent' as const }]),
  ]);
}

/**
 * When each check first fires: spread over an interval, number k of N at k/N of the longer of its own interval and the
 * shortest one from 1 s on (`start_checks`).
 */
export function firstChecks(
  state: LoadBalancerState,
): readonly { readonly key: CheckKey; readonly after: Duration }[] {
  const checks = checksIn(state.config).map((key) => {
    const server = state.servers[key.index];
    const interval = server === undefined ? 0 : intervalOf({ ...state, next: 2 }, server, key.kind);
    return { key, interval };
  });
  const long = checks.map(({ interval }) => interval).filter((interval) => interval >= SECOND);
  const spread = long.length === 0 ? 0 : Math.min(...long);
  return checks.map(({ key, interval }, place) => ({
    key,
    after: Math.max(1, Math.floor((place * Math.max(interval, spread)) / checks.length)),
  }));
}
