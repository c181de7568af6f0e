import type { Run } from '../analysis/run.ts';
import { runScenario } from '../analysis/run-scenario.ts';
import { nearestChanges } from '../analysis/nearest-change.ts';
import { leftOutSteps } from '../analysis/story.ts';
import type { RunSummary } from '../analysis/outline.ts';
import { summarise } from '../analysis/summary.ts';
import { changedField } from '../scenario/change-expectation.ts';
import { withSeed } from '../scenario/edit.ts';
import type { Problem } from '../scenario/problem.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { type Loaded, loadScenario, ScenarioProblems } from './load.ts';
import { EXIT, print, printJson, problemLine } from './output.ts';
import { reportStop, statusOf } from './run-command.ts';

interface Failure {
  readonly seed: number;
  readonly text: string;
  readonly measured: string;
  /** The nearest change of the expectation that would hold, in the words of the format; undefined where there is none. */
  readonly nearest: string | undefined;
}

interface Checked {
  readonly file: string;
  readonly status: number;
  /** Those that it was run with; none if it could not be read. */
  readonly seeds: readonly number[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly failures: readonly Failure[];
}

/** `check FILE…`: validates and runs each; the highest status counts. */
export function checkCommand(args: Arguments): number {
  if (args.files.length === 0) {
    const hint = 'such as check scenarios/*.yaml; a file called - is standard input';
    throw new UsageError('which scenario files?', undefined, undefined, undefined, hint);
  }
  if (args.seed !== undefined && args.seeds !== undefined) {
    throw new UsageError('--seed and --seeds at once; one of them is enough');
  }
  const results = args.files.map((file) => checkFile(file, args));
  if (args.json)
    printJson(results.length === 1 && results[0]?.status === EXIT.badInput ? errorOf(results[0]) : results);
  else for (const result of results) printResult(result);
  return Math.max(...results.map((result) => result.status));
}

function checkFile(file: string, { seed, seeds }: Arguments): Checked {
  try {
    const loaded = loadScenario(file);
    return runWith(file, loaded, seeds ?? [seed ?? loaded.scenario.seed]);
  } catch (error) {
    return {
      file,
      status: EXIT.badInput,
      seeds: [],
      problems: problemsOf(error),
      warnings: [],
      failures: [],
    };
  }
}

function runWith(file: string, { scenario, warnings }: Loaded, seeds: readonly number[]): Checked {
  const runs = seeds.map((seed) => checkRun(runScenario(withSeed(scenario, seed)), seed));
  return {
    file,
    status: Math.max(...runs.map(({ status }) => status)),
    seeds,
    problems: [],
    warnings: [...warnings, ...runs.flatMap(({ idle }) => idle)],
    failures: runs.flatMap(({ failures }) => failures),
  };
}

function checkRun(run: Run, seed: number) {
  const summary = summarise(run);
  reportStop(run, summary);
  return {
    status: statusOf(run, summary),
    idle: idleLines(run, summary).map((text) => ({
      message: `${text} (seed ${String(seed)})`,
      line: 1,
      column: 1,
    })),
    failures: failuresOf(run, summary, seed),
  };
}

function failuresOf(run: Run, { expectations }: RunSummary, seed: number): readonly Failure[] {
  const changes = nearestChanges(run);
  return expectations.flatMap(({ text, holds, measured }, index) => {
    const [before, after] = [run.scenario.expect[index], changes[index]];
    const nearest = before === undefined || after === undefined ? undefined : changedField(before, after);
    return holds === false ? [{ seed, text, measured, nearest }] : [];
  });
}

/** The faults and the steps of the story that this run passed by. */
function idleLines(run: Run, { milestones, story }: RunSummary): readonly string[] {
  const skipped = milestones.filter(({ type }) => type === 'fault-skipped').map(({ text }) => text);
  return [...skipped, ...leftOutSteps(run, story)];
}

/** What is wrong with a file that cannot be read as a scenario. */
function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof ScenarioProblems) return error.problems;
  if (!(error instanceof UsageError)) throw error;
  const { message, line = 1, column = 1, hint } = error;
  return [hint === undefined ? { message, line, column } : { message, line, column, hint }];
}

/** The first problem in the form that all commands use for bad input. */
function errorOf({ file, problems }: Checked): unknown {
  const [problem] = problems;
  return {
    error: {
      message: problem?.message ?? '',
      file,
      line: problem?.line ?? 1,
      column: problem?.column ?? 1,
      hint: problem?.hint ?? null,
    },
  };
}

function printResult({ file, status, seeds, problems, warnings, failures }: Checked): void {
  for (const problem of problems) print(problemLine(file, problem));
  for (const warning of warnings) {
    print(problemLine(file, { ...warning, message: `warning: ${warning.message}` }));
  }
  for (const { seed, text, measured, nearest } of failures) {
    const instead = nearest === undefined ? '' : `; ${nearest} would hold`;
    print(`${file}: fails with seed ${String(seed)}: ${text} (${measured})${instead}`);
  }
  if (status === EXIT.holds)
    print(`${file}: holds${seeds.length > 1 ? ` with all ${String(seeds.length)} seeds` : ''}`);
}
