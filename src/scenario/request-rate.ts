import { formatRate } from '../lib/quantities.ts';
import type { ScenarioNode } from './scenario.ts';

/** What all clients together may send. */
const MAX_REQUESTS_PER_SECOND = 20_000;

/** Kinds whose `rate` is what each instance sends. */
const SENDERS: ReadonlySet<string> = new Set(['client', 'worker', 'cache-client']);

export const TOO_MANY_REQUESTS = `the clients send more than ${formatRate(MAX_REQUESTS_PER_SECOND)} in all`;

/** The client with which the clients so far send too much; undefined if they do not. */
export function excessiveClient(nodes: readonly ScenarioNode[]): ScenarioNode | undefined {
  let sum = 0;
  return nodes.find(({ kind, options: { rate } }) => {
    if (!SENDERS.has(kind) || typeof rate !== 'number') return false;
    sum += rate;
    return sum > MAX_REQUESTS_PER_SECOND;
  });
}
