import type { RunSummary } from '../analysis/picture.ts';
import type { RunQuestions } from '../analysis/run-service.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * Where runs live: in a worker in the browser, in the same process in tests. A newer `run` replaces the run that
 * all other calls read; where the scenarios agree until some fault, the past is shared and not computed again.
 */
export interface SimulationPort {
  run(scenario: Scenario): Promise<RunSummary>;
  /** Any question of the run service; the answers come in the order of the questions. */
  ask<Q extends keyof RunQuestions>(
    question: Q,
    ...args: Parameters<RunQuestions[Q]>
  ): Promise<ReturnType<RunQuestions[Q]>>;
  dispose(): void;
}
