import type { Context } from '../../kernel/kind.ts';
import type { SimTime } from '../../lib/units.ts';
import { ask } from './session.ts';
import { type Application, tradeOf } from './state.ts';

/*
 * Whether it acts as what its recipe made it. A ping that a follower answers proves nothing, because the follower may
 * be cut off from its leader; only the leader answers a `sync`. An answer to one asked at s proves that at s the
 * leader had heard of the session lately: the follower reports touches every half a tick, T/4 at most, and the client
 * had spoken within T/3. So the session lives until s + T − T/4 − T/3 at least, by the holder's own clock.
 */
const LEASE_SHARE = 5 / 12;
const RENEWALS = 8;

/** It begins to act. */
export function act(s: Application, ctx: Context): void {
  s.standing = 'acting';
  s.turns++;
  const { begins } = tradeOf(s.config.workload);
  const { own, token } = s.recipe ?? {};
  if (begins !== undefined) {
    ctx.milestone({
      type: begins,
      data: {
        ...(own === undefined ? {} : { path: own }),
        ...(token === undefined ? {} : { token }),
        ...(s.shared ? { shared: true } : {}),
      },
    });
  }
  if (s.config.hold > 0) ctx.startTimer('hold', s.config.hold);
}

/** It does not act any more. */
export function stop(s: Application, ctx: Context, reason: string): void {
  if (s.standing === 'none') return;
  const { ends } = tradeOf(s.config.workload);
  if (s.standing === 'acting' && ends !== undefined) ctx.milestone({ type: ends, reason });
  s.standing = 'none';
  for (const timer of ['hold', 'lease', 'lease-renewal']) ctx.cancelTimer(timer);
}

/** It may not have it any more, so it stops. */
export function doubt(s: Application, ctx: Context, reason: string): void {
  s.leaseUntil = 0;
  stop(s, ctx, reason);
}

/** Asks for the proof that its session lives. */
export function renewLease(s: Application, ctx: Context): void {
  if (s.zookeeper.state === 'CONNECTED') ask(s, ctx, { op: 'sync', path: s.config.path }, 'lease');
  ctx.startTimer('lease-renewal', Math.floor(s.zookeeper.timeout / RENEWALS));
}

/** The session was alive when the proof was asked for. */
export function leaseRenewed(s: Application, ctx: Context, askedAt: SimTime): void {
  if (s.standing === 'none') return;
  s.leaseUntil = Math.max(s.leaseUntil, askedAt + Math.floor(s.zookeeper.timeout * LEASE_SHARE));
  if (ctx.now >= s.leaseUntil) return;
  ctx.startTimer('lease', s.leaseUntil - ctx.now);
  if (s.standing === 'won') act(s, ctx);
}
