import type { Algorithm } from './algorithms/algorithm.ts';
import { algorithmOf, type AlgorithmWords } from './algorithms/catalogue.ts';
import type { LoadBalancerConfig } from './config.ts';

const algorithms = new WeakMap<AlgorithmWords, Algorithm>();

/** The algorithm of a load balancer, made once for each configuration. */
export function algorithmFor({ product, algorithm: words }: LoadBalancerConfig): Algorithm {
  const known = algorithms.get(words);
  if (known !== undefined) return known;
  const algorithm = algorithmOf(product, words);
  algorithms.set(words, algorithm);
  return algorithm;
}

const ROUND_ROBIN: readonly string[] = ['round-robin', 'weighted-round-robin', 'roundrobin'];
const STATIC: readonly string[] = ['static-rr', 'static-round-robin'];
const RANDOM: readonly string[] = ['random', 'random-two'];
const HASHED: readonly string[] = ['source', 'uri', 'source-hash', 'uri-hash'];

/** Its weights cannot change while it runs (HAProxy's static algorithms). */
export function isFixed({ product, algorithm: { name, hashType } }: LoadBalancerConfig): boolean {
  if (product !== 'haproxy') return false;
  return STATIC.includes(name) || (HASHED.includes(name) && hashType !== 'consistent');
}

/** No server is better for a request than another (BE_LB_KIND_RR), so that a retry need not stay. */
export function isIndifferent({ algorithm: { name } }: LoadBalancerConfig): boolean {
  return ROUND_ROBIN.includes(name) || STATIC.includes(name) || RANDOM.includes(name);
}

/** While requests wait for any server, all servers are known to be full (`assign_server`). */
export function knowsAllFull({ product, algorithm: { name } }: LoadBalancerConfig): boolean {
  if (product !== 'haproxy') return false;
  return ROUND_ROBIN.includes(name) || STATIC.includes(name) || name === 'first';
}
