import type { KindDefinition } from '../kernel/kind.ts';
import { defined } from '../lib/assert.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Picture } from './picture.ts';
import type { RunSummary } from './outline.ts';
import { pictureAt } from './picture-at.ts';
import { continueRun, isOver, rerun, type Run, startRun } from './run.ts';
import { stepFrom, type StepDirection, type StepTo } from './steps.ts';
import { summarise, summariseSoFar } from './summary.ts';

/** What a screen asks before and while it shows anything. */
export interface FirstQuestions {
  /** Runs a scenario; what it shares with the run before is not computed again. */
  readonly run: (scenario: Scenario) => RunSummary;
  /** Runs a scenario only as far as the cursor, for a picture in time; `finish` runs the rest. */
  readonly begin: (scenario: Scenario, time: SimTime, selected: string | undefined) => Picture;
  readonly finish: () => RunSummary;
  /** Begins the run of a scenario, for `advance` to run; what it shares with the run before is not computed again. */
  readonly start: (scenario: Scenario) => void;
  /** Runs on; undefined if another run was begun since. */
  readonly advance: (until: SimTime) => Advance | undefined;
  /** The newest run in outline, as far as it went: of what is not known yet nothing is said. */
  readonly outline: () => RunSummary;
  readonly picture: (time: SimTime, selected: string | undefined) => Picture;
  /** The time of the next such moment after `time`, or of the last one before it; undefined if there is none. */
  readonly step: (time: SimTime, direction: StepDirection, to: StepTo) => SimTime | undefined;
}

/** How far a run went that is computed piece by piece, and whether that was all. */
export interface Advance {
  readonly end: SimTime;
  readonly done: boolean;
}

export interface RunHolder {
  readonly questions: FirstQuestions;
  readonly newest: () => Run;
}

/** However much happens in a piece of a run, questions are answered after so many steps. */
const PIECE_STEPS = 50_000;

/** Holds the newest run and answers what is first asked of it. `components` tells the kinds that are there to run. */
export function createRunHolder(components: () => readonly KindDefinition[]): RunHolder {
  let current: Run | undefined;
  /** The last run that went to its end: what others are forked from. */
  let whole: Run | undefined;
  /** The run that is computed piece by piece. */
  let growing: Run | undefined;
  const newest = (): Run => defined(current, 'a run');
  const runUntil = (scenario: Scenario, until = scenario.duration): Run =>
    whole === undefined
      ? startRun(scenario, components(), until)
      : rerun(whole, scenario, until, components());
  const settle = (settled: Run): RunSummary => {
    current = settled;
    whole = settled;
    return summarise(settled);
  };
  const questions: FirstQuestions = {
    run: (scenario) => settle(runUntil(scenario)),
    begin: (scenario, time, selected) => {
      current = runUntil(scenario, time);
      return pictureAt(current, time, selected);
    },
    finish: () => settle(continueRun(newest())),
    start: (scenario) => {
      growing = runUntil(scenario, 0);
      current = growing;
    },
    advance: (until) => {
      if (growing === undefined || growing !== current) return undefined;
      growing = continueRun(growing, until, PIECE_STEPS);
      current = growing;
      const done = isOver(growing);
      if (done) whole = growing;
      return { end: growing.end, done };
    },
    outline: () => (isOver(newest()) ? summarise(newest()) : summariseSoFar(newest())),
    picture: (time, selected) => pictureAt(newest(), time, selected),
    step: (time, direction, to) => stepFrom(newest(), time, direction, to),
  };
  return { questions, newest };
}
