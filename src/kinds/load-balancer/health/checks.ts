import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import { HTTP_PORT, type HttpRequest } from '../../api-server/protocol.ts';
import type { CheckObservation } from '../inspection.ts';
import { updateHealth } from '../pool.ts';
import { type CheckState, type LoadBalancer, NOT_CHECKED, PASSED, type ServerState } from '../state.ts';
import { afterFailure, afterPass } from './counter.ts';
import { arrive, depart, markDown, markStopping, markUp, readmit } from './marking.ts';
import {
  baseInterval,
  checkOf,
  type CheckKind,
  deadlinesOf,
  firstChecks,
  intervalOf,
  isChecked,
  thresholdsOf,
} from './policy.ts';

/** What a check came to, in HAProxy's words and in those of milestones. */
export interface CheckResult {
  readonly outcome: 'passed' | 'failed' | 'neutral' | 'stopping';
  /** L7OK, L4CON ... */
  readonly code: string;
  /** The status, if it was answered. */
  readonly status?: number;
  readonly reason: string;
}

/** The answer of an agent that says nothing of health. */
export const NEUTRAL: CheckResult = { outcome: 'neutral', code: 'CHECKED', reason: NOT_CHECKED };

/** The shortest time there is. */
const AT_ONCE = 1;

const TIMERS = {
  health: { due: 'check', deadline: 'check-timeout' },
  agent: { due: 'agent', deadline: 'agent-timeout' },
} as const;

/** The first checks of all, spread over an interval. */
export function startChecks(s: LoadBalancer, ctx: Context): void {
  for (const { index, kind, after } of firstChecks(s)) schedule(s, ctx, index, kind, after);
}

/** Follows what is known of a group, or of a registry: new servers are checked at once, old ones no more. */
export function followMembers(
  s: LoadBalancer,
  ctx: Context,
  group: string,
  members: readonly string[],
): void {
  for (const { index, name, health } of s.servers) {
    const { group: of = name, agent } = s.config.servers[index] ?? {};
    if (of !== group) continue;
    const there = members.includes(name);
    if (there === (health.administration !== 'absent')) continue;
    if (!there) {
      depart(s, ctx, index);
      endChecks(s, ctx, index);
      continue;
    }
    arrive(s, ctx, index);
    if (isChecked(s.config, index)) schedule(s, ctx, index, 'health', AT_ONCE);
    if (agent !== undefined) schedule(s, ctx, index, 'agent', AT_ONCE);
  }
}

function endChecks(s: LoadBalancer, ctx: Context, index: number): void {
  const server = s.servers[index];
  for (const kind of ['health', 'agent'] as const) {
    const connection = server === undefined ? undefined : stateOf(server, kind)?.connection;
    if (connection !== undefined) ctx.close(connection);
    updateCheck(s, index, kind, { connection: undefined, connected: false });
    ctx.cancelTimer(TIMERS[kind].due, index);
    ctx.cancelTimer(TIMERS[kind].deadline, index);
  }
}

function stateOf(server: ServerState, kind: CheckKind): CheckState | undefined {
  return kind === 'health' ? server.health.check : server.health.agent;
}

function updateCheck(s: LoadBalancer, index: number, kind: CheckKind, change: Partial<CheckState>): void {
  const server = s.servers[index];
  const state = server === undefined ? undefined : stateOf(server, kind);
  if (state === undefined) return;
  const next = { ...state, ...change };
  updateHealth(s, index, kind === 'health' ? { check: next } : { agent: next });
}

function schedule(s: LoadBalancer, ctx: Context, index: number, kind: CheckKind, after: number): void {
  updateCheck(s, index, kind, { due: ctx.now + after });
  ctx.startTimer(TIMERS[kind].due, after, index);
}

/** Each check is a connection of its own. While its server is in maintenance they only keep their beat. */
export function beginCheck(s: LoadBalancer, ctx: Context, index: number, kind: CheckKind): void {
  const server = s.servers[index];
  if (server === undefined) return;
  if (kind === 'health' && server.health.administration === 'maint') {
    schedule(s, ctx, index, kind, baseInterval(s.config, index, kind));
    return;
  }
  const port = kind === 'health' ? HTTP_PORT : (s.config.servers[index]?.agent?.port ?? '');
  const connection = ctx.connect(server.name, port);
  updateCheck(s, index, kind, { connection, connected: false, begun: ctx.now });
  ctx.startTimer(TIMERS[kind].deadline, deadlinesOf(s.config, index, kind).connect, index);
}

