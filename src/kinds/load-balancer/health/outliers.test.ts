import { expect, test } from 'vitest';
import type { Context } from '../../../kernel/kind.ts';
import { SECOND } from '../../../lib/units.ts';
import { BASE_CONFIG, type PoolServer } from '../config.ts';
import { initialState } from '../start.ts';
import type { LoadBalancer } from '../state.ts';
import { countOutcome, sweep } from './outliers.ts';

const RULE = {
  consecutive: 2, interval: SECOND, baseEjection: 10 * SECOND, maxEjection: 20 * SECOND, maxEjected: 0,
}; // prettier-ignore

function server(name: string): PoolServer {
  return { name, weight: 1, maxFails: 0, failTimeout: 0, backup: false, disabled: false, slowStart: 0 };
}

/** Two servers behind Envoy, of which one may be ejected. */
class Pool {
  private readonly s: LoadBalancer = initialState(
    { ...BASE_CONFIG, product: 'envoy', outliers: RULE, servers: ['a', 'b'].map(server) },
    0,
  );

  /** Errors at a moment; then who is ejected, and until when. */
  errors(now: number, ...at: readonly number[]): readonly (number | undefined)[] {
    for (const index of at) countOutcome(this.s, contextAt(now), index, false);
    return this.ejected();
  }

  sweep(now: number): readonly (number | undefined)[] {
    sweep(this.s, contextAt(now));
    return this.ejected();
  }

  private ejected(): readonly (number | undefined)[] {
    return this.s.servers.map(({ health: { ejectedUntil } }) =>
      ejectedUntil === undefined ? undefined : ejectedUntil / SECOND,
    );
  }
}

function contextAt(seconds: number): Context {
  const nothing = () => undefined;
  return { now: seconds * SECOND, milestone: nothing, startTimer: nothing } as unknown as Context;
}

test('errors that came while a server was ejected do not count against it afterwards', () => {
  const pool = new Pool();
  expect(pool.errors(0, 0, 0, 0, 0, 0)).toEqual([10, undefined]);
  expect(pool.sweep(10)).toEqual([undefined, undefined]);
  expect(pool.errors(11, 0)).toEqual([undefined, undefined]);
  expect(pool.errors(11, 0)).toEqual([31, undefined]);
});

test('errors that could not eject a server are forgotten', () => {
  const pool = new Pool();
  expect(pool.errors(0, 0, 0, 1, 1)).toEqual([10, undefined]);
  pool.sweep(10);
  expect(pool.errors(11, 1)).toEqual([undefined, undefined]);
  expect(pool.errors(11, 1)).toEqual([undefined, 21]);
});
