import type { Difference } from './difference.ts';
import type { JsonObject } from './json.ts';
import { Stopped } from './stopped.ts';
import type { PlayableCase } from './systems.ts';

/** What came of one case. */
export interface CaseVerdict {
  readonly name: string;
  readonly area: string;
  /** Undefined where the simulation stopped by itself. */
  readonly result: JsonObject | undefined;
  /** Undefined where there is nothing to compare with. */
  readonly differences: readonly Difference[] | undefined;
  readonly stopped: Stopped | undefined;
}

export interface AreaCount {
  readonly area: string;
  readonly cases: number;
  readonly agree: number;
  readonly differ: number;
}

/** Plays a case and compares it with its golden, if there is one. */
export function judge(playable: PlayableCase, golden: JsonObject | undefined, seed: number): CaseVerdict {
  const { name, area } = playable;
  try {
    const result = playable.play(seed);
    const differences = golden === undefined ? undefined : playable.compare(golden, result);
    return { name, area, result, differences, stopped: undefined };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { name, area, result: undefined, differences: undefined, stopped: error };
  }
}

export function agrees({ stopped, differences }: CaseVerdict): boolean {
  return stopped === undefined && (differences?.length ?? 0) === 0;
}

/** The verdicts counted by area, in order of appearance. */
export function countAreas(verdicts: readonly CaseVerdict[]): readonly AreaCount[] {
  return [...new Set(verdicts.map(({ area }) => area))].map((area) => {
    const all = verdicts.filter((verdict) => verdict.area === area);
    const agree = all.filter(agrees).length;
    return { area, cases: all.length, agree, differ: all.length - agree };
  });
}
