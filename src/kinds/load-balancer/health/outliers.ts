import type { Context } from '../../../kernel/kind.ts';
import { updateHealth } from '../pool.ts';
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
  updateHealth(s, index, { errors });
  if (errors < rule.consecutive || health.ejectedUntil !== undefined || !mayEject(s, rule.maxEjected)) return;
  const ejections = health.ejections + 1;
  const longest = Math.max(rule.maxEjection, rule.baseEjection);
  const ejectedUntil = ctx.now + Math.min(rule.baseEjection * ejections, longest);
  updateHealth(s, index, { errors: 0, ejections, ejectedUntil });
  const about = s.servers[index]?.name ?? '';
  const reason = `${String(errors)} errors in a row`;
  ctx.milestone({ type: 'marked-down', about, reason, data: { fall: rule.consecutive } });
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
      updateHealth(s, index, { ejectedUntil: undefined });
      readmit(s, ctx, index);
    }
  }
}