/** Whose check a connection is. */
export function checkBy(
  s: LoadBalancer,
  connection: ConnectionId,
): { readonly index: number; readonly kind: CheckKind } | undefined {
  for (const { index, health } of s.servers) {
    if (health.check.connection === connection) return { index, kind: 'health' };
    if (health.agent?.connection === connection) return { index, kind: 'agent' };
  }
  return undefined;
}

export function checkConnected(s: LoadBalancer, ctx: Context, index: number, kind: CheckKind): void {
  const server = s.servers[index];
  const connection = server === undefined ? undefined : stateOf(server, kind)?.connection;
  if (connection === undefined) return;
  const check = checkOf(s.config, index);
  if (kind === 'health' && check.type === 'tcp') {
    checked(s, ctx, index, kind, { outcome: 'passed', code: 'L4OK', reason: PASSED });
    return;
  }
  updateCheck(s, index, kind, { connected: true });
  const { answer } = deadlinesOf(s.config, index, kind);
  if (answer !== undefined) ctx.startTimer(TIMERS[kind].deadline, answer, index);
  if (kind === 'agent') return;
  const { path } = check;
  ctx.send(connection, {
    type: 'http-get', id: 0, path, client: ctx.self, request: 0,
  } satisfies HttpRequest); // prettier-ignore
}

/** The health page answered. */
export function checkAnswered(s: LoadBalancer, ctx: Context, index: number, status: number): void {
  const check = checkOf(s.config, index);
  const [lowest, highest] = check.expect ?? [200, 399];
  const reason = `status ${String(status)}`;
  if (status >= lowest && status <= highest) {
    checked(s, ctx, index, 'health', { outcome: 'passed', code: 'L7OK', status, reason: PASSED });
  } else if (status === 404 && check.disableOn404 === true) {
    checked(s, ctx, index, 'health', { outcome: 'stopping', code: 'L7OKC', status, reason });
  } else {
    checked(s, ctx, index, 'health', { outcome: 'failed', code: 'L7STS', status, reason });
  }
}

export function checkClosed(
  s: LoadBalancer,
  ctx: Context,
  index: number,
  kind: CheckKind,
  refused: boolean,
): void {
  // prettier-ignore
  const reason = refused ? 'refused' : 'closed';
  checked(s, ctx, index, kind, { outcome: 'failed', code: refused ? 'L4CON' : 'L7RSP', reason });
}

export function checkTimedOut(s: LoadBalancer, ctx: Context, index: number, kind: CheckKind): void {
  const server = s.servers[index];
  const connected = server !== undefined && stateOf(server, kind)?.connected === true;
  checked(s, ctx, index, kind, {
    outcome: 'failed',
    code: connected ? 'L7TOUT' : 'L4TOUT',
    reason: 'timeout',
  });
}

/** A check is over; the next one comes an interval later. */
export function checked(
  s: LoadBalancer,
  ctx: Context,
  index: number,
  kind: CheckKind,
  result: CheckResult,
): void {
  // prettier-ignore
  const server = s.servers[index];
  const state = server === undefined ? undefined : stateOf(server, kind);
  if (state?.connection === undefined) return;
  ctx.close(state.connection);
  ctx.cancelTimer(TIMERS[kind].deadline, index);
  updateCheck(s, index, kind, { connection: undefined, connected: false });
  judge(s, ctx, index, kind, result, state.begun);
  const after = s.servers[index];
  if (after === undefined) return;
  const interval = intervalOf(s, after, kind);
  const fromStart = checkOf(s.config, index).pace === 'began' && kind === 'health';
  schedule(s, ctx, index, kind, fromStart ? Math.max(1, state.begun + interval - ctx.now) : interval);
}

