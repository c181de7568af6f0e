import type { Context } from '../../../kernel/kind.ts';
import { updateHealth } from '../pool.ts';
import type { LoadBalancer } from '../state.ts';
import { checkOf } from './policy.ts';
import { type CheckResult, hasten, judge } from './checks.ts';

/** What a load balancer sees of a server in the traffic itself. */
export type Sight = 'connected' | 'not-connected' | 'good' | 'bad';

const ANALYSED: CheckResult = { outcome: 'failed', code: 'HANA', reason: 'observed errors' };

/** HAProxy's `observe`: so many bad ones in a row count as a failed check, or more (`__health_adjust`). */
export function observe(s: LoadBalancer, ctx: Context, index: number, sight: Sight): void {
  const { observe: rule, rise } = checkOf(s.config, index);
  const health = s.servers[index]?.health;
  if (rule === undefined || health === undefined) return;
  const good = rule.layer === 'layer4' ? 'connected' : 'good';
  if (sight === good) {
    if (health.errors > 0) updateHealth(s, index, { errors: 0 });
    return;
  }
  if (sight !== 'not-connected' && (rule.layer === 'layer4' || sight !== 'bad')) return;
  const errors = health.errors + 1;
  updateHealth(s, index, { errors: errors < rule.errorLimit ? errors : 0 });
  if (errors < rule.errorLimit) return;
  const { check } = health;
  const start = rule.onError === 'mark-down' ? rise : Math.min(check.health, rise + 1);
  if (rule.onError === 'mark-down' || rule.onError === 'sudden-death') {
    updateHealth(s, index, { check: { ...check, health: start } });
  }
  if (rule.onError !== 'fastinter') judge(s, ctx, { index, kind: 'health' }, ANALYSED);
  hasten(s, ctx, index);
}
