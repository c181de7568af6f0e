import { SECOND } from '../../../lib/units.ts';
import { isIndifferent } from '../choice.ts';
import type { LoadBalancerState, ProxiedRequest } from '../state.ts';
import { type Decision, type Failure, isConnecting } from './decision.ts';

/** The longest pause before an attempt at a server that has just refused. */
const TURN_AROUND = SECOND;

const ALL_RETRYABLE = 'all-retryable-errors';
const RETRYABLE_STATUSES: readonly number[] = [500, 502, 503, 504];

/** The status and the two letters for an attempt that was the last: who ended it, and in which phase. */
const OUTCOMES = {
  refused: { status: 503, term: 'SC--' },
  'connect-timeout': { status: 503, term: 'sC--' },
  closed: { status: 502, term: 'SH--' },
  reset: { status: 502, term: 'SH--' },
  timeout: { status: 504, term: 'sH--' },
} as const;

/** HAProxy's attempt loop: `retries`, `retry-on` and `option redispatch` (backend.c, stream.h). */
export function decideAsHaproxy(s: LoadBalancerState, request: ProxiedRequest, failure: Failure): Decision {
  const { config } = s;
  if (request.retries >= config.retries || !isRetryable(config.retryOn, failure)) {
    if (failure.type === 'status') return { then: 'pass' };
    const { status, term } = OUTCOMES[failure.type];
    return { then: 'answer', status, term: isConnecting(failure) ? request.trouble || term : term };
  }
  const elsewhere = mayLeave(s, request);
  // Only a refusal is worth a pause, because the same server would refuse again at once.
  const pauses = failure.type === 'refused' && (!elsewhere || s.usable <= 1);
  return { then: 'retry', elsewhere, pause: pauses ? Math.min(config.timeouts.connect, TURN_AROUND) : 0 };
}

/** The letters for the first trouble in connecting, which are kept. */
export function troubleOf(request: ProxiedRequest, failure: Failure): string {
  if (request.trouble !== '' || failure.type === 'status' || !isConnecting(failure)) return request.trouble;
  return OUTCOMES[failure.type].term;
}

function isRetryable(retryOn: readonly string[], failure: Failure): boolean {
  const all = retryOn.includes(ALL_RETRYABLE);
  switch (failure.type) {
    case 'refused':
    case 'connect-timeout':
      return all || retryOn.includes('conn-failure');
    case 'closed':
    case 'reset':
      return all || retryOn.includes('empty-response');
    case 'timeout':
      return all || retryOn.includes('response-timeout');
    case 'status':
      return retryOn.includes(String(failure.status)) || (all && RETRYABLE_STATUSES.includes(failure.status));
  }
}

/**
 * Whether the next retry may go to another server (`stream_choose_redispatch`): every Nth, counted from the last if
 * negative; always away from a server that is not up; and at once where the algorithm does not care.
 */
function mayLeave(s: LoadBalancerState, request: ProxiedRequest): boolean {
  const { redispatch, retries } = s.config;
  if (redispatch === 0 || request.server === undefined) return false;
  const operation = s.servers[request.server]?.health.operation;
  if (operation === 'stopped' || operation === 'starting') return true;
  const every = redispatch > 0 ? redispatch : retries + 1 + redispatch;
  if ((request.retries + 1) % every === 0) return true;
  return s.usable > 1 && isIndifferent(s.config);
}
