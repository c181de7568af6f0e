import { defined } from '../../../lib/assert.ts';
import type { Algorithm, BalancedRequest, Product } from './algorithm.ts';
import { consistentHash, randomDraws } from './consistent-hash.ts';
import { deadlineRoundRobin, leastRequest, uniformRandom } from './deadlines.ts';
import { ringHash } from './envoy-ring.ts';
import { first } from './first.ts';
import type { HashKey } from './hash-key.ts';
import { pathOf, sdbm } from './hashes.ts';
import { leastConnections } from './least-connections.ts';
import { maglev } from './maglev.ts';
import { ipHash, peerHash } from './peer-hashes.ts';
import { peerLeastConnections } from './peer-least-connections.ts';
import { peerRandom } from './peer-random.ts';
import { peerRing } from './peer-ring.ts';
import { roundRobin } from './round-robin.ts';
import { smoothWeightedRoundRobin } from './smooth-weighted-round-robin.ts';
import { mapHash, staticRoundRobin } from './static-map.ts';

/** The names of scenario files; each product has its own idea of most of them. */
export const ALGORITHM_NAMES = [
  'round-robin',
  'weighted-round-robin',
  'static-round-robin',
  'least-connections',
  'first',
  'random',
  'random-two',
  'source-hash',
  'uri-hash',
  'consistent-hash',
  'maglev',
] as const;

/** What a configuration says of the algorithm, in the words of scenario files or in the product's own. */
export interface AlgorithmWords {
  readonly name: string;
  /** HAProxy's, of `source` and `uri`. */
  readonly hashType?: 'map-based' | 'consistent' | undefined;
  /** HAProxy's, of `random`. */
  readonly draws?: number | undefined;
  /** What is hashed: `source`, or else the path. */
  readonly key?: string | undefined;
  /** nginx', of `hash`. */
  readonly consistent?: boolean | undefined;
  /** nginx', of `random`: `two least_conn`. */
  readonly two?: boolean | undefined;
}

type Makers = Readonly<Record<string, (words: AlgorithmWords) => Algorithm>>;

const HASHED: Readonly<Record<HashKey, (request: BalancedRequest) => number>> = {
  /** The words of the address, one for IPv4, without a hash function (backend.c, `get_server_sh`). */
  source: ({ source }) => source,
  uri: ({ path }) => sdbm(pathOf(path)),
};

function hashKeyOf(words: AlgorithmWords): HashKey {
  return words.key === 'source' ? 'source' : 'uri';
}

function haproxyHash(key: HashKey): (words: AlgorithmWords) => Algorithm {
  return ({ hashType }) => (hashType === 'consistent' ? consistentHash : mapHash)(HASHED[key]);
}

const HAPROXY: Makers = {
  'round-robin': () => roundRobin,
  roundrobin: () => roundRobin,
  'static-round-robin': () => staticRoundRobin,
  'static-rr': () => staticRoundRobin,
  'least-connections': () => leastConnections,
  leastconn: () => leastConnections,
  first: () => first,
  random: ({ draws }) => randomDraws(draws ?? 2),
  'random-two': () => randomDraws(2),
  'source-hash': haproxyHash('source'),
  source: haproxyHash('source'),
  'uri-hash': haproxyHash('uri'),
  uri: haproxyHash('uri'),
  'consistent-hash': (words) => consistentHash(HASHED[hashKeyOf(words)]),
};

const NGINX: Makers = {
  'round-robin': () => smoothWeightedRoundRobin,
  'weighted-round-robin': () => smoothWeightedRoundRobin,
  swrr: () => smoothWeightedRoundRobin,
  'least-connections': () => peerLeastConnections,
  least_conn: () => peerLeastConnections,
  random: ({ two }) => peerRandom(two === true ? 2 : 1),
  'random-two': () => peerRandom(2),
  'source-hash': () => ipHash,
  ip_hash: () => ipHash,
  'uri-hash': () => peerHash('uri'),
  hash: (words) => (words.consistent === true ? peerRing : peerHash)(hashKeyOf(words)),
  'consistent-hash': (words) => peerRing(hashKeyOf(words)),
};

const ENVOY: Makers = {
  'round-robin': () => deadlineRoundRobin,
  'least-connections': () => leastRequest,
  random: () => uniformRandom,
  'random-two': () => leastRequest,
  'source-hash': () => ringHash('source'),
  'uri-hash': () => ringHash('uri'),
  'consistent-hash': (words) => ringHash(hashKeyOf(words)),
  maglev: (words) => maglev(hashKeyOf(words)),
};

/** AWS does not say how its load balancers count: least outstanding requests and weighted random as in nginx. */
const MAKERS: Readonly<Record<Product, Makers>> = {
  haproxy: HAPROXY,
  nginx: NGINX,
  'aws-alb': NGINX,
  envoy: ENVOY,
};

/** The algorithm that `words` name, as `product` has it, or else as one of the others has it. */
export function algorithmOf(product: Product, words: AlgorithmWords): Algorithm {
  const { name } = words;
  const make = MAKERS[product][name] ?? HAPROXY[name] ?? NGINX[name] ?? ENVOY[name];
  return defined(make, `the algorithm ${name}`)(words);
}
