/** Another expectation in the place of one of a scenario's text. */
import { failure, type Result } from '../lib/result.ts';
import type { KindTable } from './kind-table.ts';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import { rewriteText, type Rewritten } from './rewrite.ts';
import type { Expectation } from './scenario.ts';
import { writeExpectation } from './write-expectations.ts';
import type { Written } from './write.ts';
import { fieldText, isSame, isWrittenRecord, type WrittenRecord } from './yaml-words.ts';

/** What stands differently in `after`, in the words of the format: `within: 8.3s`. */
export function changedField(before: Expectation, after: Expectation): string {
  const [was, is] = [before, after].map((one) => writeExpectation(one, (names) => names));
  return was === undefined || is === undefined ? '' : difference(was, is);
}

function difference(was: WrittenRecord, is: WrittenRecord): string {
  const [entry] = Object.entries(is).filter(([key, value]) => !isSame(was[key], value));
  if (entry === undefined) return '';
  const [key, value]: readonly [string, Written] = entry;
  const before = was[key];
  return isWrittenRecord(before) && isWrittenRecord(value)
    ? difference(before, value)
    : fieldText(key, value, true);
}

/** `after` has the text of the expectation that it replaces; a failure where that does not stand at `index` any more. */
export function changeExpectation(
  text: string,
  index: number,
  after: Expectation,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  const parsed = parseScenario(text, kinds);
  if (!parsed.ok) return parsed;
  const { scenario } = parsed.value;
  if (scenario.expect[index]?.text !== after.text) return failure([ANOTHER]);
  return rewriteText(text, { ...scenario, expect: scenario.expect.with(index, after) }, kinds);
}

const ANOTHER: Problem = { line: 1, column: 1, message: 'the text expects something else there now' };
