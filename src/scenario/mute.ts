/**
 * Faults that are kept in a file without happening. The format has no word for them, so a muted fault is a comment,
 * `# muted: - { at: 12s, crash: db-1 }`, at its place in the list: whatever reads the file leaves it out.
 */
import { failure, success, type Result } from '../lib/result.ts';
import { removeFault } from './edit.ts';
import type { KindTable } from './kind-table.ts';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';
import { isMeant, type Rewritten } from './rewrite.ts';
import type { ScenarioFault } from './scenario.ts';
import { lineEnd, lineStart, nextLine } from './text-changes.ts';
import { entriesOf, isFlow, isMap, isSeq, itemsOf, openYaml, unlessUnpatchable } from './yaml-source.ts';
import type { Entry, YamlSource } from './yaml-source.ts';

export interface MutedFault {
  /** How many faults of the file stand before it: the place that it would have among them. */
  readonly index: number;
  /** The line of the text on which it begins, from 1. */
  readonly line: number;
  /** As it is written, on one line: `{ at: 12s, crash: db-1 }`. */
  readonly text: string;
  /** Undefined where it cannot be read, such as one that names a node that is gone. */
  readonly fault: ScenarioFault | undefined;
}

/** The muted faults of a file, in its order; none where the text is no scenario. */
export function mutedFaults(text: string, kinds: readonly KindTable[]): readonly MutedFault[] {
  const source = openYaml(text);
  const blocks = unlessUnpatchable(() => mutedBlocks(source)) ?? [];
  if (blocks.length === 0) return [];
  const together = faultsOf(unmuted(source, blocks), kinds);
  return blocks.map((block, place) => {
    const { index, line, lines } = block;
    const alone = together === undefined ? faultsOf(unmuted(openYaml(text), [block]), kinds) : undefined;
    const fault = together === undefined ? alone?.[index] : together[index + place];
    const words = lines.map((one) => one.trim()).join(' ');
    return { index, line, text: words.replace(/^- /u, ''), fault };
  });
}

/** Makes the fault at `index` of the list a comment. */
export function muteFault(
  text: string,
  index: number,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  const before = parseScenario(text, kinds);
  if (!before.ok) return before;
  const goal = removeFault(before.value.scenario, index);
  return verified(
    unlessUnpatchable(() => muted(text, index)),
    kinds,
    (after) => isMeant(after, goal, kinds),
  );
}

/** Makes the muted fault at `place` of `mutedFaults` a fault again. */
export function unmuteFault(
  text: string,
  place: number,
  kinds: readonly KindTable[],
): Result<Rewritten, readonly Problem[]> {
  const before = parseScenario(text, kinds);
  if (!before.ok) return before;
  const source = openYaml(text);
  const block = unlessUnpatchable(() => mutedBlocks(source)[place]);
  const changed = block === undefined ? undefined : unmuted(source, [block]);
  return verified(changed, kinds, (after) =>
    isMeant(removeFault(after, block?.index ?? 0), before.value.scenario, kinds),
  );
}

type Scenario = Rewritten['scenario'];

function verified(
  text: string | undefined,
  kinds: readonly KindTable[],
  isRight: (after: Scenario) => boolean,
): Result<Rewritten, readonly Problem[]> {
  const parsed = text === undefined ? undefined : parseScenario(text, kinds);
  if (parsed?.ok === false) return parsed;
  if (text === undefined || parsed === undefined || !isRight(parsed.value.scenario))
    return failure([NO_PLACE]);
  return success({ text, ...parsed.value });
}

const NO_PLACE: Problem = {
  line: 1,
  column: 1,
  message: 'this fault cannot be muted or unmuted where it stands; give it a line of its own',
};

function faultsOf(
  text: string | undefined,
  kinds: readonly KindTable[],
): readonly ScenarioFault[] | undefined {
  const parsed = text === undefined ? undefined : parseScenario(text, kinds);
  return parsed?.ok === true ? parsed.value.scenario.faults : undefined;
}

