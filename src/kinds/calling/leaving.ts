import type { Context, Draft } from '../../kernel/kind.ts';
import { MILLISECOND, SECOND, type Duration } from '../../lib/units.ts';
import { hasLeft, leaveRegistry, type Registered } from './registry.ts';

/** Those who found it before hear a little later that it is gone: it serves them so long. */
const QUIET: Duration = 100 * MILLISECOND;
/** Whoever is not done by then is killed (Kubernetes, terminationGracePeriodSeconds). */
const GRACE: Duration = 30 * SECOND;

const QUIET_TIMER = 'leaving';
const GRACE_TIMER = 'leaving-grace';

/** It is told to go: it takes itself out of the registry, and out of the world once it has finished. */
export function beginLeaving(s: Draft<Registered>, ctx: Context): void {
  leaveRegistry(s, ctx);
  ctx.startTimer(QUIET_TIMER, QUIET);
  ctx.startTimer(GRACE_TIMER, GRACE);
}

/** Whether the timer was one of its own. `idle`: nothing is being worked on. */
export function leavingTimer(s: Draft<Registered>, ctx: Context, timer: string, idle: boolean): boolean {
  if (timer !== QUIET_TIMER && timer !== GRACE_TIMER) return false;
  if (timer === GRACE_TIMER || (idle && hasLeft(s))) ctx.exit();
  else ctx.startTimer(QUIET_TIMER, QUIET);
  return true;
}
