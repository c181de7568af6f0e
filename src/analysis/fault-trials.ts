/** A run without one of its faults, to learn whether that fault alone breaks an expectation. */
import { removeFault } from '../scenario/edit.ts';
import { judge } from './expectations.ts';
import { continueRun, isOver, rerun, type Run } from './run.ts';

export interface FaultTrial {
  readonly done: boolean;
  /** For each expectation of the scenario, in its order; none until it is done. */
  readonly verdicts: readonly TrialVerdict[];
}

export interface TrialVerdict {
  readonly holds: boolean | undefined;
  readonly measured: string;
}

/** However long a trial takes, other questions are answered after so many steps. */
const PIECE_STEPS = 20_000;

/**
 * The run without the fault at some index of its list: the first question begins it, each further one runs it on. Of trials
 * only the one asked for last is kept.
 */
export function faultTrials(newest: () => Run): (fault: number) => FaultTrial {
  let trial: { readonly of: Run; readonly fault: number; readonly run: Run } | undefined;
  return (fault) => {
    const of = newest();
    const begun =
      trial?.of === of && trial.fault === fault ? trial.run : rerun(of, removeFault(of.scenario, fault), 0);
    const run = continueRun(begun, undefined, PIECE_STEPS);
    trial = { of, fault, run };
    return isOver(run) ? { done: true, verdicts: verdictsOf(run) } : { done: false, verdicts: [] };
  };
}

function verdictsOf(run: Run): readonly TrialVerdict[] {
  return run.scenario.expect.map((expectation) => {
    const { holds, measured } = judge(run, expectation);
    return { holds, measured };
  });
}
