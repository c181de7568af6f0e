import type { Duration } from '../../../lib/units.ts';
import type { FailureReason } from '../../api-server/protocol.ts';

/** How an attempt failed: while connecting, after the request was sent, or by an answer that may be one. */
export type Failure =
  | { readonly type: 'refused' | 'connect-timeout' | 'closed' | 'reset' | 'timeout' }
  | { readonly type: 'status'; readonly status: number };

/** What becomes of a request whose attempt has failed. */
export type Decision =
  /** The load balancer answers in the server's place. */
  | { readonly then: 'answer'; readonly status: number; readonly term: string }
  /** The server's answer is passed on, bad as it is. */
  | { readonly then: 'pass' }
  /** Another attempt, at the same server or at one that is chosen anew. */
  | { readonly then: 'retry'; readonly elsewhere: boolean; readonly pause: Duration };

export const REASONS: Readonly<Record<Exclude<Failure['type'], 'status'>, FailureReason>> = {
  refused: 'server-refused',
  'connect-timeout': 'connect-timeout',
  closed: 'server-closed',
  reset: 'server-closed',
  timeout: 'server-timeout',
};

export function isConnecting({ type }: Failure): boolean {
  return type === 'refused' || type === 'connect-timeout';
}
