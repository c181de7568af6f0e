import { describe, expect, it } from 'vitest';
import type { ConnectionId, Draft, KindDefinition } from '../../kernel/kind.ts';
import { HTTP_PORT, type HttpRequest, type HttpResponse } from '../../kinds/api-server/protocol.ts';
import { defined } from '../../lib/assert.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { Stopped } from '../stopped.ts';
import { type Behaviour, parseCase, type ReadCase } from './case.ts';
import { playCase } from './player.ts';

interface Relayed {
  readonly request: HttpRequest;
  readonly client: ConnectionId;
  readonly server: ConnectionId;
}

interface RelayState {
  readonly relayed: readonly Relayed[];
}

/** How the relay tells a client what came of its connection to the server. */
const ENDS = { refused: 601, closed: 602, reset: 603 } as const;

/** The least balancer: each request goes to s1 on a connection of its own, and never times out. */
const relay: KindDefinition<unknown, unknown, RelayState> = {
  kind: 'relay',
  summary: '',
  options: {},
  invariants: [],
  families: {},
  configure: () => undefined,
  start: () => ({ relayed: [] }),
  copy: (s) => ({ relayed: s.relayed }),
  handle: (s: Draft<RelayState>, event, ctx) => {
    if (!('connection' in event)) return;
    const one = s.relayed.find(({ server }) => server === event.connection);
    if (event.type === 'message' && one === undefined) {
      const request = event.message as HttpRequest;
      const relayed = { request, client: event.connection, server: ctx.connect('s1', HTTP_PORT) };
      s.relayed = [...s.relayed, relayed];
    } else if (event.type === 'connected' && one !== undefined) {
      ctx.send<HttpRequest>(one.server, one.request);
    } else if (event.type === 'message' && one !== undefined) {
      ctx.close(one.server);
      ctx.send(one.client, event.message);
    } else if (event.type === 'closed' && one !== undefined) {
      const { id } = one.request;
      const status = ENDS[event.reason];
      ctx.send<HttpResponse>(one.client, { type: 'http-response', id, status, database: '', server: '' });
    }
  },
  role: () => '',
  face: () => ({ role: '', tone: 'plain', facts: [] }),
  edges: () => [],
};

