/** A run without one of its faults, to learn whether that fault alone breaks an expectation. */
import { removeFault } from '../scenario/edit.ts';
import { judge } from './expectations.ts';
import { continueRun, isOver, rerun, type Run } from './run.ts';

export interface Counterfactual {
  readonly done: boolean;
  /** For each expectation of the scenario, in its order; none until it is done. */
  readonly verdicts: readonly CounterfactualVerdict[];
}

export interface CounterfactualVerdict {
  readonly holds: boolean | undefined;
  readonly measured: string;
}

/** However long one takes, other questions are answered after so many steps. */
const PIECE_STEPS = 20_000;

/**
 * The run without the fault at some index of its list: the first question begins it, each further one runs it on. Of each run
 * the one asked for last is kept.
 */
export function counterfactuals(newest: () => Run): (fault: number) => Counterfactual {
  // Forgotten with the run that they are of, which may be large.
  const begun = new WeakMap<Run, { readonly fault: number; readonly run: Run }>();
  return (fault) => {
    const of = newest();
    const before = begun.get(of);
    const run = continueRun(
      before?.fault === fault ? before.run : rerun(of, removeFault(of.scenario, fault), 0),
      undefined,
      PIECE_STEPS,
    );
    begun.set(of, { fault, run });
    return isOver(run) ? { done: true, verdicts: verdictsOf(run) } : { done: false, verdicts: [] };
  };
}

function verdictsOf(run: Run): readonly CounterfactualVerdict[] {
  return run.scenario.expect.map((expectation) => {
    const { holds, measured } = judge(run, expectation);
    return { holds, measured };
  });
}