/** Counts a result, real or simulated by what was observed, and marks the server (`set_server_check_status`). */
export function judge(
  s: LoadBalancer,
  ctx: Context,
  index: number,
  kind: CheckKind,
  result: CheckResult,
  begun: number,
): void {
  // prettier-ignore
  const server = s.servers[index];
  const state = server === undefined ? undefined : stateOf(server, kind);
  if (server === undefined || state === undefined) return;
  const { outcome, code, reason } = result;
  const health = nextHealth(s, index, kind, state.health, result);
  updateCheck(s, index, kind, { health, code, last: reason });
  if (outcome === 'neutral') return;
  if (s.config.accessLog && (code !== state.code || health !== state.health))
    log(s, ctx, server, kind, result, health);
  if (outcome === 'failed') failed(s, ctx, server, kind, result, health, begun);
  else passed(s, ctx, index, kind, outcome === 'stopping');
}

function nextHealth(
  s: LoadBalancer,
  index: number,
  kind: CheckKind,
  health: number,
  result: CheckResult,
): number {
  const thresholds = thresholdsOf(s.config, index, kind);
  switch (result.outcome) {
    case 'neutral':
      return health;
    case 'failed':
      // An agent that cannot be asked is no reason to take its server down.
      if (kind === 'agent' && result.code !== 'L7STS') return health;
      if (result.code === 'L7STS' && checkOf(s.config, index).statusIsFatal === true) return 0;
      return afterFailure(health, thresholds);
    default:
      return afterPass(health, thresholds);
  }
}

function failed(
  s: LoadBalancer,
  ctx: Context,
  server: ServerState,
  kind: CheckKind,
  { code, reason }: CheckResult,
  health: number,
  begun: number,
): void {
  // prettier-ignore
  const since = reason === 'timeout' ? begun : undefined;
  if (kind === 'health') {
    const silence = since === undefined ? {} : { silence: { of: server.name, since } };
    ctx.milestone({ type: 'health-check-failed', about: server.name, reason, data: { health }, ...silence });
  }
  if (health === 0 && (kind === 'health' || code === 'L7STS')) markDown(s, ctx, server.index, reason, since);
}

function passed(s: LoadBalancer, ctx: Context, index: number, kind: CheckKind, stopping: boolean): void {
  const { config } = s;
  if (kind === 'health') forgive(s, ctx, index);
  const health = s.servers[index]?.health;
  const { rise } = checkOf(config, index);
  if (health === undefined || (isChecked(config, index) && health.check.health < rise)) return;
  if (health.agent?.health === 0) return;
  if (kind === 'agent' && health.operation === 'stopping') return;
  if (stopping) markStopping(s, ctx, index);
  else markUp(s, ctx, index, `${String(rise)} checks passed`);
}

/** A passed check clears what was held against a server for its answers; Envoy takes it back. */
function forgive(s: LoadBalancer, ctx: Context, index: number): void {
  const health = s.servers[index]?.health;
  if (health === undefined || (health.errors === 0 && health.ejectedUntil === undefined)) return;
  updateHealth(s, index, { errors: 0, ejectedUntil: undefined });
  if (health.ejectedUntil !== undefined) readmit(s, ctx, index);
}

/** HAProxy logs a check that changed the counter or the kind of result (`option log-health-checks`). */
function log(
  s: LoadBalancer,
  ctx: Context,
  server: ServerState,
  kind: CheckKind,
  result: CheckResult,
  health: number,
): void {
  // prettier-ignore
  const { rise, fall } = thresholdsOf(s.config, server.index, kind);
  const up = health >= rise;
  const word = up ? (server.weight === 0 ? 'DRAIN' : 'UP') : 'DOWN';
  ctx.observe({
    type: 'check',
    server: server.name,
    kind,
    ok: result.outcome !== 'failed',
    reason: result.code,
    code: kind === 'agent' ? 0 : result.status,
    status: `${String(up ? health - rise + 1 : health)}/${String(up ? fall : rise)} ${word}`,
  } satisfies CheckObservation);
}

/** A real answer was bad: the next check need not wait longer than the fast interval (`health_adjust`). */
export function hasten(s: LoadBalancer, ctx: Context, index: number): void {
  const { fastInterval } = checkOf(s.config, index);
  const check = s.servers[index]?.health.check;
  if (fastInterval === undefined || check === undefined || check.connection !== undefined) return;
  if (check.due > ctx.now + fastInterval) schedule(s, ctx, index, 'health', fastInterval);
}
