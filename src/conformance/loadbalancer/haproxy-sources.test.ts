import { describe, expect, it } from 'vitest';
import { type JsonObject, objectOf } from '../json.ts';
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
