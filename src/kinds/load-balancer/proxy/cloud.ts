import type { Context } from '../../../kernel/kind.ts';
import { type Duration, MILLISECOND } from '../../../lib/units.ts';
import type { LoadBalancer, ProxiedRequest } from '../state.ts';
import { type Decision, type Failure, isConnecting } from './decision.ts';

const ALB_STATUSES = { refused: 502, 'connect-timeout': 504, closed: 502, reset: 502, timeout: 504 } as const;
const ENVOY_STATUSES = {
  refused: 503,
  'connect-timeout': 503,
  closed: 503,
  reset: 503,
  timeout: 504,
} as const;
/** Envoy's response flags. */
const ENVOY_FLAGS = {
  refused: 'UF',
  'connect-timeout': 'UF',
  closed: 'UC',
  reset: 'UC',
  timeout: 'UT',
} as const;

const BACK_OFF_BASE = 25 * MILLISECOND;
const LONGEST_BACK_OFF = 250 * MILLISECOND;

/** ALB tries once. */
export function decideAsAlb(failure: Failure): Decision {
  if (failure.type === 'status') return { then: 'pass' };
  return { then: 'answer', status: ALB_STATUSES[failure.type], term: '' };
}

/**
 * Envoy's retry policy, with its limit of retries at one time and its jittered back-off. Once the time of the whole request is
 * over (the route's timeout) there is none.
 */
export function decideAsEnvoy(
  s: LoadBalancer,
  ctx: Context,
  request: ProxiedRequest,
  failure: Failure,
): Decision {
  const { retries, retryOn, circuitBreaker } = s.config;
  if (failure.type !== 'status' && timeLeft(s, ctx, request) === 0) {
    return { then: 'answer', status: ENVOY_STATUSES.timeout, term: ENVOY_FLAGS.timeout };
  }
  const room = circuitBreaker === undefined || request.retries > 0 || s.retrying < circuitBreaker.retries;
  if (request.retries < retries && room && isRetryable(retryOn, failure)) {
    const most = Math.min(LONGEST_BACK_OFF, BACK_OFF_BASE * ((1 << Math.min(8, request.retries + 1)) - 1));
    return { then: 'retry', elsewhere: true, pause: ctx.random('retry').below(most) };
  }
  if (failure.type === 'status') return { then: 'pass' };
  return { then: 'answer', status: ENVOY_STATUSES[failure.type], term: ENVOY_FLAGS[failure.type] };
}

/** How long a server may take now: in Envoy all attempts of a request share the time. */
export function timeLeft({ config }: LoadBalancer, ctx: Context, { begun }: ProxiedRequest): Duration {
  const { server } = config.timeouts;
  return config.product === 'envoy' ? Math.max(0, begun + server - ctx.now) : server;
}

function isRetryable(retryOn: readonly string[], failure: Failure): boolean {
  const on = (...words: readonly string[]): boolean => words.some((word) => retryOn.includes(word));
  if (failure.type === 'status') {
    const { status } = failure;
    const gateway = status === 502 || status === 503 || status === 504;
    return on(String(status)) || (status >= 500 && on('5xx')) || (gateway && on('gateway-error'));
  }
  if (isConnecting(failure)) return on('connect-failure', 'reset', '5xx', 'gateway-error');
  return on('reset', '5xx', 'gateway-error');
}