function read(change: object): ReadCase {
  const parsed = parseCase({
    id: 'test',
    area: 'test',
    balancer: {
      model: 'nginx',
      algorithm: { name: 'swrr' },
      timeouts: { connect_ms: 100, server_ms: 100 },
      servers: [{ id: 's1' }],
    },
    end_ms: 1000,
    ...change,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function play(change: object): JsonObject {
  return playCase(read(change).file, 1, { balancer: relay });
}

/** Status, servers that were reached, and milliseconds of one request at 100 ms. */
function oneRequest(timeline: readonly (readonly [number, Behaviour])[], request: object = {}): unknown {
  const { exact, timing } = play({
    timeline: timeline.map(([t_ms, set]) => ({ t_ms, server: 's1', set })),
    requests: [{ t_ms: 100, count: 1, mode: 'open', ...request }],
  });
  const [outcome] = objectOf(objectOf(exact)).outcomes as readonly JsonObject[];
  const { status, reached } = defined(outcome, 'outcome');
  const [latency] = objectOf(timing).latency_ms as readonly (readonly [number, number, number] | null)[];
  return [status, reached, latency?.[1] ?? latency];
}

/** Connecting, there and back, twice, and the handling; less where the server cannot be connected to. */
const PATH_MS = 1.4;
const FAILED_CONNECT_MS = 0.3;

describe('the servers of recorded cases', () => {
  it('answer at once, or as late as the request or they themselves want', () => {
    expect(oneRequest([])).toEqual([200, ['s1'], PATH_MS]);
    expect(oneRequest([[0, { slow: 30 }]], { service_ms: 20 })).toEqual([200, ['s1'], PATH_MS + 50]);
    expect(oneRequest([[0, { app: 500 }]])).toEqual([500, ['s1'], PATH_MS]);
  });

  it('refuse connections once they have crashed, and close without an answer what they were working on', () => {
    expect(oneRequest([[0, { mode: 'crash' }]])).toEqual([ENDS.refused, [], FAILED_CONNECT_MS]);
    const [status, reached, latency] = oneRequest([[150, { mode: 'crash' }]], {
      service_ms: 100,
    }) as unknown[];
    expect([status, reached]).toEqual([ENDS.closed, ['s1']]);
    expect(latency).toBeCloseTo(50.1);
    const again: readonly (readonly [number, Behaviour])[] = [
      [0, { mode: 'crash', app: 500 }],
      [50, { mode: 'up' }],
    ];
    expect(oneRequest(again)).toEqual([500, ['s1'], PATH_MS]);
  });

  it('close or reset without an answer, or stay silent', () => {
    expect(oneRequest([[0, { app: -1 }]])).toEqual([ENDS.closed, ['s1'], PATH_MS]);
    expect(oneRequest([[0, { app: -2 }]])).toEqual([ENDS.reset, ['s1'], PATH_MS]);
    expect(oneRequest([[0, { app: 0 }]])).toEqual([0, ['s1'], null]);
    expect(oneRequest([[0, { mode: 'hang' }]])).toEqual([0, ['s1'], null]);
  });

  it('answer when they thaw what came while they were frozen', () => {
    const [status, reached, latency] = oneRequest([
      [0, { mode: 'freeze' }],
      [400, { mode: 'thaw' }],
    ]) as unknown[];
    expect([status, reached]).toEqual([200, ['s1']]);
    expect(latency).toBeCloseTo(301.1);
  });

  it('drop what comes while they are a blackhole, for good', () => {
    const blackhole: readonly (readonly [number, Behaviour])[] = [
      [0, { mode: 'blackhole' }],
      [400, { mode: 'up' }],
    ];
    expect(oneRequest(blackhole)).toEqual([0, [], null]);
    expect(oneRequest(blackhole, { t_ms: 500 })).toEqual([200, ['s1'], PATH_MS]);
    const underWay = oneRequest([[150, { mode: 'blackhole' }]], { service_ms: 100 });
    expect(underWay).toEqual([200, ['s1'], PATH_MS + 100]);
  });
});

describe('the clients of recorded cases', () => {
  it('send open requests without waiting, and sequential ones after each answer', () => {
    const group = { t_ms: 0, count: 3, service_ms: 50 };
    const reached = (requests: object): readonly number[] => {
      const { timing } = play({ requests: [requests] });
      return (objectOf(timing).latency_ms as readonly (readonly [number, number, number])[]).map(
        ([ms]) => ms,
      );
    };
    expect(reached({ ...group, mode: 'open', every_ms: 10 })).toEqual([51.4, 51.4, 51.4]);
    expect(reached({ ...group, mode: 'sequential', gap_ms: 10 })).toEqual([51.4, 51.4, 51.4]);
  });

  it('give up when the case says so, and have no answer then', () => {
    const request = { service_ms: 300, abandon_ms: 50 };
    expect(oneRequest([], request)).toEqual([0, ['s1'], 50]);
  });
});

describe('a case', () => {
  it('is refused with a sentence where it makes no sense', () => {
    const problem = (change: object): string | undefined => {
      const parsed = parseCase({ ...read({}).file, ...change });
      return parsed.ok ? undefined : parsed.error;
    };
    const { balancer } = read({}).file;
    expect(problem({})).toBeUndefined();
    expect(problem({ end_ms: 'soon' })).toMatch(/^end_ms: /);
    expect(problem({ anchor: { server: 's1', check: 1 } })).toBe('anchor/server: s1 is not checked');
    expect(problem({ timeline: [{ t_ms: 0, server: 's7', set: {} }] })).toBe(
      'timeline/0: there is no server s7',
    );
    expect(problem({ balancer: { ...balancer, algorithm: { name: 'leastconn' } } })).toBe(
      'balancer/algorithm/name: nginx has no leastconn',
    );
  });

  it('that counts from a check which never comes is given up', () => {
    const { balancer } = read({}).file;
    const check = { type: 'http', inter_ms: 100, rise: 1, fall: 1 };
    const unchecked = { balancer: { ...balancer, model: 'haproxy', algorithm: { name: 'first' }, check } };
    expect(() => play({ ...unchecked, anchor: { server: 's1', check: 1 } })).toThrow(Stopped);
  });

  it('may say what is not known here: it is named and left out', () => {
    expect(read({ keepalive: true, timeline: [{ t_ms: 1, server: 's1', set: { smell: 1 } }] }).left).toEqual([
      'keepalive',
      'timeline/0/set/smell',
    ]);
  });
});
