/** One more item in a list of a scenario's text: an expectation, a fault. */
import { isMap, isSeq, parseDocument } from 'yaml';
import { failure, type Result } from '../lib/result.ts';
import { withFault } from './edit.ts';
import type { KindTable } from './kind-table.ts';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import { rewriteText, type Rewritten } from './rewrite.ts';
import type { Scenario } from './scenario.ts';

/** `item` in the words of the format and in flow style, such as `{ primary: db, is: db-2, by: 25s }`. */
export function addItem(
  text: string,
  section: 'expect' | 'faults',
  item: string,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  const document = parseDocument(text);
  const written: unknown = parseDocument(item).contents;
  if (!isMap(written)) return failure([{ line: 1, column: 1, message: 'an item is a record' }]);
  const list: unknown = document.get(section);
  if (isSeq(list)) list.add(written);
  else document.set(section, document.createNode([written]));
  const meant = parseScenario(document.toString(), kinds);
  if (!meant.ok) return meant;
  const { scenario } = meant.value;
  return rewriteText(text, section === 'faults' ? withLastByTime(scenario) : scenario, kinds);
}

function withLastByTime(scenario: Scenario): Scenario {
  const last = scenario.faults.at(-1);
  return last === undefined
    ? scenario
    : { ...scenario, faults: withFault(scenario.faults.slice(0, -1), last) };
}
