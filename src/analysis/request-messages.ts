import type { Occurrence } from '../kernel/occurrence.ts';

/** What a request passes through; replication and sessions are other matters. */
const REQUEST_MESSAGES: ReadonlySet<string> = new Set([
  'http-get',
  'http-post',
  'http-response',
  'db-read',
  'db-value',
  'db-write',
  'db-written',
  'db-rejected',
]);

/** Whether an event or a packet under way can be part of a request: not a fault, nor a message about other matters. */
export function canServeRequest({ type, message }: Occurrence): boolean {
  return type === 'message' ? REQUEST_MESSAGES.has(message.type) : type !== 'fault';
}

/** Whether somebody answered that a request failed. */
export function isFailure({ type, message }: Occurrence): boolean {
  if (type !== 'message') return false;
  if (message.type === 'db-rejected') return true;
  return message.type === 'http-response' && 'status' in message && Number(message.status) >= 500;
}
