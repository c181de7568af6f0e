import type { HttpResponse } from '../api-server/protocol.ts';
import type { RequestEnd } from './protocol.ts';

/** How an attempt ended; the last one's end is the request's. */
export interface AttemptEnd {
  readonly ok: boolean;
  readonly outcome: string;
  readonly reason: RequestEnd;
  readonly database: string;
  readonly server: string;
  readonly failedAt: string;
}

export const TIMEOUT = unanswered('timeout');
export const REFUSED = unanswered('refused');
export const CLOSED = unanswered('closed');

function unanswered(reason: 'timeout' | 'refused' | 'closed'): AttemptEnd {
  return { ok: false, outcome: reason, reason, database: '', server: '', failedAt: '' };
}

/** What an answer makes of its attempt. */
export function endOf({ status, database, server, reason, failedAt = '' }: HttpResponse): AttemptEnd {
  if (status < 400) return { ok: true, outcome: 'ok', reason: 'ok', database, server, failedAt };
  const outcome = `status ${String(status)}`;
  const byClass = status < 500 ? 'client-error' : 'server-error';
  return { ok: false, outcome, reason: reason ?? byClass, database, server, failedAt };
}

/** Asking again may help, but not where the request itself is at fault. */
export function mayRetry({ reason }: AttemptEnd): boolean {
  return reason !== 'client-error';
}
