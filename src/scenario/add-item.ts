/** One more item in a list of a scenario's text: an expectation, a fault. */
import { isMap, isSeq, parseDocument } from 'yaml';
import { failure, type Result } from '../lib/result.ts';
import type { KindTable } from './kind-table.ts';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import { rewriteText, type Rewritten } from './rewrite.ts';

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
  return meant.ok ? rewriteText(text, meant.value.scenario, kinds) : meant;
}
