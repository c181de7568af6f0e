import type { SharedRun } from './shared-run.ts';

/** What this page made of a shared run. */
export interface RunHere {
  readonly digest: string;
  readonly model: string;
  /** Of the built-in scenario's file as this page has it; undefined where a file was shared whole. */
  readonly hash: string | undefined;
}

/**
 * Why a page shows another run than the one that was shared: its models are of another version, the built-in scenario has
 * been changed since, or, where neither is so, the same scenario ran differently, which is a bug.
 */
export type Difference = 'model' | 'scenario' | 'nondeterminism';

/** Undefined if the runs are the same, or if the one that was shared had no end to compare. */
export function compareShared(shared: SharedRun, here: RunHere): readonly Difference[] | undefined {
  if (shared.digest === undefined || shared.digest === here.digest) return undefined;
  const { source } = shared;
  const reasons: readonly Difference[] = [
    ...(shared.model === here.model ? [] : ['model' as const]),
    ...(source.type === 'built-in' && source.hash !== here.hash ? ['scenario' as const] : []),
  ];
  return reasons.length === 0 ? ['nondeterminism'] : reasons;
}
