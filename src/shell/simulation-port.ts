import type { CauseLink, Picture, RunSummary } from '../analysis/picture.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * Where runs live: in a worker in the browser, in the same process in tests. A newer `run` replaces the run that
 * all other calls read; where the scenarios agree until some fault, the past is shared and not computed again.
 */
export interface SimulationPort {
  run(scenario: Scenario): Promise<RunSummary>;
  picture(time: SimTime, selected: string | undefined): Promise<Picture>;
  /** The chain of causes of a milestone or event, effect first. */
  why(id: string): Promise<readonly CauseLink[]>;
  /** The time of the next event after `time`, or of the last one before it; undefined if there is none. */
  step(time: SimTime, direction: 'forward' | 'back'): Promise<SimTime | undefined>;
  dispose(): void;
}