const MARK = '# muted:';
const MUTED = /^ *# muted: (.*\S)\s*$/u;
const INDENT = '  ';

type Item = ReturnType<typeof itemsOf>[number];

function muted(text: string, index: number): string | undefined {
  const source = openYaml(text);
  const { changes } = source;
  const section = sectionOf(source);
  const { items = [] } = section ?? {};
  const item = items[index];
  if (section === undefined || item === undefined) return undefined;
  if (item.inFlow) {
    // Within brackets a comment has no place, so that each fault gets a line first.
    const block = withLines(source, section, items);
    return block === undefined ? undefined : muted(block, index);
  }
  const end = lineEnd(text, item.end);
  for (let at = lineStart(text, item.start); at < end; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const indent = Math.min(item.column, line.length - line.trimStart().length);
    changes.insert(at + indent, line.trim() === '' ? MARK : `${MARK} `);
  }
  if (items.length === 1) changes.insert(section.after, ' []');
  return changes.apply();
}

function withLines(
  { text, changes }: YamlSource,
  section: Entry,
  items: readonly Item[],
): string | undefined {
  if (text.slice(section.after, section.end).includes('#')) return undefined;
  const words = items.map(({ start, end }) => text.slice(start, end).replaceAll(/\s*\n\s*/gu, ' '));
  changes.remove(section.after, section.end);
  changes.insertLines(
    nextLine(text, section.end),
    words.map((one) => `${INDENT}- ${one}`),
  );
  return changes.apply();
}

interface MutedBlock {
  readonly index: number;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Without the mark, and without the indentation of its dash. */
  readonly lines: readonly string[];
}

function mutedBlocks(source: YamlSource): readonly MutedBlock[] {
  const { text } = source;
  const section = sectionOf(source);
  if (section === undefined) return [];
  const blocks: MutedBlock[] = [];
  for (let at = nextLine(text, section.start); at < section.until; at = nextLine(text, at)) {
    const [, words] = MUTED.exec(text.slice(at, lineEnd(text, at))) ?? [];
    const last = blocks.at(-1);
    if (words === undefined) continue;
    if (words.startsWith('- ')) {
      const index = section.items.filter(({ start }) => start < at).length;
      const line = text.slice(0, at).split('\n').length;
      blocks.push({ index, line, from: at, to: lineEnd(text, at), lines: [words] });
    } else if (last !== undefined && nextLine(text, last.to) === at) {
      blocks[blocks.length - 1] = { ...last, to: lineEnd(text, at), lines: [...last.lines, words] };
    }
  }
  return blocks;
}

function unmuted(source: YamlSource, blocks: readonly MutedBlock[]): string | undefined {
  const section = sectionOf(source);
  if (section === undefined) return undefined;
  const { changes } = source;
  const column = section.items[0]?.column;
  for (const { from, to, lines } of blocks) {
    const indent = column === undefined ? indentOf(source.text, from) : ' '.repeat(column);
    changes.replace(from, to, lines.map((line) => `${indent}${line}`).join(changes.newline));
  }
  if (section.items.length === 0) changes.remove(section.after, section.end);
  return changes.apply();
}

function indentOf(text: string, at: number): string {
  return /^ */u.exec(text.slice(at, lineEnd(text, at)))?.[0] ?? '';
}

interface Section extends Entry {
  readonly items: readonly Item[];
  /** Where the next section begins. */
  readonly until: number;
}

function sectionOf(source: YamlSource): Section | undefined {
  const { document, text } = source;
  const root: unknown = document.contents;
  if (document.errors.length > 0 || !isMap(root) || isFlow(root)) return undefined;
  const entries = entriesOf(source, root);
  const place = entries.findIndex(({ key }) => key === 'faults');
  const section = entries[place];
  if (section === undefined || !isSeq(section.node)) return undefined;
  const until = entries[place + 1]?.start ?? text.length;
  return { ...section, until, items: itemsOf(source, section.node) };
}
