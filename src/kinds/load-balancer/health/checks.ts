import type { ConnectionId, Context } from '../../../kernel/kind.ts';
import type { SimTime } from '../../../lib/units.ts';
import { HTTP_PORT, type HttpRequest } from '../../api-server/protocol.ts';
import type { CheckObservation } from '../inspection.ts';
import { updateHealth } from '../pool.ts';
import { type CheckState, type LoadBalancer, NOT_CHECKED, PASSED } from '../state.ts';
import { afterFailure, afterPass } from './counter.ts';
import { arrive, depart, markDown, markStopping, markUp, readmit } from './marking.ts';
import {
  baseInterval,
  checkOf,
  type CheckKey,
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
  /** Nothing was heard of the server since then. */
  readonly since?: SimTime;
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
  for (const { key, after } of firstChecks(s)) schedule(s, ctx, key, after);
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
    if (isChecked(s.config, index)) schedule(s, ctx, { index, kind: 'health' }, AT_ONCE);
    if (agent !== undefined) schedule(s, ctx, { index, kind: 'agent' }, AT_ONCE);
  }
}

function endChecks(s: LoadBalancer, ctx: Context, index: number): void {
  for (const kind of ['health', 'agent'] as const) {
    const connection = stateOf(s, { index, kind })?.connection;
    if (connection !== undefined) ctx.close(connection);
    updateCheck(s, { index, kind }, { connection: undefined, connected: false });
    ctx.cancelTimer(TIMERS[kind].due, index);
    ctx.cancelTimer(TIMERS[kind].deadline, index);
  }
}

function stateOf(s: LoadBalancer, { index, kind }: CheckKey): CheckState | undefined {
  const health = s.servers[index]?.health;
  return kind === 'health' ? health?.check : health?.agent;
}

function updateCheck(s: LoadBalancer, key: CheckKey, change: Partial<CheckState>): void {
  const state = stateOf(s, key);
  if (state === undefined) return;
  const next = { ...state, ...change };
  updateHealth(s, key.index, key.kind === 'health' ? { check: next } : { agent: next });
}

function schedule(s: LoadBalancer, ctx: Context, key: CheckKey, after: number): void {
  updateCheck(s, key, { due: ctx.now + after });
  ctx.startTimer(TIMERS[key.kind].due, after, key.index);
}

/** Each check is a connection of its own. While its server is in maintenance they only keep their beat. */
export function beginCheck(s: LoadBalancer, ctx: Context, key: CheckKey): void {
  const { index, kind } = key;
  const server = s.servers[index];
  if (server === undefined) return;
  if (kind === 'health' && server.health.administration === 'maint') {
    schedule(s, ctx, key, baseInterval(s.config, key));
    return;
  }
  const port = kind === 'health' ? HTTP_PORT : (s.config.servers[index]?.agent?.port ?? '');
  const connection = ctx.connect(server.name, port);
  updateCheck(s, key, { connection, connected: false, begun: ctx.now });
  ctx.startTimer(TIMERS[kind].deadline, deadlinesOf(s.config, key).connect, index);
}

/** Whose check a connection is. */
export function checkBy(s: LoadBalancer, connection: ConnectionId): CheckKey | undefined {
  for (const { index, health } of s.servers) {
    if (health.check.connection === connection) return { index, kind: 'health' };
    if (health.agent?.connection === connection) return { index, kind: 'agent' };
  }
  return undefined;
}

export function checkConnected(s: LoadBalancer, ctx: Context, key: CheckKey): void {
  const { index, kind } = key;
  const connection = stateOf(s, key)?.connection;
  if (connection === undefined) return;
  const { type, path } = checkOf(s.config, index);
  if (kind === 'health' && type === 'tcp') {
    checked(s, ctx, key, { outcome: 'passed', code: 'L4OK', reason: PASSED });
    return;
  }
  updateCheck(s, key, { connected: true });
  const { answer } = deadlinesOf(s.config, key);
  if (answer !== undefined) ctx.startTimer(TIMERS[kind].deadline, answer, index);
  if (kind === 'agent') return;
  const request: HttpRequest = { type: 'http-get', id: 0, path, client: ctx.self, request: 0 };
  ctx.send(connection, request);
}

/** The health page answered. */
export function checkAnswered(s: LoadBalancer, ctx: Context, index: number, status: number): void {
  const check = checkOf(s.config, index);
  const [lowest, highest] = check.expect ?? [200, 399];
  const reason = `status ${String(status)}`;
  const key: CheckKey = { index, kind: 'health' };
  if (status >= lowest && status <= highest) {
    checked(s, ctx, key, { outcome: 'passed', code: 'L7OK', status, reason: PASSED });
  } else if (status === 404 && check.disableOn404 === true) {
    checked(s, ctx, key, { outcome: 'stopping', code: 'L7OKC', status, reason });
  } else {
    checked(s, ctx, key, { outcome: 'failed', code: 'L7STS', status, reason });
  }
}

export function checkClosed(s: LoadBalancer, ctx: Context, key: CheckKey, refused: boolean): void {
  const reason = refused ? 'refused' : 'closed';
  checked(s, ctx, key, { outcome: 'failed', code: refused ? 'L4CON' : 'L7RSP', reason });
}

export function checkTimedOut(s: LoadBalancer, ctx: Context, key: CheckKey): void {
  const state = stateOf(s, key);
  if (state === undefined) return;
  const code = state.connected ? 'L7TOUT' : 'L4TOUT';
  checked(s, ctx, key, { outcome: 'failed', code, reason: 'timeout', since: state.begun });
}

