import { runScenario } from '../analysis/run-scenario.ts';
import { leftOutSteps } from '../analysis/story.ts';
import { summarise } from '../analysis/summary.ts';
import type { Problem } from '../scenario/problem.ts';
import { type Arguments, UsageError } from './arguments.ts';
import { loadScenario, ScenarioProblems } from './load.ts';
import { EXIT, print, printJson, problemLine } from './output.ts';
import { reportStop, statusOf } from './run-command.ts';

interface Checked {
  readonly file: string;
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly failures: readonly { readonly text: string; readonly measured: string }[];
}

/** `check FILE…`: validates and runs each; the highest status counts. */
export function checkCommand(args: Arguments): number {
  if (args.files.length === 0) throw new UsageError('which scenario files?');
  const results = args.files.map((file) => checkFile(file));
  if (args.json)
    printJson(results.length === 1 && results[0]?.status === EXIT.badInput ? errorOf(results[0]) : results);
  else for (const result of results) printResult(result);
  return Math.max(...results.map((result) => result.status));
}

function checkFile(file: string): Checked {
  try {
    const { scenario, warnings } = loadScenario(file);
    const run = runScenario(scenario);
    const summary = summarise(run);
    reportStop(run, summary);
    const idle = summary.milestones
      .filter((milestone) => milestone.type === 'fault-skipped')
      .map(({ text }) => text)
      .concat(leftOutSteps(run, summary.story))
      .map((message) => ({ message, line: 1, column: 1 }));
    const failures = summary.expectations.filter(({ holds }) => holds === false);
    return { file, status: statusOf(run, summary), problems: [], warnings: [...warnings, ...idle], failures };
  } catch (error) {
    if (error instanceof ScenarioProblems) {
      return { file, status: EXIT.badInput, problems: error.problems, warnings: [], failures: [] };
    }
    if (!(error instanceof UsageError)) throw error;
    const problem = { message: error.message, line: error.line ?? 1, column: error.column ?? 1 };
    const problems = [error.hint === undefined ? problem : { ...problem, hint: error.hint }];
    return { file, status: EXIT.badInput, problems, warnings: [], failures: [] };
  }
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

function printResult({ file, status, problems, warnings, failures }: Checked): void {
  for (const problem of problems) print(problemLine(file, problem));
  for (const warning of warnings) {
    print(problemLine(file, { ...warning, message: `warning: ${warning.message}` }));
  }
  for (const { text, measured } of failures) print(`${file}: fails: ${text} (${measured})`);
  if (status === EXIT.holds) print(`${file}: holds`);
}
