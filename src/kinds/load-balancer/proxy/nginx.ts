import type { Context } from '../../../kernel/kind.ts';
import type { LoadBalancer, ProxiedRequest } from '../state.ts';
import { algorithmFor } from '../choice.ts';
import { isSingle, updateHealth, updateTier, wholeSeconds } from '../pool.ts';
import { logError } from './answers.ts';
import { type Decision, type Failure, isConnecting } from './decision.ts';

/** What the error log says of an attempt, error numbers left out. */
const TROUBLES = {
  refused: 'connect() failed (Connection refused)',
  'connect-timeout': 'upstream timed out (Connection timed out)',
  closed: 'upstream prematurely closed connection',
  reset: 'recv() failed (Connection reset by peer)',
  timeout: 'upstream timed out (Connection timed out)',
} as const;

/** Statuses that `proxy_next_upstream` knows. */
const NEXT_STATUSES: readonly number[] = [500, 502, 503, 504, 403, 404, 429];

/** How many attempts a request has: one for each server that is there and not `down`, or fewer if so told. */
export function triesOf({ servers, config }: LoadBalancer): number {
  const { nextUpstreamTries = 0 } = config;
  const tries = servers.filter(({ health }) => health.administration === 'ready').length;
  return nextUpstreamTries > 0 ? Math.min(tries, nextUpstreamTries) : tries;
}

/** `ngx_http_upstream_next` and `ngx_http_upstream_test_next`. `request.left` still counts the attempt that failed. */
export function decideAsNginx(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  failure: Failure,
): Decision {
  const left = isSingle(s.config) ? 0 : request.left - 1;
  const retry = left > 0 && isListed(s.config.nextUpstream, request, failure) && hasTime(s, ctx, request);
  if (retry) return { then: 'retry', elsewhere: true, pause: 0 };
  if (failure.type === 'status') return { then: 'pass' };
  const late = failure.type === 'timeout' || failure.type === 'connect-timeout';
  return { then: 'answer', status: late ? 504 : 502, term: '' };
}

/** Looked at between attempts only. */
function hasTime({ config }: LoadBalancer, ctx: Context, { begun }: ProxiedRequest): boolean {
  const { nextUpstreamTimeout = 0 } = config;
  return nextUpstreamTimeout === 0 || ctx.now - begun < nextUpstreamTimeout;
}

/** `off` rules out whatever stands beside it. */
function isListed(words: readonly string[], { message }: ProxiedRequest, failure: Failure): boolean {
  if (words.includes('off')) return false;
  const sent = !isConnecting(failure);
  if (sent && message.type === 'http-post' && !words.includes('non_idempotent')) return false;
  switch (failure.type) {
    case 'refused':
    case 'closed':
    case 'reset':
      return words.includes('error');
    case 'connect-timeout':
    case 'timeout':
      return words.includes('timeout');
    case 'status':
      return NEXT_STATUSES.includes(failure.status) && words.includes(`http_${String(failure.status)}`);
  }
}

/** A peer was chosen: one that had failed gets this one chance, so that the next request passes it by. */
export function peerChosen(s: LoadBalancer, ctx: Context, index: number): void {
  const peer = s.config.servers[index];
  const health = s.servers[index]?.health;
  if (peer === undefined || health === undefined) return;
  const now = wholeSeconds(ctx.now);
  if (now - health.triedAt > wholeSeconds(peer.failTimeout)) updateHealth(s, index, { triedAt: now });
}

/** An attempt went well: a success of one that was chosen after the last failure clears the count. */
export function peerWorked(s: LoadBalancer, ctx: Context, index: number): void {
  const server = s.servers[index];
  const maxFails = s.config.servers[index]?.maxFails ?? 0;
  if (server === undefined || isSingle(s.config)) return;
  const { fails, failedAt, triedAt } = server.health;
  if (fails === 0 || failedAt >= triedAt) return;
  updateHealth(s, index, { fails: 0 });
  if (maxFails > 0 && fails >= maxFails) {
    ctx.milestone({
      type: 'marked-up',
      about: server.name,
      reason: 'a request went well',
      data: { rise: 1 },
    });
  }
}

/** An attempt failed (`ngx_http_upstream_free_round_robin_peer`); what goes to the error log, in nginx's order. */
export function peerFailed(s: LoadBalancer, ctx: Context, request: ProxiedRequest, failure: Failure): void {
  const { type } = failure;
  const phase = isConnecting(failure) ? 'connecting to upstream' : 'reading response header from upstream';
  const trouble = type === 'status' ? undefined : TROUBLES[type];
  const late = type === 'timeout' || type === 'connect-timeout';
  if (trouble !== undefined && !late) logError(s, ctx, request, 'error', `${trouble} while ${phase}`);
  if (type !== 'status' || (failure.status !== 403 && failure.status !== 404)) {
    countFailure(s, ctx, request, phase, failure);
  } else if (request.server !== undefined) {
    peerWorked(s, ctx, request.server);
  }
  if (trouble !== undefined && late) logError(s, ctx, request, 'error', `${trouble} while ${phase}`);
}

function countFailure(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  phase: string,
  failure: Failure,
): void {
  const index = request.server;
  const server = index === undefined ? undefined : s.servers[index];
  const peer = index === undefined ? undefined : s.config.servers[index];
  if (index === undefined || server === undefined || peer === undefined || isSingle(s.config)) return;
  const now = wholeSeconds(ctx.now);
  const fails = server.health.fails + 1;
  updateHealth(s, index, { fails, failedAt: now, triedAt: now });
  const { maxFails } = peer;
  if (maxFails === 0) return;
  const algorithm = algorithmFor(s.config);
  if (algorithm.failed !== undefined) {
    const penalty = Math.floor(server.weight / maxFails);
    updateTier(s, server.backup, ctx.now, (kept, pool) => algorithm.failed?.(kept, pool, index, penalty));
  }
  if (fails < maxFails) return;
  logError(s, ctx, request, 'warn', `upstream server temporarily disabled while ${phase}`);
  if (fails > maxFails) return;
  const reason = failure.type === 'status' ? `status ${String(failure.status)}` : failure.type;
  ctx.milestone({ type: 'marked-down', about: server.name, reason, data: { fall: maxFails } });
}
