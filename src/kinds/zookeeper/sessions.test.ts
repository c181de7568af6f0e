import { describe, expect, test } from 'vitest';
import { lookUp } from '../../lib/sorted-map.ts';
import { Laboratory } from '../../testing/zookeeper-laboratory.ts';
import { closeClient } from './client-library.ts';
import type { Operation } from './protocol.ts';

const S = 1_000_000;

function create(path: string, mode: 'persistent' | 'ephemeral' = 'persistent'): Operation {
  return { op: 'create', path, data: '', mode };
}

const GET: Operation = { op: 'get', path: '/', watch: false };
const SET: Operation = { op: 'set', path: '/', data: '1', version: -1 };
const SYNC: Operation = { op: 'sync', path: '/' };

/** A client at one server, and the same session taken over at another; of three the third leads. */
function moved(from: string, to: string): Laboratory {
  const lab = new Laboratory({ clients: ['old', 'new'] });
  lab.open('old', { servers: [from], timeout: 6 * S });
  lab.wait(100);
  const { session, password } = lab.handle('old');
  lab.open('new', { servers: [to], timeout: 8 * S, resume: { session, password } });
  lab.wait(100);
  return lab;
}

describe('a session that moved', () => {
  test('is the same at its new server, with the timeout that was asked for there', () => {
    const lab = moved('zk-1', 'zk-2');
    expect(lab.told('new')).toEqual(['connected zk-2']);
    expect(lab.handle('new').session).toBe(lab.handle('old').session);
    expect(lookUp(lab.server('zk-3').leadership?.sessions, lab.handle('new').session)).toMatchObject({
      owner: 2,
      timeout: 8 * S,
    });
  });

  test('is still served reads and sync by a follower that it left, while a write closes the connection', () => {
    const lab = moved('zk-1', 'zk-2');
    lab.ask('old', GET, 'read');
    lab.ask('old', SYNC, 'sync');
    lab.wait(100);
    lab.ask('old', SET, 'write');
    lab.wait(200);
    expect(lab.told('old').slice(1)).toEqual([
      'reply read OK', 'reply sync OK', 'reply write CONNECTIONLOSS', 'suspended',
    ]); // prettier-ignore
    expect(lab.told('new')).toEqual(['connected zk-2']);
  });

  test('is not even read for by a leader that it left', () => {
    const lab = moved('zk-3', 'zk-1');
    lab.ask('old', GET, 'read');
    lab.wait(200);
    expect(lab.told('old').slice(1)).toEqual(['reply read CONNECTIONLOSS', 'suspended']);
  });

  test('is closed by the connection that it left, and with it the new one', () => {
    const lab = moved('zk-1', 'zk-2');
    lab.act('old', (client, ctx) => closeClient(client, ctx, 'close'));
    lab.wait(150);
    expect(lab.told('old').slice(1)).toEqual(['closed', 'reply close OK']);
    expect(lab.told('new').slice(1)).toEqual(['suspended']);
  });

  test('within one server loses its earlier connection at once, even to a wrong password', () => {
    const lab = new Laboratory({ clients: ['old', 'new'] });
    lab.open('old', { servers: ['zk-1'], timeout: 6 * S });
    lab.wait(100);
    const { session, password } = lab.handle('old');
    lab.open('new', { servers: ['zk-1'], timeout: 6 * S, resume: { session, password: password + 1 } });
    lab.wait(150);
    expect(lab.told('new')).toEqual(['lost']);
    expect(lab.told('old')).toEqual(['connected zk-1', 'suspended']);
    lab.wait(3000);
    expect(lab.told('old').at(-1)).toBe('connected zk-1');
  });
});

describe('connecting', () => {
  test('a client that has seen more than a server is refused by it', () => {
    const lab = new Laboratory({ clients: ['a'] });
    lab.open('a', { servers: ['zk-1', 'zk-2'], timeout: 9 * S });
    lab.wait(100);
    lab.simulation.strike({ verb: 'cut', from: ['zk-2'], to: ['zk-3'], oneWay: false, port: 'quorum' });
    lab.ask('a', SET, 'write');
    lab.wait(50);
    lab.strike('crash', 'zk-1');
    lab.wait(1500);
    expect(lab.told('a')).toEqual(['connected zk-1', 'reply write OK', 'suspended']);
    expect(lab.handle('a').state).toBe('SUSPENDED');
  });

  test('timeouts keep within the limits of zoo.cfg', () => {
    const lab = new Laboratory({
      clients: ['a', 'b'],
      zoo: { minSessionTimeout: 3 * S, maxSessionTimeout: 4 * S },
    });
    lab.open('a', { servers: ['zk-1'], timeout: S });
    lab.open('b', { servers: ['zk-2'], timeout: 60 * S });
    lab.wait(100);
    expect([lab.handle('a').timeout, lab.handle('b').timeout]).toEqual([3 * S, 4 * S]);
  });
});

