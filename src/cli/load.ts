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

/** What a command line calls standard input. */
const STANDARD_INPUT = '-';

/** Reads and parses a scenario file, or standard input (`-`). Throws a UsageError or ScenarioProblems. */
export function loadScenario(file: string): Loaded {
  const parsed = parseScenario(readText(file), kinds, file);
  if (!parsed.ok) throw new ScenarioProblems(file, parsed.error);
  return parsed.value;
}

function readText(file: string): string {
  try {
    const bytes = file === STANDARD_INPUT ? readFileSync(0) : readFile(file);
    checkSize(file, bytes.length);
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as { readonly code?: string }).code ?? '';
    const [reason, hint] = READ_ERRORS[code] ?? [`cannot be read (${code})`, NAME_A_FILE];
    throw new UsageError(`${file} ${reason}`, file, 1, 1, hint);
  }
}

/** A file that is too large is not read at all. */
function readFile(file: string): Buffer {
  checkSize(file, statSync(file).size);
  return readFileSync(file);
}

function checkSize(file: string, size: number): void {
  if (size <= FILE_BYTES_MAX) return;
  const message = `the file has ${String(size)} bytes; a scenario has 1 MiB at most`;
  throw new UsageError(
    message,
    file,
    1,
    1,
    'Leave out what is generated: `count` makes many nodes of one line.',
  );
}

const NAME_A_FILE = 'Name a scenario file, such as scenarios/plain-web-app.yaml.';

const READ_ERRORS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['does not exist', NAME_A_FILE],
  EISDIR: ['is a folder', 'Name the files in it, such as scenarios/*.yaml.'],
  EACCES: ['may not be read', 'Ask its owner, or mend its permissions.'],
  EAGAIN: ['has nothing to read', 'Pipe a scenario into it, or name a file.'],
};
