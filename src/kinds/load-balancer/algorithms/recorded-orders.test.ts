// Goal: every order recorded from HAProxy 2.6 and nginx 1.22 comes out of the algorithms alone.
import { describe, expect, test } from 'vitest';
import { countsOf, haproxy, Laboratory, nginx } from '../../../testing/balancing-laboratory.ts';

const CLIENTS = Array.from({ length: 20 }, (_, i) => `127.0.${i % 5}.${10 + 7 * i}`);

describe('the recorded orders', () => {
  test.each([
    ['haproxy', 'roundrobin', [1, 1, 1], '123123123123'],
    ['haproxy', 'roundrobin', [3, 2, 1], '121312121312121312121312'],
    ['haproxy', 'roundrobin', [5, 1, 1], '1112113111211311121131112113'],
    ['haproxy', 'roundrobin', [100, 50, 10], '112112131211211211211213121121121121121312112112'],
    ['haproxy', 'roundrobin', [2, 0, 1], '113113113113'],
    ['haproxy', 'static-rr', [5, 1, 1], '11121131112113'],
    ['haproxy', 'leastconn', [1, 1, 1], '123123123123'],
    ['nginx', 'swrr', [1, 1, 1], '123123123123'],
    ['nginx', 'swrr', [3, 2, 1], '12132112132112'],
    ['nginx', 'swrr', [5, 1, 1], '1121311112131111213111121311'],
    ['nginx', 'swrr', [7, 3, 2, 1], '121314121312112131412131211213141213121'],
    ['nginx', 'least_conn', [3, 1], '1121112111211121'],
  ] as const)('%s %s %j, one request after the other', (product, name, weights, order) => {
    expect(new Laboratory(product, { name }, [...weights]).serveMany(order.length)).toBe(order);
  });

  test('roundrobin 3:2:1 while s1 leaves and rejoins: no burst for it', () => {
    const pool = haproxy('roundrobin', [3, 2, 1]);
    const before = pool.serveMany(9);
    pool.leave(0);
    const without = pool.serveMany(9);
    pool.join(0);
    expect([before, without, pool.serveMany(18)]).toEqual([
      '121312121', '322322322', '312121312121312121',
    ]); // prettier-ignore
  });

  test('roundrobin with redispatch: who answers for a dead server goes on answering for it', () => {
    const two = haproxy('roundrobin', [1, 1]);
    expect(Array.from({ length: 6 }, () => two.serveAround(0).at(-1)).join('')).toBe('222222');
    const three = haproxy('roundrobin', [1, 1, 1]);
    expect(Array.from({ length: 18 }, () => three.serveAround(0).at(-1)).join('')).toBe('232323232323232323');
  });

  test('swrr: the second attempt of a request is a turn among the others', () => {
    const pool = nginx('swrr', [1, 1, 1]);
    const attempts = Array.from({ length: 8 }, () => pool.serveAround(0));
    expect(attempts).toEqual(['1>2', '3', '2', '3', '1>2', '3', '2', '1>3']);
    pool.leave(0);
    expect(pool.serveMany(22)).toBe('2323232323232323232323');
  });

  test('leastconn with requests that overlap', () => {
    expect(haproxy('leastconn', [1, 1, 1]).beginMany(9)).toBe('123123123');
    expect(haproxy('leastconn', [3, 2, 1]).beginMany(12)).toBe('123121121321');
  });

  test('leastconn floods a server that comes back until it is level', () => {
    const pool = haproxy('leastconn', [1, 1, 1]);
    pool.leave(2);
    expect(pool.beginMany(12)).toBe('121212121212');
    pool.join(2);
    expect(pool.beginMany(9)).toBe('333333123');
  });

  test('first fills a server before the next', () => {
    const pool = new Laboratory('haproxy', { name: 'first' }, [1, 1, 1], 2);
    expect(pool.beginMany(7)).toBe('112233-');
    pool.load(0, -1);
    expect(pool.begin()).toBe('1');
  });

  test('source, map-based: two thirds of the keys move when a server leaves, and back', () => {
    const pool = haproxy('source', [1, 1, 1], { hashType: 'map-based' });
    const before = pool.serveClients(CLIENTS);
    pool.leave(1);
    const without = pool.serveClients(CLIENTS);
    pool.join(1);
    expect([before, without, pool.serveClients(CLIENTS)]).toEqual([
      '32132213211321332132', '13131313131313131313', '32132213211321332132',
    ]); // prettier-ignore
  });

  test('uri, map-based: most keys move when a server leaves', () => {
    const pool = haproxy('uri', [1, 1, 1, 1]);
    const before = pool.serveObjects(60);
    pool.leave(1);
    expect([before, pool.serveObjects(60)]).toEqual([
      '234123412334123412342341234123123412341241234123413412341234',
      '341341341334134134134134134134134134134134134134134134134134',
    ]);
  });

  test('uri and source, consistent: only the keys of the leaver move', () => {
    const pool = haproxy('uri', [1, 1, 1, 1], { hashType: 'consistent' });
    const before = pool.serveObjects(60);
    pool.leave(1);
    expect([before, pool.serveObjects(60)]).toEqual([
      '143343313443214232143324421441143142114314433241314121143111',
      '143343313443114133143344431441143144114314433141314141143111',
    ]);
    const weighted = haproxy('uri', [1, 2, 4], { hashType: 'consistent' }).serveObjects(100);
    expect(countsOf(weighted, 3)).toEqual([20, 26, 54]);
    const clients = haproxy('source', [1, 1, 1], { hashType: 'consistent' }).serveClients(CLIENTS);
    expect(countsOf(clients, 3)).toEqual([6, 7, 7]);
  });

  test('ip_hash: only the first three octets count', () => {
    const clients =
      '127.0.0.2 127.0.0.3 127.0.0.99 127.0.1.2 127.0.1.77 127.0.2.2 127.0.3.2 127.0.4.2 127.1.4.2 127.9.4.2';
    expect(nginx('ip_hash', [1, 1, 1]).serveClients(clients.split(' '))).toBe('3331123131');
  });

  test('hash: when a peer fails only its own keys move', () => {
    const pool = nginx('hash', [1, 1, 1, 1], { key: 'uri' });
    const before = pool.serveObjects(40);
    pool.leave(1);
    expect([before, pool.serveObjects(40)]).toEqual([
      '1432234141412332141432144123232341143232',
      '1431134141411331141431144113131341143131',
    ]);
  });

  test('random: 600 requests to 1:1:2 are split as recorded, within four sigma', () => {
    const counts = countsOf(haproxy('random', [1, 1, 2], { draws: 2 }).serveMany(600), 3);
    [128, 162, 310].forEach((recorded, index) => {
      const sigma = Math.sqrt(recorded * (1 - recorded / 600));
      expect(Math.abs((counts[index] ?? 0) - recorded)).toBeLessThan(4 * sigma);
    });
  });
});
