import type { Context } from '../../kernel/kind.ts';
import { doDuty, makeParents, type SessionNotice } from '../calling/registry.ts';
import { barrier } from '../zookeeper/recipes/barrier.ts';
import { doubleBarrier } from '../zookeeper/recipes/double-barrier.ts';
import type { Happening, Recipe } from '../zookeeper/recipes/recipe.ts';
import type { BatchJob, BatchJobConfig } from './state.ts';

/*
 * The barrier before a run: it holds everybody up while its znode stands, or, with a size, until so many are there; then
 * their runs also end together.
 */

/** The recipe of its barrier. */
export function gateOf({ barrier: gate }: BatchJobConfig): Recipe | undefined {
  if (gate === undefined) return undefined;
  return gate.size === undefined ? barrier : doubleBarrier;
}

/** It comes to the barrier; without a connection as soon as there is one. */
export function comeToGate(s: BatchJob, ctx: Context): void {
  s.gate = 'waits';
  if (s.zookeeper?.state === 'CONNECTED') tellGate(s, ctx, { type: 'begin', reads: false });
}

/** Its run is over: those of a double barrier wait for each other. */
export function leaveGate(s: BatchJob, ctx: Context): void {
  if (s.config.barrier?.size === undefined) {
    s.gate = 'away';
    return;
  }
  s.gate = 'leaves';
  if (s.zookeeper?.state === 'CONNECTED') tellGate(s, ctx, { type: 'leave' });
}

/** Goes on with what the library told, or what its recipe did: whether the run may begin now. */
export function hearGate(s: BatchJob, ctx: Context, notice: SessionNotice): boolean {
  const { barrier: gate } = s.config;
  if (gate === undefined) return false;
  if (notice.type === 'connected') {
    if (notice.newSession) makeParents(s, ctx, gate.path);
    if (s.duty?.line !== 0) return false;
    if (s.gate === 'waits') tellGate(s, ctx, { type: 'begin', reads: false });
    else if (s.gate === 'leaves') s.gate = 'away';
  } else if (notice.type === 'news') {
    if (notice.news.type === 'won' && s.gate === 'waits') {
      s.gate = 'passed';
      ctx.milestone({ type: 'member-joined', data: { path: gate.path } });
      return true;
    }
    if (notice.news.type === 'left' && s.gate === 'leaves') {
      s.gate = 'away';
      ctx.milestone({ type: 'member-left', reason: 'nobody is in any more', data: { path: gate.path } });
    }
  }
  return false;
}

function tellGate(s: BatchJob, ctx: Context, happening: Happening): void {
  const recipe = gateOf(s.config);
  if (recipe === undefined) return;
  // Nothing is won or left before an answer has come.
  doDuty(s, ctx, recipe, happening);
}
