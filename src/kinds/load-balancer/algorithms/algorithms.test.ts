import { describe, expect, test } from 'vitest';
import type { Algorithm, BalancedRequest, Pool } from './algorithm.ts';
import { consistentHash } from './consistent-hash.ts';
import { first } from './first.ts';
import { leastConnections } from './least-connections.ts';
import { ipHash, peerHash } from './peer-hashes.ts';
import { peerLeastConnections } from './peer-least-connections.ts';
import { roundRobin } from './round-robin.ts';
import { smoothWeightedRoundRobin } from './smooth-weighted-round-robin.ts';
import { mapHash, staticRoundRobin } from './static-map.ts';
import { sdbm } from './hashes.ts';

class Laboratory<State> implements Pool {
  readonly down = new Set<number>();
  readonly loads: number[];
  maxConnections = Infinity;
  state: State;
  constructor(readonly algorithm: Algorithm<State>, readonly weights: number[]) {
    this.loads = weights.map(() => 0);
    this.state = algorithm.start(this);
  }
  get size() { return this.weights.length; }
  address(i: number) { return `s${i + 1}`; }
  weight(i: number) { return this.weights[i] ?? 0; }
  effectiveWeight(i: number) { return 16 * this.weight(i); }
  usable(i: number) { return !this.down.has(i) && this.weight(i) > 0; }
  full(i: number) { return this.inflight(i) >= this.maxConnections; }
  saturated(i: number) { return this.full(i); }
  inflight(i: number) { return this.loads[i] ?? 0; }
  served(i: number) { return this.inflight(i); }
  load(i: number, d: number) { this.loads[i] = this.inflight(i) + d; this.state = this.algorithm.loaded?.(this.state, this, i) ?? this.state; }
  begin(request: Partial<BalancedRequest> = {}) {
    const p = this.algorithm.pick(this.state, this, { source: 0, path: '/r', ...request }, [], () => 0);
    this.state = p.state;
    if (p.index === undefined) return '-';
    this.load(p.index, 1);
    return String(p.index + 1);
  }
  one(request: Partial<BalancedRequest> = {}) {
    const s = this.begin(request);
    if (s !== '-') this.load(Number(s) - 1, -1);
    return s;
  }
  many(n: number) { let s = ''; for (let i = 0; i < n; i++) s += this.one(); return s; }
  set(i: number, up: boolean) { if (up) this.down.delete(i); else this.down.add(i); this.state = this.algorithm.changed(this.state, this); }
}
import fs from 'node:fs';
const D = '/work/shared/conformance/loadbalancer/';
const order = (id: string) => (JSON.parse(fs.readFileSync(D + 'golden/' + id + '.json', 'utf8')) as any).exact.order.map((x: string) => x.replace('!','').slice(1)).join('');
const seq: [string, Algorithm<any>, number[]][] = [
  ['rr-equal', roundRobin, [1,1,1]], ['rr-3-2-1', roundRobin, [3,2,1]], ['rr-5-1-1', roundRobin, [5,1,1]], ['rr-100-50-10', roundRobin, [100,50,10]], ['rr-weight-0', roundRobin, [2,0,1]],
  ['ngx-swrr-equal', smoothWeightedRoundRobin, [1,1,1]], ['ngx-swrr-5-1-1', smoothWeightedRoundRobin, [5,1,1]], ['ngx-swrr-7-3-2-1', smoothWeightedRoundRobin, [7,3,2,1]],
  ['lc-sequential-equal', leastConnections, [1,1,1]], ['ngx-leastconn-sequential', peerLeastConnections, [3,1]],
];
describe('x', () => {
  test.each(seq)('%s', (id, a, w) => { const o = order(id); expect(new Laboratory(a, w).many(o.length)).toBe(o); console.log(id, o); });
  test('static', () => expect(new Laboratory(staticRoundRobin, [5,1,1]).many(14)).toBe('11121131112113'));
  test('leave', () => { const l = new Laboratory(roundRobin, [3,2,1]); let s = l.many(9); l.set(0,false); s += l.many(9); l.set(0,true); s+= l.many(18); expect(s).toBe(order('rr-leave-rejoin')); console.log(s) });
  test('lcc', () => { for (const [id,w] of [['lc-concurrent-equal',[1,1,1]],['lc-concurrent-weights',[3,2,1]]] as const) { const l = new Laboratory(leastConnections, [...w]); let s=''; const o=order(id); for (let i=0;i<o.length;i++) s+=l.begin(); expect(s).toBe(o); console.log(s)} });
  test('flood', () => { const l = new Laboratory(leastConnections, [1,1,1]); l.set(2,false); let s=''; for (let i=0;i<21;i++) { if (i===12) l.set(2,true); s+=l.begin(); } expect(s).toBe(order('lc-recover-flood')); });
  test('first', () => { const l = new Laboratory(first, [1,1,1]); l.maxConnections=2; let s=''; for (let i=0;i<7;i++) s+=l.begin(); expect(s).toBe('112233-'); l.load(0,-1); expect(l.begin()).toBe('1'); });
  const uris = (l: Laboratory<any>, n: number) => { let s=''; for (let i=0;i<n;i++) s+=l.one({path:'/obj/'+i+'?n=3'}); return s; };
  const ip = (s: string) => s.split('.').reduce((a,b)=>a*256+Number(b),0);
  const uriOf = (r: BalancedRequest) => sdbm(r.path.split('?')[0] ?? '');
  test('uri', () => { for (const [id, a] of [['uri-map', mapHash(uriOf)], ['uri-consistent', consistentHash(uriOf)]] as [string, Algorithm<any>][]) { const l = new Laboratory(a,[1,1,1,1]); let s=uris(l,60); l.set(1,false); s+=uris(l,60); expect(s).toBe(order(id)); } });
  test('source', () => { const c = JSON.parse(fs.readFileSync(D+'cases/source-map.json','utf8')) as any; const l = new Laboratory(mapHash(r=>r.source),[1,1,1]); let s=''; const g = () => { for (const k of c.requests[0].clients) s+=l.one({source: ip(k)}); }; g(); l.set(1,false); g(); l.set(1,true); g(); expect(s).toBe(order('source-map')); });
  test('ip', () => { const c = JSON.parse(fs.readFileSync(D+'cases/ngx-ip-hash.json','utf8')) as any; const l = new Laboratory(ipHash,[1,1,1]); let s=''; for (const k of c.requests[0].clients) s+=l.one({source: ip(k)}); expect(s).toBe(order('ngx-ip-hash')); });
  test('hash', () => { const l = new Laboratory(peerHash('uri'),[1,1,1,1]); let s=uris(l,40); l.set(1,false); s+=uris(l,40); expect(s).toBe(order('ngx-hash-uri')); });
});
