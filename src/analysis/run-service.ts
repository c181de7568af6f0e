import { defined } from '../lib/assert.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CauseLink, Picture, RunSummary } from './picture.ts';
import { pictureAt } from './picture-at.ts';
import { rerun, type Run, runScenario } from './run.ts';
import { summarise } from './summary.ts';
import { causeChain } from './why.ts';

/** Holds the newest run and answers what is asked of it. */
export interface RunService {
  /** Runs a scenario; what it shares with the run before is not computed again. */
  run(scenario: Scenario): RunSummary;
  picture(time: SimTime, selected: string | undefined): Picture;
  why(id: string): readonly CauseLink[];
  /** The time of the next event after `time`, or of the last one before it; undefined if there is none. */
  step(time: SimTime, direction: 'forward' | 'back'): SimTime | undefined;
}

export function createRunService(): RunService {
  let current: Run | undefined;
  const run = (): Run => defined(current, 'a run');
  return {
    run: (scenario) => {
      current = current === undefined ? runScenario(scenario) : rerun(current, scenario);
      return summarise(current);
    },
    picture: (time, selected) => pictureAt(run(), time, selected),
    why: (id) => causeChain(run(), id),
    step: (time, direction) => {
      const { recording } = run().simulation;
      const until = recording.eventsUntil(time);
      if (direction === 'forward') return until < recording.events ? recording.event(until).time : undefined;
      for (let number = until - 1; number >= 0; number--) {
        const { time: at } = recording.event(number);
        if (at < time) return at;
      }
      return time > 0 ? 0 : undefined;
    },
  };
}
