import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { parseCase } from './case.ts';
import { playCase } from './player.ts';

const CLIENTS = { a: { servers: [1], sessionTimeout: 4000 }, b: { servers: [2, 3], sessionTimeout: 8000 } };

function play(steps: readonly object[], more: object = {}, seed = 1): JsonObject {
  const ensemble = { servers: 3, tickTime: 500 };
  const parsed = parseCase({
    format: 1,
    name: 'test',
    area: 'test',
    ensemble,
    clients: CLIENTS,
    steps,
    ...more,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  return playCase(parsed.value, seed);
}

function results(steps: readonly object[], more: object = {}): readonly unknown[] {
  const { steps: played } = play(steps, more);
  return (played as readonly JsonObject[]).map(({ result }) => result);
}

const CONNECT = { client: 'a', op: 'connect' };

describe('playing a case', () => {
  it('is the same again with the same seed, and takes other draws with another', () => {
    const steps = [
      CONNECT,
      { client: 'a', op: 'create', path: '/x', data: '1' },
      { env: 'kill', server: 1, id: 'kill', settle: false },
      { env: 'waitFor', client: 'a', state: 'SUSPENDED' },
    ];
    const measures = [{ name: 'm', from: { step: 'kill' }, to: { client: 'a', state: 'SUSPENDED' } }];
    const text = (seed: number): string => JSON.stringify(play(steps, { measures }, seed));
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('names sessions by who made them and counts a second one', () => {
    expect(
      results([CONNECT, { ...CONNECT, sessionTimeout: 500 }, { client: 'b', op: 'connect', reattach: 'a' }]),
    ).toEqual([
      { ok: true, session: 'a', server: 1, sessionTimeout: 4000 },
      { ok: true, session: 'a#2', server: 1, sessionTimeout: 1000 },
      { ok: true, session: 'a#2', server: 2, sessionTimeout: 8000 },
    ]);
  });

  it('refuses a wrong password', () => {
    expect(results([CONNECT, { client: 'b', op: 'connect', reattach: 'a', badPassword: true }])[1]).toEqual({
      error: 'SESSIONEXPIRED',
    });
  });

  it('says who leads, and selects servers by what they are', () => {
    const [killed, , started] = results([
      { env: 'kill', server: 'leader', as: 'L' },
      { env: 'roles' },
      { env: 'start', server: '$L' },
    ]);
    expect(killed).toEqual({ roles: { 1: 'follower', 2: 'leader', 3: 'down' }, leader: 2, epoch: 2 });
    expect(started).toEqual({ roles: { 1: 'follower', 2: 'leader', 3: 'follower' }, leader: 2, epoch: 2 });
  });

  it('says looking of a server that has been started but has no majority', () => {
    expect(
      results([{ env: 'start', servers: [2] }], { ensemble: { servers: 3, tickTime: 500, start: 'none' } }),
    ).toEqual([{ roles: { 1: 'down', 2: 'looking', 3: 'down' }, leader: null, epoch: null }]);
  });

  it('replaces variables by what was really created', () => {
    const answers = results([
      CONNECT,
      { client: 'a', op: 'create', path: '/n-', sequential: true, as: 'n' },
      { client: 'a', op: 'create', path: '$n/c' },
    ]);
    expect((answers[2] as JsonObject).path).toBe('/n-0000000000/c');
  });

  it('leaves a request open that nobody answers before the end, and gives up waiting for it in time', () => {
    const answers = results([
      CONNECT,
      { env: 'pause', servers: [1, 2, 3], settle: false },
      { client: 'a', op: 'set', path: '/', data: '1', async: true, id: 'w', settle: false },
      { client: 'a', op: 'await', for: 'w', timeout: 100 },
    ]);
    expect(answers.slice(2)).toEqual([{ pending: true }, { timeout: true }]);
  });

  it('repeats what a lost connection leaves uncertain, and logs the last attempt alone', () => {
    const { steps, logs } = play([
      { client: 'b', op: 'connect' },
      { env: 'kill', server: 2, settle: false },
      { client: 'b', op: 'exists', path: '/', retry: true, id: 'e' },
    ]);
    expect((steps as readonly JsonObject[])[2]?.result).toMatchObject({ ok: true });
    expect((logs as Readonly<Record<string, JsonObject>>).b?.log).toEqual([
      { state: 'CONNECTED', server: 2, session: 'b' },
      { state: 'SUSPENDED' },
      { state: 'CONNECTED', server: 3, session: 'b' },
      { reply: 'e' },
    ]);
  });

  it('asks a server for a timeout by the bare protocol', () => {
    expect(results([{ env: 'negotiate', server: 2, sessionTimeout: -1 }])).toEqual([
      { sessionTimeout: 1000 },
    ]);
  });

  it('begins a log anew with a new process', () => {
    const { logs } = play([CONNECT, { client: 'a', op: 'crash' }, CONNECT]);
    expect((logs as Readonly<Record<string, JsonObject>>).a?.log).toEqual([
      { state: 'CONNECTED', server: 1, session: 'a' },
      { restart: true },
      { state: 'CONNECTED', server: 1, session: 'a#2' },
    ]);
  });

  it('knows the watcher object of watch:true by the name default', () => {
    const steps = [
      CONNECT,
      { client: 'a', op: 'get', path: '/', watch: true },
      { client: 'a', op: 'removeWatches', path: '/', type: 'Data', watcher: 'other' },
      { client: 'a', op: 'removeWatches', path: '/', type: 'Data', watcher: 'default' },
    ];
    expect(results(steps).slice(2)).toEqual([{ error: 'NOWATCHER' }, { ok: true }]);
  });

  it('awaits connections and pipelines, and takes servers by value wherever they stand', () => {
    const steps = [
      { env: 'roles', server: 2 },
      { client: 'a', op: 'connect', id: 'c', async: true, servers: ['follower-hi'] },
      { client: 'a', op: 'await', for: 'c' },
      { client: 'a', op: 'pipeline', id: 'p', async: true, ops: [{ op: 'create', path: '/x' }] },
      { client: 'a', op: 'await', for: 'p' },
      { client: 'a', op: 'crash' },
      CONNECT,
    ];
    const [, , connected, , answered, , again] = results(steps);
    expect([connected, answered]).toEqual([{ ok: true }, { ok: true }]);
    expect(again).toMatchObject({ session: 'a#2' });
  });

  it('stores the path of a create that it awaits, and grants nothing for no letters', () => {
    const steps = [
      CONNECT,
      { client: 'a', op: 'create', id: 'c', async: true, path: '/x-', sequential: true, as: 'v', acl: '' },
      { client: 'a', op: 'await', for: 'c' },
      { client: 'a', op: 'get', path: '$v' },
      { client: 'a', op: 'delete', path: '$v' },
    ];
    expect(results(steps).slice(3)).toEqual([{ error: 'NOAUTH' }, { ok: true }]);
  });

  it('counts data watches, and connections that had one, of all servers that serve', () => {
    const steps = [
      CONNECT,
      { client: 'b', op: 'connect' },
      { client: 'a', op: 'get', path: '/', watch: true },
      { client: 'a', op: 'addWatch', path: '/', mode: 'persistent', watcher: 'p' },
      { client: 'a', op: 'exists', path: '/x', watcher: 'w' },
      { client: 'b', op: 'children', path: '/', watch: true },
      { client: 'b', op: 'exists', path: '/x', watch: true },
      { client: 'b', op: 'create', path: '/x' },
    ];
    const counts = { env: 'watchCounts' };
    const none = { connections: 0, paths: 0, watches: 0 };
    const before = results([...steps, counts]).at(-1);
    expect(before).toEqual({
      watches: {
        1: { connections: 1, paths: 1, watches: 1 },
        2: { connections: 1, paths: 0, watches: 0 },
        3: none,
      },
    });
    const later = results([...steps, { env: 'kill', server: 3 }, counts]).at(-1);
    expect(Object.keys((later as { watches: object }).watches)).toEqual(['1', '2']);
  });
});

describe('reading a case', () => {
  const problem = (steps: readonly object[]): string => {
    const parsed = parseCase({
      format: 1, name: 'test', area: 'test', ensemble: { servers: 3, tickTime: 500 }, clients: CLIENTS, steps,
    }); // prettier-ignore
    return parsed.ok ? '' : parsed.error;
  };

  it('says what is wrong, and where', () => {
    expect(problem([{ client: 'a', op: 'conect' }])).toMatch(/^steps\/0\/op: /);
    expect(problem([{ env: 'kill', server: 4 }])).toBe('steps/0: there is no server 4');
    expect(problem([{ client: 'c', op: 'connect' }])).toBe('steps/0: there is no client c');
    expect(problem([CONNECT, { client: 'a', op: 'await', for: 'w' }])).toBe(
      'steps/1: no step before it has the id w',
    );
    expect(
      problem([
        { ...CONNECT, id: 'x' },
        { ...CONNECT, id: 'x' },
      ]),
    ).toBe('steps/1: another step has the id x');
  });
});
