/** What front ends ask of cache nodes, as memcached has it: a value by its key, and keep this value. */
export interface CacheRequest {
  readonly type: 'cache-get' | 'cache-put';
  /** Numbers a get at its client; the answer repeats it. A put has no answer. */
  readonly id: number;
  readonly key: number;
}

export interface CacheReply {
  readonly type: 'cache-hit' | 'cache-miss';
  readonly id: number;
}

/** A front end has its value, from a cache or from where it is made. */
export interface LookupObservation {
  readonly type: 'cache-lookup';
  readonly key: number;
  /** The cache that was asked; empty if none was known. */
  readonly member: string;
  readonly hit: boolean;
}

export const CACHE_PORT = 'cache';
