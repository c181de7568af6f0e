import type { Context } from '../../../kernel/kind.ts';
import { updateHealth } from '../pool.ts';
import type { Outliers } from '../config.ts';
import type { LoadBalancer } from '../state.ts';
import { readmit, refresh } from './marking.ts';

/** Envoy's outlier detection: bad answers in a row eject a server; only a sweep lets it back. */

export function startSweeps(s: LoadBalancer, ctx: Context): void {
  if (s.config.outliers !== undefined) ctx.startTimer('sweep', s.config.outliers.interval);
}

/** One request ended at this server, well or badly. */
export function countOutcome(s: LoadBalancer, ctx: Context, index: number, good: boolean): void {
  const rule = s.config.outliers;
  const health = s.servers[index]?.health;
  if (rule === undefined || health === undefined) return;
  if (good) {
    if (health.errors > 0) updateHealth(s, index, { errors: 0 });
    return;
  }
  const errors = health.errors + 1;
  if (errors < rule.consecutive || health.ejectedUntil !== undefined) {
    updateHealth(s, index, { errors });
    return;
  }
  updateHealth(s, index, { errors: 0 });
  if (mayEject(s, rule.maxEjected)) eject(s, ctx, index, rule);
}

function eject(s: LoadBalancer, ctx: Context, index: number, rule: Outliers): void {
  const server = s.servers[index];
  if (server === undefined) return;
  const { baseEjection, consecutive } = rule;
  const longest = Math.max(rule.maxEjection, baseEjection);
  const { ejections: before } = server.health;
  const ejections = before * baseEjection < longest ? before + 1 : before;
  const ejectedUntil = ctx.now + Math.min(baseEjection * ejections, longest);
  updateHealth(s, index, { ejections, ejectedUntil });
  const reason = `${String(consecutive)} errors in a row`;
  ctx.milestone({ type: 'marked-down', about: server.name, reason, data: { fall: consecutive } });
  refresh(s, ctx, index);
}

/** A share of the pool, but always one. */
function mayEject({ servers }: LoadBalancer, share: number): boolean {
  const ejected = servers.filter(({ health }) => health.ejectedUntil !== undefined).length;
  return ejected === 0 || ejected + 1 <= share * servers.length;
}

/** Those whose time is up come back; every sweep in which a server is well makes its next ejection shorter. */
export function sweep(s: LoadBalancer, ctx: Context): void {
  startSweeps(s, ctx);
  for (const { index, health } of s.servers) {
    if (health.ejectedUntil === undefined) {
      if (health.ejections > 0) updateHealth(s, index, { ejections: health.ejections - 1 });
    } else if (ctx.now >= health.ejectedUntil) {
      updateHealth(s, index, { errors: 0, ejectedUntil: undefined });
      readmit(s, ctx, index);
    }
  }
}
