import { kinds } from '../kinds/index.ts';
import { scenarioJsonSchema } from '../scenario/schema.ts';
import { type Arguments, type OptionName, parseArguments, UsageError } from './arguments.ts';
import { benchCommand } from './bench/bench-command.ts';
import { checkCommand } from './check-command.ts';
import { fuzzCommand } from './fuzz-command.ts';
import { ScenarioProblems } from './load.ts';
import { conformCommand } from './conform-command.ts';
import { complain, EXIT, print, printJson, problemLine } from './output.ts';
import { runCommand } from './run-command.ts';
import { whyCommand } from './why-command.ts';

const HELP = `ensemble: deterministic runs of a system that fails

  run FILE [--seed N] [--until 30s] [--json]       run it and print its milestones
  check FILE… [--seeds 1..20] [--json]             validate and run each, print what fails
  why FILE --milestone TYPE[:NODE][@T] [--json]    the chain of causes, effect first
  conform SYSTEM DIR [--seed N] [--json] [--emit OUT]
                                                   play recorded cases, compare with the real system
  fuzz [--runs N] [--seed N] [--of WHAT] [--json]  random systems and faults against the invariants
  bench [--json]                                   the figures of the performance goals
  schema                                           JSON Schema of the scenario format

A FILE called - is standard input.
Exit status: 0 holds, 1 an expectation or a random run fails, or a case differs, 2 bad input, 3 a bug, 4 a limit was reached.`;

interface Command {
  readonly run: (args: Arguments) => number;
  readonly options: readonly OptionName[];
}

const COMMANDS: Readonly<Record<string, Command>> = {
  run: { run: runCommand, options: ['seed', 'until', 'json'] },
  check: { run: checkCommand, options: ['seed', 'seeds', 'json'] },
  why: { run: whyCommand, options: ['milestone', 'seed', 'until', 'json'] },
  fuzz: { run: fuzzCommand, options: ['runs', 'seed', 'of', 'json'] },
  bench: { run: benchCommand, options: ['json'] },
  conform: { run: conformCommand, options: ['seed', 'json', 'emit'] },
  schema: { run: schemaCommand, options: ['json'] },
};

const UNBUILT = ['export'];

function schemaCommand(): number {
  printJson(scenarioJsonSchema(kinds));
  return EXIT.holds;
}

function main(words: readonly string[]): number {
  const [name, ...rest] = words;
  const json = rest.includes('--json');
  try {
    if (name === undefined || name === 'help' || name === '--help') {
      print(HELP);
      return name === undefined ? EXIT.badInput : EXIT.holds;
    }
    if (UNBUILT.includes(name)) throw new UsageError(`the command ${name} is not built yet`);
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new UsageError(`there is no command ${name}; try help`);
    return command.run(parseArguments(name, rest, command.options));
  } catch (error) {
    return badInput(error, json);
  }
}

function badInput(error: unknown, json: boolean): number {
  if (error instanceof ScenarioProblems) {
    const [first] = error.problems;
    for (const problem of error.problems) complain(problemLine(error.file, problem));
    if (json) {
      const { message = '', line = 1, column = 1, hint } = first ?? {};
      printJson({ error: { message, file: error.file, line, column, hint: hint ?? null } });
    }
    return EXIT.badInput;
  }
  if (error instanceof UsageError) {
    const { message, file, line, column, hint } = error;
    complain(hint === undefined ? message : `${message} (${hint})`);
    if (json) {
      printJson({
        error: {
          message,
          file: file ?? null,
          line: line ?? null,
          column: column ?? null,
          hint: hint ?? null,
        },
      });
    }
    return EXIT.badInput;
  }
  complain(`Ensemble has a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return EXIT.bug;
}

process.exitCode = main(process.argv.slice(2));
