import type {
  Algorithm,
  BalancedRequest,
  Pool,
  Product,
} from '../kinds/load-balancer/algorithms/algorithm.ts';
import { algorithmOf, type AlgorithmWords } from '../kinds/load-balancer/algorithms/catalogue.ts';
import { RandomStream } from '../lib/prng.ts';

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

/** A pool that is nothing but numbers, and an algorithm that is asked about it. Orders are the numbers of servers; `-` is none. */
export class Laboratory implements Pool {
  private readonly down = new Set<number>();
  private readonly algorithm: Algorithm;
  private readonly stream = RandomStream.named(1, 'laboratory');
  private readonly loads: number[];
  private held: unknown;

  constructor(
    product: Product,
    words: AlgorithmWords,
    private readonly weights: number[],
    readonly connectionsMax = Infinity,
  ) {
    this.algorithm = algorithmOf(product, words);
    this.loads = weights.map(() => 0);
    this.state = this.algorithm.start(this);
  }

  private get state(): unknown {
    return this.held;
  }

  /** Nothing may be changed in a state, for it may be on record. */
  private set state(state: unknown) {
    freeze(state);
    this.held = state;
  }

  get size(): number {
    return this.weights.length;
  }
  address(index: number): string {
    return `10.0.1.${index + 1}:8080`;
  }
  weight(index: number): number {
    return this.weights[index] ?? 0;
  }
  effectiveWeight(index: number): number {
    return 16 * this.weight(index);
  }
  usable(index: number): boolean {
    return !this.down.has(index) && this.weight(index) > 0;
  }
  full(index: number): boolean {
    return this.inflight(index) >= this.connectionsMax;
  }
  saturated(index: number): boolean {
    return this.full(index);
  }
  inflight(index: number): number {
    return this.loads[index] ?? 0;
  }
  served(index: number): number {
    return this.inflight(index);
  }

  load(index: number, by: 1 | -1): void {
    this.loads[index] = this.inflight(index) + by;
    this.state = this.algorithm.loaded?.(this.state, this, index) ?? this.state;
  }

  pick(request: Partial<BalancedRequest> = {}, tried: readonly number[] = []): number | undefined {
    const full = { source: 0, path: '/r', ...request };
    const { state, index } = this.algorithm.pick(this.state, this, full, tried, () => this.stream.next());
    this.state = state;
    return index;
  }

  /** Starts a request that does not end. */
  begin(request: Partial<BalancedRequest> = {}): string {
    const index = this.pick(request);
    if (index !== undefined) this.load(index, 1);
    return index === undefined ? '-' : String(index + 1);
  }

  /** A whole request. */
  serve(request: Partial<BalancedRequest> = {}): string {
    const server = this.begin(request);
    if (server !== '-') this.load(Number(server) - 1, -1);
    return server;
  }

  /** The servers that a request is tried at until it reaches one that is not `dead`. */
  serveAround(dead: number): string {
    const tried: number[] = [];
    for (let index = this.pick(); index !== undefined; index = this.pick({}, tried)) {
      tried.push(index);
      this.load(index, 1);
      this.load(index, -1);
      if (index !== dead) break;
    }
    return tried.map((index) => String(index + 1)).join('>');
  }

  serveMany(count: number): string {
    return Array.from({ length: count }, () => this.serve()).join('');
  }

  beginMany(count: number): string {
    return Array.from({ length: count }, () => this.begin()).join('');
  }

  /** Requests for /obj/0, /obj/1 ... */
  serveObjects(count: number): string {
    return Array.from({ length: count }, (_, i) => this.serve({ path: `/obj/${i}?n=${i}` })).join('');
  }

  serveClients(addresses: readonly string[]): string {
    return addresses
      .map((address) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0))
      .map((source) => this.serve({ source }))
      .join('');
  }

  leave(index: number): void {
    this.down.add(index);
    this.state = this.algorithm.changed(this.state, this);
  }

  join(index: number): void {
    this.down.delete(index);
    this.state = this.algorithm.changed(this.state, this);
  }

  fail(index: number, penalty: number): void {
    this.state = this.algorithm.failed?.(this.state, this, index, penalty) ?? this.state;
  }

  grow(weight: number): void {
    this.weights.push(weight);
    this.state = this.algorithm.changed(this.state, this);
  }

  reweigh(index: number, weight: number): void {
    this.weights[index] = weight;
    this.state = this.algorithm.changed(this.state, this);
  }
}

export function haproxy(name: string, weights: number[], more: Partial<AlgorithmWords> = {}): Laboratory {
  return new Laboratory('haproxy', { name, ...more }, weights);
}

export function nginx(name: string, weights: number[], more: Partial<AlgorithmWords> = {}): Laboratory {
  return new Laboratory('nginx', { name, ...more }, weights);
}

/** How often each server is in an order. */
export function countsOf(order: string, servers: number): readonly number[] {
  return Array.from({ length: servers }, (_, index) => order.split(String(index + 1)).length - 1);
}
