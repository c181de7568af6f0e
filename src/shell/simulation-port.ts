import type { RunSummary } from '../analysis/outline.ts';
import type { RunQuestions } from '../analysis/run-service.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** `soFar`: the run as far as it is computed, with the first pieces; undefined: no more of it than before. */
export type OnGrowth = (end: SimTime, soFar: RunSummary | undefined) => void;

/**
 * Where runs live: in a worker in the browser, in the same process in tests. A newer `run` replaces the run that
 * all other calls read; where the scenarios agree until some fault, the past is shared and not computed again.
 */
export interface SimulationPort {
  /**
   * Undefined: another run took its place. While a long one is computed `onGrowth` is told how far it is and, now and
   * then, what there is of it, which can be read already.
   */
  run(scenario: Scenario, onGrowth?: OnGrowth): Promise<RunSummary | undefined>;
  /** Any question of the run service; the answers come in the order of the questions. */
  ask<Q extends keyof RunQuestions>(
    question: Q,
    ...args: Parameters<RunQuestions[Q]>
  ): Promise<ReturnType<RunQuestions[Q]>>;
  dispose(): void;
}
