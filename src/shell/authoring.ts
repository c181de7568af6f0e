/** Changes to the text of a scenario from beside it; loaded with the editor. */
import { kinds } from '../kinds/index.ts';
import { formatDuration } from '../lib/quantities.ts';
import { failure, type Result, success } from '../lib/result.ts';
import type { SimTime } from '../lib/units.ts';
import { addItem } from '../scenario/add-item.ts';
import { changedField, changeExpectation } from '../scenario/change-expectation.ts';
import { addNode, removeNode, renameNode } from '../scenario/compose.ts';
import { type MutedFault, mutedFaults, muteFault, unmuteFault } from '../scenario/mute.ts';
import { freeName, newNode, type NodeEntry } from '../scenario/new-node.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Rewritten } from '../scenario/rewrite.ts';
import { writeFault } from '../scenario/write.ts';
import { flowText } from '../scenario/yaml-words.ts';
import type { Expectation, ScenarioFault } from '../scenario/scenario.ts';
import type { Session } from './session.ts';

export type { MutedFault } from '../scenario/mute.ts';
/** Which nodes the lines of a text speak of. */
export { type Statement, statementsIn } from '../scenario/statements.ts';

/** Every kind that a system can be built of, and what it is. */
export const NODE_KINDS: readonly { readonly kind: string; readonly summary: string }[] = kinds.map(
  ({ kind, summary }) => ({ kind, summary }),
);

/** The text as it would be, or why it cannot be. */
export type TextChange = (text: string) => Result<string, string>;

/** Changes the present text, as a step of its own to undo; a failure is a sentence without a full stop. */
export async function changeText(session: Session, change: TextChange): Promise<Result<undefined, string>> {
  const changed = change(await session.text.current());
  if (!changed.ok) return changed;
  session.edits.rested();
  await session.edits.write(changed.value);
  session.edits.rested();
  return success(undefined);
}

export function problemCount(text: string): number {
  const read = parseScenario(text, kinds);
  return read.ok ? 0 : read.error.length;
}

export function muted(text: string): readonly MutedFault[] {
  return mutedFaults(text, kinds);
}

export const mute =
  (index: number): TextChange =>
  (text) =>
    textOf(muteFault(text, index, kinds));

export const unmute =
  (place: number): TextChange =>
  (text) =>
    textOf(unmuteFault(text, place, kinds));

export const expecting =
  (expectation: string): TextChange =>
  (text) =>
    textOf(addItem(text, 'expect', expectation, kinds));

/** What an operator does to a znode: `data` is nothing to a deletion. */
export interface ZnodeChange {
  readonly at: SimTime;
  readonly through: string;
  readonly op: (typeof ZNODE_OPERATIONS)[number];
  readonly path: string;
  readonly data: string;
}

export const ZNODE_OPERATIONS = ['create', 'set', 'delete'] as const;

export const withZnodeFault =
  ({ at, through, op, path, data }: ZnodeChange): TextChange =>
  (text) => {
    const order = { through, [op]: path, ...(op === 'delete' ? {} : { data }) };
    const fault = flowText({ at: formatDuration(at), zookeeper: order }, false);
    return textOf(addItem(text, 'faults', fault, kinds));
  };

/** `changed` is the expectation at `index`, with something else in it. */
export const expectingInstead =
  (index: number, changed: Expectation): TextChange =>
  (text) =>
    textOf(changeExpectation(text, index, changed, kinds));

/** What is else in it, in the words of the format: `within: 8.3s`. */
export { changedField };

export const withNew =
  (kind: string, entries: readonly NodeEntry[]): TextChange =>
  (text) => {
    const name = freeName(kind, entries);
    const changed = addNode(text, name, newNode(kind, entries, kinds));
    return changed === undefined
      ? failure(`${name} is there already, or the text is not whole`)
      : success(changed);
  };

/** What a new node is called that nothing connects with the others yet; undefined where something does. */
export function nameOfLone(kind: string, entries: readonly NodeEntry[]): string | undefined {
  const isLone = Object.keys(newNode(kind, entries, kinds)).every((key) => key === 'kind' || key === 'count');
  return isLone ? freeName(kind, entries) : undefined;
}

export const renamed =
  (from: string, to: string): TextChange =>
  (text) =>
    textOf(renameNode(text, from, to, kinds));

export const without =
  (name: string): TextChange =>
  (text) =>
    textOf(removeNode(text, name, kinds));

function textOf(result: Result<Rewritten, readonly Problem[]>): Result<string, string> {
  return result.ok ? success(result.value.text) : failure(result.error[0]?.message ?? '');
}

/** A fault as a line of a file: `{ at: 12s, crash: db-1 }`. */
export function faultText(fault: ScenarioFault): string {
  return flowText(writeFault(fault), false);
}

/** The faults of what is open as a section of a file. */
export function faultsText(faults: readonly ScenarioFault[]): string {
  return `faults:\n${faults.map((fault) => `  - ${faultText(fault)}\n`).join('')}`;
}
