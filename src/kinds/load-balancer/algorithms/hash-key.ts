import type { BalancedRequest } from './algorithm.ts';
import { pathOf } from './hashes.ts';

/** What of a request is hashed. */
export type HashKey = 'source' | 'uri';

/** The text that nginx and Envoy hash: the path without its query, or the client's address in dots. */
export function keyOf(request: BalancedRequest, key: HashKey): string {
  if (key === 'uri') return pathOf(request.path);
  const { source } = request;
  return [source >>> 24, (source >>> 16) & 0xff, (source >>> 8) & 0xff, source & 0xff].join('.');
}
