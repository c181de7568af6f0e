import { describe, expect, test } from 'vitest';
import { Laboratory } from '../../testing/zookeeper-laboratory.ts';
import { closeClient, removeWatches } from './client-library.ts';
import type { Operation } from './protocol.ts';

const S = 1_000_000;

function create(path: string): Operation {
  return { op: 'create', path, data: '', mode: 'persistent' };
}

function get(path: string, watch = false): Operation {
  return { op: 'get', path, watch };
}

/** A client that is connected to the first of its servers. */
function connected(servers: readonly string[] = ['zk-1'], timeout = 2 * S): Laboratory {
  const lab = new Laboratory({ clients: ['a', 'b'] });
  lab.open('a', { servers, timeout });
  lab.wait(200);
  return lab;
}

describe('a broken connection', () => {
  test('is told 100 ms later, after the operations that are lost with it', () => {
    const lab = connected();
    lab.strike('pause', 'zk-1');
    lab.ask('a', get('/'), 'pending');
    lab.wait(10);
    lab.strike('crash', 'zk-1');
    lab.wait(50);
    lab.ask('a', get('/'), 'late');
    lab.wait(100);
    expect(lab.told('a')).toEqual([
      'connected zk-1',
      'reply pending CONNECTIONLOSS',
      'reply late CONNECTIONLOSS',
      'suspended',
    ]);
    expect(lab.when('a', 'suspended')).toBeCloseTo(1.311, 3);
  });

  test('an operation that comes after it waits for the next attempt, whatever becomes of that', () => {
    const lab = connected(['zk-1'], 9 * S);
    lab.strike('crash', 'zk-1');
    lab.wait(110);
    lab.ask('a', get('/'), 'early');
    lab.wait(3000);
    lab.strike('restart', 'zk-1');
    lab.wait(1000);
    lab.ask('a', get('/'), 'later');
    lab.wait(5000);
    expect(lab.told('a')).toEqual([
      'connected zk-1', 'suspended', 'reply early CONNECTIONLOSS', 'connected zk-1', 'reply later OK',
    ]); // prettier-ignore
    expect(lab.when('a', 'reply early')).toBeGreaterThanOrEqual(lab.when('a', 'suspended') + 1);
  });

  test('of a silent server it is noticed after two thirds of the timeout', () => {
    const lab = connected();
    const heardAt = lab.handle('a').heardAt / S;
    lab.strike('pause', 'zk-1');
    lab.wait(2000);
    expect(lab.when('a', 'suspended')).toBeCloseTo(heardAt + 1.333333 + 0.1, 5);
  });

  test('of a client that slept longer than that it is not, if its socket has a word of the server', () => {
    const lab = connected();
    lab.ask('a', create('/x'), 'create');
    lab.ask('a', get('/x', true), 'watch');
    lab.open('b', { servers: ['zk-1'], timeout: 2 * S });
    lab.wait(300);
    lab.strike('pause', 'a');
    lab.wait(200);
    lab.ask('b', { op: 'set', path: '/x', data: '1', version: -1 }, 'set');
    lab.wait(1300);
    lab.strike('resume', 'a');
    lab.wait(300);
    expect(lab.told('a').slice(-1)).toEqual(['watch changed /x']);
  });
});

describe('pings', () => {
  test('an idle client pings at a third of its timeout', () => {
    const lab = connected();
    const { sentAt } = lab.handle('a');
    lab.wait(600);
    expect(lab.handle('a').sentAt).toBe(sentAt + 666_666);
  });

  test('one that hears something after a second of idleness pings up to a second early', () => {
    const lab = new Laboratory({ clients: ['a', 'b'] });
    lab.open('a', { servers: ['zk-1'], timeout: 6 * S });
    lab.open('b', { servers: ['zk-1'], timeout: 6 * S });
    lab.wait(100);
    lab.ask('a', create('/x'), 'create');
    lab.ask('a', get('/x', true), 'watch');
    lab.wait(100);
    const { sentAt } = lab.handle('a');
    lab.wait(1000);
    lab.ask('b', { op: 'set', path: '/x', data: '1', version: -1 }, 'set');
    lab.wait(100);
    expect(lab.handle('a').sentAt).toBeLessThan(sentAt + 1.2 * S);
    expect(lab.handle('a').sentAt).toBeGreaterThan(sentAt + S);
  });
});

