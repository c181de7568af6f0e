import { readFileSync, statSync } from 'node:fs';
import { kinds } from '../kinds/index.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from './arguments.ts';

const FILE_BYTES_MAX = 1024 * 1024;

export interface Loaded {
  readonly scenario: Scenario;
  readonly warnings: readonly Problem[];
}

/** The problems of a scenario file, first first. */
export class ScenarioProblems extends Error {
  override readonly name = 'ScenarioProblems';

  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(problems[0]?.message ?? 'not a scenario');
  }
}

/** Reads and parses a scenario file. Throws a UsageError or ScenarioProblems. */
export function loadScenario(file: string): Loaded {
  const parsed = parseScenario(readText(file), kinds, file);
  if (!parsed.ok) throw new ScenarioProblems(file, parsed.error);
  return parsed.value;
}

function readText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > FILE_BYTES_MAX) {
      throw new UsageError(`the file has ${String(size)} bytes; a scenario has 1 MiB at most`, file, 1, 1);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as { readonly code?: string }).code ?? '';
    const reason = READ_ERRORS[code] ?? `cannot be read (${code})`;
    throw new UsageError(
      `${file} ${reason}`,
      file,
      1,
      1,
      'Name a scenario file, such as scenarios/plain-web-app.yaml.',
    );
  }
}

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a directory',
  EACCES: 'may not be read',
};
