import type { HttpResponse } from '../api-server/protocol.ts';
import type { RequestEnd } from './protocol.ts';

/** How an attempt ended; the last one's end is the request's. */
export interface AttemptEnd {
  readonly ok: boolean;
  readonly outcome: string;
  readonly reason: RequestEnd;
  readonly database: string;
  readonly value: string;
  readonly lsn: number;
  readonly server: string;
  readonly failedAt: string;
}

export const TIMEOUT = unanswered('timeout');
export const REFUSED = unanswered('refused');
export const CLOSED = unanswered('closed');

function unanswered(reason: 'timeout' | 'refused' | 'closed'): AttemptEnd {
  return { ok: false, outcome: reason, reason, database: '', value: '', lsn: 0, server: '', failedAt: '' };
}

/** What an answer makes of its attempt. A status from 400 to 499 is an answer: the request was at fault. */
export function endOf(response: HttpResponse): AttemptEnd {
  const { status, database, value = '', lsn = 0, server, reason, failedAt = '' } = response;
  const said = { database, value, lsn, server, failedAt };
  if (status < 400) return { ok: true, outcome: 'ok', reason: 'ok', ...said };
  const ok = status < 500;
  const byClass = ok ? 'client-error' : 'server-error';
  return { ok, outcome: `status ${String(status)}`, reason: reason ?? byClass, ...said };
}