describe('the order of a session', () => {
  test('writes go to the leader as they come, and only what follows them in the same session waits', () => {
    const lab = new Laboratory({ clients: ['a', 'b'] });
    lab.open('a', { servers: ['zk-1'], timeout: 9 * S });
    lab.open('b', { servers: ['zk-1'], timeout: 9 * S });
    lab.wait(100);
    const before = lab.server('zk-3').disk.log.length;
    lab.strike('pause', 'zk-2');
    lab.simulation.strike({ verb: 'cut', from: ['zk-3'], to: ['zk-1'], oneWay: true, port: 'quorum' });
    lab.ask('a', create('/x'), 'write 1');
    lab.ask('a', create('/y'), 'write 2');
    lab.ask('a', GET, 'read');
    lab.ask('a', SYNC, 'sync');
    lab.ask('b', GET, 'other');
    lab.wait(200);
    expect(lab.server('zk-3').disk.log.length).toBe(before + 2);
    expect(lab.told('a')).toEqual(['connected zk-1']);
    expect(lab.told('b')).toEqual(['connected zk-1', 'reply other OK']);
    lab.strike('resume', 'zk-2');
    lab.simulation.strike({ verb: 'heal', ends: 'all', oneWay: false });
    lab.wait(200);
    expect(lab.told('a').slice(1)).toEqual([
      'reply write 1 OK', 'reply write 2 OK', 'reply read OK', 'reply sync OK',
    ]); // prettier-ignore
  });

  test('a packet that is too large closes the connection', () => {
    const lab = new Laboratory({ clients: ['a'] });
    lab.open('a', { servers: ['zk-1'], timeout: 9 * S });
    lab.wait(100);
    lab.ask('a', { op: 'create', path: '/x', data: 'x'.repeat(1_100_000), mode: 'persistent' }, 'large');
    lab.wait(200);
    expect(lab.told('a').slice(1)).toEqual(['reply large CONNECTIONLOSS', 'suspended']);
  });
});

describe('expiry', () => {
  test('comes a bucket a tick, after T and at most a tick and a ping of the leader later', () => {
    const lab = new Laboratory({ clients: ['a', 'b'] });
    lab.open('a', { servers: ['zk-3'], timeout: S });
    lab.open('b', { servers: ['zk-1'], timeout: 9 * S });
    lab.wait(100);
    lab.ask('a', create('/e', 'ephemeral'), 'create');
    lab.ask('b', { op: 'exists', path: '/e', watch: true }, 'exists');
    lab.wait(100);
    lab.ask('b', { op: 'exists', path: '/e', watch: true }, 'again');
    lab.strike('crash', 'a');
    lab.wait(3000);
    const deleted = lab.when('b', 'watch deleted /e');
    expect(deleted).toBeGreaterThan(2.5);
    expect(deleted).toBeLessThan(2.52);
  });

  test('keeps to the timeout of the last connection, be it shorter than that of the first', () => {
    const lab = new Laboratory({ clients: ['a', 'b'] });
    lab.open('a', { servers: ['zk-1'], timeout: 9 * S });
    lab.wait(100);
    const { session, password } = lab.handle('a');
    lab.open('b', { servers: ['zk-2'], timeout: 2 * S, resume: { session, password } });
    lab.strike('crash', 'a');
    lab.wait(100);
    lab.strike('crash', 'b');
    lab.wait(4000);
    const types = lab.simulation.recording.milestones.map(({ type }) => type);
    expect(types).toContain('session-expired');
    expect(types).not.toContain('invariant-violated');
  });

  test('a session that its client closes while it expires ends once', () => {
    const lab = new Laboratory({ clients: ['a'] });
    lab.open('a', { servers: ['zk-1'], timeout: S });
    lab.wait(100);
    lab.strike('pause', 'a');
    lab.act('a', (client, ctx) => closeClient(client, ctx, 'close'));
    lab.strike('pause', 'zk-1');
    lab.wait(4000);
    lab.strike('resume', 'a');
    lab.strike('resume', 'zk-1');
    lab.wait(4000);
    const types = lab.simulation.recording.milestones.map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('session-'))).toEqual([
      'session-created',
      'session-expired',
    ]);
  });
});
