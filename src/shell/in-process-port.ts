import type { CauseLink, Picture, RunSummary } from '../analysis/picture.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SimulationPort } from './simulation-port.ts';

/** The same questions as the port's, answered at once: what stands on the other side of every port. */
export interface RunService {
  run(scenario: Scenario): RunSummary;
  picture(time: SimTime, selected: string | undefined): Picture;
  why(id: string): readonly CauseLink[];
  step(time: SimTime, direction: 'forward' | 'back'): SimTime | undefined;
}

/** Runs in the same thread: for tests, and where there are no workers. */
export function createInProcessPort(service: RunService): SimulationPort {
  return {
    run: (scenario) => answer(() => service.run(scenario)),
    picture: (time, selected) => answer(() => service.picture(time, selected)),
    why: (id) => answer(() => service.why(id)),
    step: (time, direction) => answer(() => service.step(time, direction)),
    dispose: () => undefined,
  };
}

/** What `compute` throws rejects the promise, as an error in the worker would. */
async function answer<T>(compute: () => T): Promise<T> {
  await Promise.resolve();
  return compute();
}
