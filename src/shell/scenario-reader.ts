import type { Completions } from '../scenario/completion.ts';
import type { Explanation } from '../scenario/description.ts';
import type { ParsedScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Shape } from '../scenario/shapes.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { missing } from '../lib/missing-part.ts';
import { failure, type Result } from '../lib/result.ts';

/** A file over 1 MiB is not a scenario (format, limits). */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Reads the text of a scenario file. The parser is large and comes only when somebody needs it. */
export type ScenarioReader = (
  text: string,
  file: string,
) => Promise<Result<ParsedScenario, readonly Problem[]>>;

/** A text, changed so that it says another scenario; what it does not concern stays as it was written. */
export type ScenarioRewriter = (text: string, after: Scenario) => Promise<string>;

/** The language of scenario files. */
export interface ScenarioLanguage {
  readonly read: ScenarioReader;
  readonly rewrite: ScenarioRewriter;
}

export async function readScenario(
  text: string,
  file: string,
): Promise<Result<ParsedScenario, readonly Problem[]>> {
  const [{ parseScenario }, { kinds }] = await Promise.all([
    import('../scenario/parse.ts'),
    import('../kinds/index.ts'),
  ]).catch(missing('format'));
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
  ]).catch(missing('format'));
  return parseEdited(text, edits, kinds, file);
}

/** What was changed of a scenario, in the words of the format. */
export async function writeEdits(original: Scenario, edited: Scenario): Promise<unknown> {
  const [{ editsBetween }, { kinds }] = await Promise.all([
    import('../scenario/edits.ts'),
    import('../kinds/index.ts'),
  ]).catch(missing('format'));
  return editsBetween(original, edited, kinds);
}

/** A problem of the file as a whole. */
export function wholeFile(file: string, message: string): Result<ParsedScenario, readonly Problem[]> {
  return failure([{ line: 1, column: 1, message, file }]);
}

async function rewriteScenario(text: string, after: Scenario): Promise<string> {
  const [{ rewriteText }, { kinds }] = await Promise.all([
    import('../scenario/rewrite.ts'),
    import('../kinds/index.ts'),
  ]).catch(missing('format'));
  const rewritten = rewriteText(text, after, kinds);
  // Whatever users can do on the stage can be written (the rewriter's tests).
  if (!rewritten.ok) throw new Error(rewritten.error[0]?.message);
  return rewritten.value.text;
}

export const scenarioLanguage: ScenarioLanguage = { read: readScenario, rewrite: rewriteScenario };

/** What the format says of a text while it is being written. */
export interface TextHelp {
  readonly complete: (text: string, offset: number) => Completions | undefined;
  readonly describe: (text: string, offset: number) => Explanation | undefined;
}

export async function textHelp(): Promise<TextHelp> {
  const [{ completionsAt }, { describeAt }, { scenarioJsonSchema }, { kinds }] = await Promise.all([
    import('../scenario/completion.ts'),
    import('../scenario/description.ts'),
    import('../scenario/schema.ts'),
    import('../kinds/index.ts'),
  ]).catch(missing('format'));
  const format: Shape = scenarioJsonSchema(kinds);
  return {
    complete: (text, offset) => completionsAt(text, offset, format),
    describe: (text, offset) => describeAt(text, offset, format),
  };
}