describe('the end of a handle', () => {
  test('closing tells CLOSED before its reply, and everything after it is SESSIONEXPIRED', () => {
    const lab = connected();
    lab.ask('a', create('/x'), 'create');
    lab.act('a', (client, ctx) => closeClient(client, ctx, 'close'));
    lab.ask('a', get('/x'), 'while closing');
    lab.wait(300);
    lab.ask('a', get('/x'), 'after');
    lab.wait(10);
    expect(lab.told('a')).toEqual([
      'connected zk-1', 'reply while closing CONNECTIONLOSS', 'reply create OK', 'closed', 'reply close OK',
      'reply after SESSIONEXPIRED',
    ]); // prettier-ignore
    const types = lab.simulation.recording.milestones.map(({ type }) => type);
    expect(types.filter((type) => type === 'session-closed')).toHaveLength(1);
  });

  test('a client that slept past its timeout learns it from a server: suspended, then lost', () => {
    const lab = connected();
    lab.strike('pause', 'a');
    lab.wait(4000);
    lab.strike('resume', 'a');
    lab.wait(50);
    lab.ask('a', get('/'), 'waiting');
    lab.wait(3000);
    lab.ask('a', get('/'), 'dead');
    lab.wait(10);
    expect(lab.told('a')).toEqual([
      'connected zk-1', 'reply waiting CONNECTIONLOSS', 'suspended', 'lost', 'reply dead SESSIONEXPIRED',
    ]); // prettier-ignore
  });
});

describe('without the server', () => {
  test('the library refuses invalid paths, and answers an empty multi', () => {
    const lab = connected();
    lab.ask('a', get('/x/'), 'trailing slash');
    lab.ask('a', { op: 'create', path: '/x/', mode: 'ephemeral-sequential' }, 'sequential');
    lab.ask('a', { op: 'multi', operations: [] }, 'empty');
    lab.ask(
      'a',
      { op: 'multi', operations: [{ op: 'delete', path: 'x', version: -1 }, { op: 'check', path: '/', version: -1 }] },
      'multi',
    ); // prettier-ignore
    lab.wait(0);
    expect(lab.told('a').slice(1)).toEqual([
      'reply trailing slash BADARGUMENTS', 'reply empty OK', 'reply multi BADARGUMENTS',
    ]); // prettier-ignore
  });
});

describe('watches', () => {
  test('each watcher object hears of an event once, however often it asked', () => {
    const lab = connected();
    lab.ask('a', create('/x'), 'create');
    lab.ask('a', get('/x', true), '1', 'w');
    lab.ask('a', { op: 'exists', path: '/x', watch: true }, '2', 'w');
    lab.ask('a', get('/x', true), '3', 'v');
    lab.ask('a', { op: 'delete', path: '/x', version: -1 }, 'delete');
    lab.wait(100);
    expect(lab.told('a').slice(-3)).toEqual(['watch deleted /x w', 'watch deleted /x v', 'reply delete OK']);
    expect(lab.handle('a').watches).toEqual([]);
  });

  test('removing a watcher that does not watch is NOWATCHER', () => {
    const lab = connected();
    lab.act('a', (client, ctx) => removeWatches(client, ctx, '/x', 'any', 'remove', 'w'));
    lab.wait(100);
    expect(lab.told('a').at(-1)).toMatch(/^reply remove (NOWATCHER|UNIMPLEMENTED)$/);
  });

  test('a reconnection sets them again, and tells what was missed', () => {
    const lab = connected(['zk-1', 'zk-2']);
    lab.ask('a', create('/x'), 'create');
    lab.ask('a', get('/x', true), 'watch', 'w');
    lab.open('b', { servers: ['zk-3'], timeout: 9 * S });
    lab.wait(100);
    lab.strike('crash', 'zk-1');
    lab.ask('b', { op: 'set', path: '/x', data: '1', version: -1 }, 'set');
    lab.wait(2500);
    expect(lab.told('a').slice(-3)).toEqual(['suspended', 'connected zk-2', 'watch changed /x w']);
  });

  test('what was missed is told in the order of a Java hash table, not of the registration', () => {
    const lab = connected(['zk-1', 'zk-2']);
    for (const path of ['/b', '/a']) {
      lab.ask('a', create(path), 'create');
      lab.ask('a', get(path, true), 'watch');
    }
    lab.open('b', { servers: ['zk-3'], timeout: 9 * S });
    lab.wait(100);
    lab.strike('crash', 'zk-1');
    for (const path of ['/b', '/a']) lab.ask('b', { op: 'set', path, data: '1', version: -1 }, 'set');
    lab.wait(2500);
    expect(lab.told('a').slice(-2)).toEqual(['watch changed /a', 'watch changed /b']);
  });

  test('without a connection, removing what nobody watches is NOWATCHER, all else is lost', () => {
    const lab = connected(['zk-1']);
    lab.ask('a', create('/x'), 'create');
    lab.ask('a', get('/x', true), 'watch', 'w');
    lab.wait(100);
    lab.strike('crash', 'zk-1');
    lab.act('a', (client, ctx) => removeWatches(client, ctx, '/none', 'any', 'none'));
    lab.act('a', (client, ctx) => removeWatches(client, ctx, '/x', 'data', 'data', 'w'));
    lab.wait(110);
    expect(lab.told('a').slice(-3)).toEqual([
      'reply none NOWATCHER', 'reply data CONNECTIONLOSS', 'suspended',
    ]); // prettier-ignore
  });
});
