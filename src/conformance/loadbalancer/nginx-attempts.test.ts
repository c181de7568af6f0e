import { describe, expect, test } from 'vitest';
import { type JsonObject, objectOf } from '../json.ts';
import { parseCase } from './case.ts';
import { playCase } from './player.ts';

const TIMEOUTS = { connect_ms: 200, server_ms: 500 };

/** Two requests to s1, s2 and s3 as nginx has them, the first at 100 ms; attempts in short, and the error log. */
function play(balancer: object, set: object, request: object = {}): readonly (readonly unknown[])[] {
  const parsed = parseCase({
    id: 'test',
    area: 'test',
    balancer: {
      model: 'nginx', algorithm: { name: 'swrr' }, timeouts: TIMEOUTS,
      servers: [{ id: 's1' }, { id: 's2' }, { id: 's3' }], ...balancer,
    },
    timeline: [{ t_ms: 0, server: 's1', set }],
    requests: [{ t_ms: 100, count: 2, every_ms: 50, mode: 'open', ...request }],
    end_ms: 1000,
  }); // prettier-ignore
  if (!parsed.ok) throw new Error(parsed.error);
  const { outcomes, lb_log } = objectOf(playCase(parsed.value.file, 1).exact) as Record<string, JsonObject[]>;
  return [
    (outcomes ?? []).map(({ status, attempts }) => {
      const list = attempts as readonly { readonly server: string; readonly result: string }[];
      return `${String(Number(status))}: ${list.map(({ server, result }) => `${server} ${result}`).join(', ')}`;
    }),
    (lb_log ?? []).map(({ text }) => text),
  ];
}

const READING = 'while reading response header from upstream';
const DISABLED = `upstream server temporarily disabled ${READING}`;

describe('an attempt of nginx', () => {
  test('that is reset is told from one that is closed', () => {
    const attempts = ['200: s1 502, s2 200', '200: s3 200'];
    expect(play({}, { app: -1 })).toEqual([
      attempts,
      [`upstream prematurely closed connection ${READING}`, DISABLED],
    ]);
    expect(play({}, { app: -2 })).toEqual([
      attempts,
      [`recv() failed (Connection reset by peer) ${READING}`, DISABLED],
    ]);
  });

  test('that was sent is the only one of a POST, unless non_idempotent is said', () => {
    const post = { method: 'POST' };
    expect(play({}, { app: -2 }, post)[0]).toEqual(['502: s1 502', '200: s2 200']);
    const words = { next_upstream: ['error', 'non_idempotent'] };
    expect(play(words, { app: -2 }, post)[0]).toEqual(['200: s1 502, s2 200', '200: s3 200']);
  });

  test('is the only one with off, whatever else is said', () => {
    const words = { next_upstream: ['error', 'off'] };
    expect(play(words, { mode: 'crash' })[0]).toEqual(['502: s1 502', '200: s2 200']);
  });
});
