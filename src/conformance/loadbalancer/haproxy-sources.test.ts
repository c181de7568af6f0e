import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, objectOf } from '../json.ts';
import { parseCase } from './case.ts';
import { playCase } from './player.ts';

/** What HAProxy's sources say and no recording shows, as small cases. */

const HTTP = { type: 'http', inter_ms: 200, rise: 2, fall: 3 } as const;

function play(balancer: object, more: object): JsonObject {
  const parsed = parseCase({
    id: 'test',
    area: 'test',
    balancer: {
      model: 'haproxy',
      algorithm: { name: 'roundrobin' },
      timeouts: { connect_ms: 100, server_ms: 300 },
      servers: [{ id: 's1' }, { id: 's2' }],
      ...balancer,
    },
    end_ms: 1000,
    ...more,
  });
  if (!parsed.ok) throw new Error(parsed.error);
  expect(parsed.value.left).toEqual([]);
  return objectOf(playCase(parsed.value.file, 1).exact);
}

/** Of the request with the number `n`: status, server last chosen, retries, redispatched, termination code. */
function outcomeOf(exact: JsonObject, n: number): readonly (Json | undefined)[] {
  const { status, lb_server, retries, redispatched, term } = objectOf((exact.outcomes as readonly Json[])[n]);
  return [status, lb_server, retries, redispatched, term];
}

describe('a weight', () => {
  const weightsAfter = (words: readonly string[], balancer: object = {}): unknown => {
    const timeline = words.map((word, place) => ({
      t_ms: 100 * (place + 1),
      admin: `set weight be/s1 ${word}`,
    }));
    const servers = [{ id: 's1', weight: 10 }, { id: 's2' }];
    return objectOf(play({ servers, ...balancer }, { timeline }).weights).s1;
  };

  it('is a number, or a percentage that is rounded down', () => {
    expect(weightsAfter(['3', '25%', '19%', '100%', '0', '256'])).toEqual([10, 3, 2, 1, 10, 0, 256]);
    expect(weightsAfter(['9000%', '100%'])).toEqual([10, 256, 10]);
  });

  it('that makes no sense is refused', () => {
    expect(weightsAfter(['257', '-1', 'x', '5x', '', '7'])).toEqual([10, 7]);
  });

  it('cannot be changed under a static algorithm, but to nothing and back', () => {
    const algorithm = { name: 'static-rr' };
    expect(weightsAfter(['5', '50%', '0%', '200%', '100%'], { algorithm })).toEqual([10, 0, 10]);
  });
});

describe('an agent', () => {
  it('means the last word of each sort, before a description', () => {
    const answers = [
      'ready up',
      'maint drain up',
      'drain ready down up # 50% fail',
      'up,50%\n10%',
      '100% failed',
    ];
    const timeline = answers.map((agent, place) => ({ t_ms: 400 * place + 5, server: 's1', set: { agent } }));
    const servers = [{ id: 's1', weight: 10, agent: { inter_ms: 200 }, initial: { agent: 'ready up' } }];
    const { status, weights } = play({ servers }, { timeline, end_ms: 2500 });
    expect(objectOf(status).s1).toEqual(['no check', 'DRAIN (agent)', 'no check']);
    expect(objectOf(weights).s1).toEqual([10, 5, 10]);
  });
});

describe('a server that is not checked', () => {
  it('stays up in a pool of servers that are', () => {
    const servers = [{ id: 's1' }, { id: 's2', check: null }];
    const crash = { mode: 'crash' };
    const timeline = [
      { t_ms: 100, server: 's1', set: crash },
      { t_ms: 100, server: 's2', set: crash },
      { t_ms: 700, admin: 'disable server be/s2' },
      { t_ms: 800, admin: 'enable server be/s2' },
    ];
    const { status, checks } = play(
      { check: HTTP, servers },
      { anchor: { server: 's1', check: 2 }, timeline },
    );
    expect(status).toEqual({ s1: ['UP', 'UP 2/3', 'UP 1/3', 'DOWN'], s2: ['no check', 'MAINT', 'no check'] });
    expect(Object.keys(objectOf(checks))).toEqual(['s1']);
  });

  it('does not keep another one from a check of its own', () => {
    const servers = [{ id: 's1' }, { id: 's2', check: { ...HTTP, fall: 1 } }];
    const timeline = [{ t_ms: 100, server: 's2', set: { mode: 'crash' } }];
    const { status } = play({ check: null, servers }, { anchor: { server: 's2', check: 2 }, timeline });
    expect(status).toEqual({ s1: ['no check'], s2: ['UP', 'DOWN'] });
  });
});

describe('a server that is drained', () => {
  it('is said to be so again with whatever else changes', () => {
    const lines = ['state drain', 'weight 3', 'state drain', 'state maint', 'state drain', 'state ready'];
    const timeline = lines.map((line, place) => ({ t_ms: 100 * place, admin: `set server be/s1 ${line}` }));
    const { events } = play({}, { timeline });
    expect(objectOf(events).s1).toEqual([
      'Server enters drain state',
      'Server remains in forced drain mode',
      'Server is going DOWN for maintenance',
      'Server is UP/DRAIN (leaving forced maintenance)',
      'Server remains in forced drain mode',
      'Server is UP (leaving forced drain)',
    ]);
  });

  it('leaves alone who already waits for any server when it is ready again', () => {
    const servers = [
      { id: 's1', maxconn: 1 },
      { id: 's2', maxconn: 1 },
    ];
    const timeouts = { connect_ms: 100, server_ms: 1000, queue_ms: 1000 };
    const timeline = [
      { t_ms: 0, admin: 'set server be/s2 state drain' },
      { t_ms: 150, admin: 'set server be/s2 state ready' },
    ];
    const requests = [{ t_ms: 100, count: 3, mode: 'open', every_ms: 5, service_ms: 250 }];
    expect(play({ servers, timeouts }, { timeline, requests }).order).toEqual(['s1', 's1', 's1']);
  });
});