/** A check is over; the next one comes an interval later. */
export function checked(s: LoadBalancer, ctx: Context, key: CheckKey, result: CheckResult): void {
  const { index, kind } = key;
  const state = stateOf(s, key);
  if (state?.connection === undefined) return;
  ctx.close(state.connection);
  ctx.cancelTimer(TIMERS[kind].deadline, index);
  updateCheck(s, key, { connection: undefined, connected: false });
  judge(s, ctx, key, result);
  const after = s.servers[index];
  if (after === undefined) return;
  const interval = intervalOf(s, after, kind);
  const fromStart = checkOf(s.config, index).pace === 'began' && kind === 'health';
  schedule(s, ctx, key, fromStart ? Math.max(1, state.begun + interval - ctx.now) : interval);
}

/** Counts a result, real or simulated by what was observed, and marks the server (`set_server_check_status`). */
export function judge(s: LoadBalancer, ctx: Context, key: CheckKey, result: CheckResult): void {
  const state = stateOf(s, key);
  if (state === undefined) return;
  const { outcome, code, reason } = result;
  const health = nextHealth(s, key, state.health, result);
  updateCheck(s, key, { health, code, last: reason });
  if (outcome === 'neutral') return;
  if (s.config.accessLog && (code !== state.code || health !== state.health)) log(s, ctx, key, result);
  if (outcome === 'failed') failed(s, ctx, key, result, state.health);
  else passed(s, ctx, key, outcome === 'stopping', state.last === NOT_CHECKED);
}

function nextHealth(s: LoadBalancer, key: CheckKey, health: number, { outcome, code }: CheckResult): number {
  const thresholds = thresholdsOf(s.config, key);
  switch (outcome) {
    case 'neutral':
      return health;
    case 'failed':
      // An agent that cannot be asked is no reason to take its server down.
      if (key.kind === 'agent' && code !== 'L7STS') return health;
      if (code === 'L7STS' && checkOf(s.config, key.index).statusIsFatal === true) return 0;
      return afterFailure(health, thresholds);
    default:
      return afterPass(health, thresholds);
  }
}

/** `before`: its health before this check. */
function failed(
  s: LoadBalancer,
  ctx: Context,
  key: CheckKey,
  { code, reason, since }: CheckResult,
  before: number,
): void {
  const { index, kind } = key;
  const health = stateOf(s, key)?.health ?? 0;
  // As HAProxy logs checks: that a server which is down fails once more is no news.
  if (kind === 'health' && before + health > 0) {
    const about = s.servers[index]?.name ?? '';
    const silence = since === undefined ? {} : { silence: { of: about, since } };
    ctx.milestone({ type: 'health-check-failed', about, reason, data: { health }, ...silence });
  }
  if (health === 0 && (kind === 'health' || code === 'L7STS')) markDown(s, ctx, index, reason, since);
}

/** `first`: whether it was never checked before. */
function passed(
  s: LoadBalancer,
  ctx: Context,
  { index, kind }: CheckKey,
  stopping: boolean,
  first: boolean,
): void {
  const { config } = s;
  if (kind === 'health') forgive(s, ctx, index);
  const health = s.servers[index]?.health;
  const { rise } = checkOf(config, index);
  if (health === undefined || (isChecked(config, index) && health.check.health < rise)) return;
  if (health.agent?.health === 0) return;
  if (kind === 'agent' && health.operation === 'stopping') return;
  if (stopping) markStopping(s, ctx, index);
  else markUp(s, ctx, index, ...passesOf(rise, first));
}

/** A server that is down until it is checked needs one pass, whatever `rise` is (ALB, Envoy); one that fell needs them all. */
function passesOf(rise: number, first: boolean): readonly [reason: string, passes: number] {
  if (first) return ['first check passed', 1];
  return [rise === 1 ? '1 check passed' : `${String(rise)} checks passed`, rise];
}

/** A passed check clears what was held against a server for its answers; Envoy takes it back. */
function forgive(s: LoadBalancer, ctx: Context, index: number): void {
  const health = s.servers[index]?.health;
  if (health === undefined || (health.errors === 0 && health.ejectedUntil === undefined)) return;
  updateHealth(s, index, { errors: 0, ejectedUntil: undefined });
  if (health.ejectedUntil !== undefined) readmit(s, ctx, index);
}

/** HAProxy logs a check that changed the counter or the kind of result (`option log-health-checks`). */
function log(s: LoadBalancer, ctx: Context, key: CheckKey, result: CheckResult): void {
  const { name = '', weight = 0 } = s.servers[key.index] ?? {};
  const { rise, fall } = thresholdsOf(s.config, key);
  const health = stateOf(s, key)?.health ?? 0;
  const up = health >= rise;
  const word = up ? (weight === 0 ? 'DRAIN' : 'UP') : 'DOWN';
  ctx.observe({
    type: 'check',
    server: name,
    kind: key.kind,
    ok: result.outcome !== 'failed',
    reason: result.code,
    code: key.kind === 'agent' ? 0 : result.status,
    status: `${String(up ? health - rise + 1 : health)}/${String(up ? fall : rise)} ${word}`,
  } satisfies CheckObservation);
}

/** A real answer was bad: the next check need not wait longer than the fast interval (`health_adjust`). */
export function hasten(s: LoadBalancer, ctx: Context, index: number): void {
  const { fastInterval } = checkOf(s.config, index);
  const check = s.servers[index]?.health.check;
  if (fastInterval === undefined || check === undefined || check.connection !== undefined) return;
  if (check.due > ctx.now + fastInterval) schedule(s, ctx, { index, kind: 'health' }, fastInterval);
}
