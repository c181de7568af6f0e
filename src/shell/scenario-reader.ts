import type { ParsedScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { failure, type Result } from '../lib/result.ts';

/** A file over 1 MiB is not a scenario (format, limits). */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Reads the text of a scenario file. The parser is large and comes only when somebody needs it. */
export type ScenarioReader = (
  text: string,
  file: string,
) => Promise<Result<ParsedScenario, readonly Problem[]>>;

export async function readScenario(
  text: string,
  file: string,
): Promise<Result<ParsedScenario, readonly Problem[]>> {
  const [{ parseScenario }, { kinds }] = await Promise.all([
    import('../scenario/parse.ts'),
    import('../kinds/index.ts'),
  ]);
  return parseScenario(text, kinds, file);
}

/** Reads a file with edits made to it, which may come from a stranger. */
export async function readEdited(
  text: string,
  edits: unknown,
  file: string,
): Promise<Result<ParsedScenario, readonly Problem[]>> {
  const [{ parseEdited }, { kinds }] = await Promise.all([
    import('../scenario/edits.ts'),
    import('../kinds/index.ts'),
  ]);
  return parseEdited(text, edits, kinds, file);
}

/** What was changed of a scenario, in the words of the format. */
export async function writeEdits(original: Scenario, edited: Scenario): Promise<unknown> {
  const [{ editsBetween }, { kinds }] = await Promise.all([
    import('../scenario/edits.ts'),
    import('../kinds/index.ts'),
  ]);
  return editsBetween(original, edited, kinds);
}

/** A problem of the file as a whole. */
export function wholeFile(file: string, message: string): Result<ParsedScenario, readonly Problem[]> {
  return failure([{ line: 1, column: 1, message, file }]);
}