describe('a server in slow start', () => {
  it('has fewer slots, whatever the algorithm', () => {
    const servers = [{ id: 's1', maxconn: 4, slowstart_ms: 2000, disabled: true }];
    const timeline = [{ t_ms: 50, admin: 'enable server be/s1' }];
    const requests = [{ t_ms: 100, count: 3, mode: 'open', every_ms: 5, service_ms: 200 }];
    const exact = play({ servers, algorithm: { name: 'static-rr' } }, { timeline, requests });
    expect(exact.counts).toEqual({ '200:s1': 1, '503:-': 2 });
  });
});

describe('a queue', () => {
  const requests = [{ t_ms: 100, count: 6, mode: 'open', every_ms: 5, service_ms: 100 }];
  const timeouts = { connect_ms: 100, server_ms: 1000, queue_ms: 1000 };

  it('does not move its server in the order of leastconn before a slot is taken or given back', () => {
    const servers = [
      { id: 's1', maxconn: 1, maxqueue: 2 },
      { id: 's2', maxconn: 1, maxqueue: 2 },
    ];
    const exact = play({ servers, timeouts, algorithm: { name: 'leastconn' } }, { requests });
    expect(exact.order).toEqual(['s1', 's2', 's1', 's1', 's2', 's2']);
  });

  it('that is common to all is not emptied by a server without a limit with every answer', () => {
    const servers = [{ id: 's1', maxconn: 1 }, { id: 's2' }];
    const timeline = [
      { t_ms: 0, admin: 'set server be/s2 state drain' },
      { t_ms: 150, admin: 'set server be/s2 state ready' },
    ];
    const three = [
      { t_ms: 100, count: 2, mode: 'open', every_ms: 5, service_ms: 200 },
      { t_ms: 200, count: 1, mode: 'open' },
    ];
    const balancer = { servers, timeouts, algorithm: { name: 'leastconn' } };
    expect(play(balancer, { timeline, requests: three }).order).toEqual(['s1', 's1', 's2']);
  });
});

describe('a retry', () => {
  it('forgets the trouble of attempts before the last one that was connected', () => {
    const timeline = [
      { t_ms: 0, server: 's1', set: { mode: 'blackhole' } },
      { t_ms: 0, server: 's2', set: { app: -1 } },
      { t_ms: 150, server: 's1', set: { mode: 'crash' } },
    ];
    const requests = [{ t_ms: 100, count: 1, mode: 'open' }];
    const retry_on = ['conn-failure', 'empty-response'];
    const exact = play({ retries: 2, redispatch: 1, retry_on }, { timeline, requests });
    expect(outcomeOf(exact, 0)).toEqual([503, 's1', 2, true, 'SC--']);
  });

  it('may leave its server more often than there are retries before the last', () => {
    const timeline = [{ t_ms: 0, server: 's1', set: { mode: 'crash' } }];
    const requests = [{ t_ms: 100, count: 1, mode: 'open' }];
    const exact = play({ algorithm: { name: 'first' }, redispatch: -5 }, { timeline, requests });
    expect(outcomeOf(exact, 0)).toEqual([200, 's2', 1, true, '----']);
  });

  it('that leaves its server comes after those who wait for a slot there', () => {
    const servers = [
      { id: 's1', maxconn: 1 },
      { id: 's2', maxconn: 1 },
    ];
    const timeline = [
      { t_ms: 0, server: 's1', set: { mode: 'blackhole' } },
      { t_ms: 150, server: 's1', set: { mode: 'up' } },
    ];
    const requests = [
      { t_ms: 100, count: 2, mode: 'open', every_ms: 5, service_ms: 500 },
      { t_ms: 110, count: 1, mode: 'open', service_ms: 50 },
    ];
    const timeouts = { connect_ms: 100, server_ms: 1000, queue_ms: 1000 };
    const options = { servers, timeouts, algorithm: { name: 'leastconn' }, redispatch: 1 };
    const exact = play(options, { timeline, requests });
    expect(outcomeOf(exact, 0)).toEqual([200, 's1', 1, true, '----']);
    expect(outcomeOf(exact, 2)).toEqual([200, 's1', 0, false, '----']);
  });

  it('on an empty response is one when the sessions of a server are shut down, too', () => {
    const check = { ...HTTP, rise: 1, fall: 1, on_marked_down: 'shutdown-sessions' };
    const timeline = [{ t_ms: 100, server: 's1', set: { health: 503 } }];
    const requests = [{ t_ms: 50, count: 1, mode: 'open', service_ms: 290 }];
    const balancer = { check, redispatch: 1, retry_on: ['conn-failure', 'empty-response'] };
    const exact = play(balancer, { anchor: { server: 's1', check: 2 }, timeline, requests });
    expect(outcomeOf(exact, 0)).toEqual([200, 's2', 1, true, '----']);
  });
});
