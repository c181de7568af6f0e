/** Which nodes each statement of a scenario's text speaks of; also of a text that makes no sense yet, as far as it can be read. */
import { LineCounter, parseDocument } from 'yaml';
import type { Pair } from 'yaml';
import type { Scenario } from './scenario.ts';
import { endOf, isMap, isScalar, isSeq, rangeOf, unlessUnpatchable, type Node } from './yaml-source.ts';

/** An entry of `nodes` or `zones`, or an item of a list such as `faults`. */
export interface Statement {
  /** Its first and its last line, from 1. */
  readonly from: number;
  readonly to: number;
  /** The names of the nodes that it is about: groups, zones and ranges stand for theirs. */
  readonly nodes: readonly string[];
}

/** Texts for people, in which a name is a word like any other. */
const PROSE: ReadonlySet<string> = new Set(['title', 'say', 'question', 'because']);
/** The whole text is read at once: of long ones that would be felt. */
const MAX_LENGTH = 300_000;

type NodePair = Pair<Node, Node | null>;

/** In the order of the text; `scenario` knows who the names are. */
export function statementsIn(text: string, scenario: Scenario): readonly Statement[] {
  if (text.length > MAX_LENGTH) return [];
  const counter = new LineCounter();
  const nodesOf = nodesBehind(scenario);
  const lineAt = (offset: number) => counter.linePos(offset).line;
  return (
    readable(() => spansIn(rootOf(text, counter)))?.map(({ node, last, words }) => ({
      from: lineAt(rangeOf(node)[0]),
      to: lineAt(endOf(text, last ?? node, rangeOf(node)[0])),
      nodes: [...new Set(words.flatMap(nodesOf))],
    })) ?? []
  );
}

/** Undefined where the YAML library gives up: no text is so broken that hovering it may fail. */
function readable<T>(read: () => T): T | undefined {
  try {
    return unlessUnpatchable(read);
  } catch {
    return undefined;
  }
}

function rootOf(text: string, lineCounter: LineCounter): unknown {
  return parseDocument(text, {
    version: '1.2', schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent', lineCounter,
  }).contents; // prettier-ignore
}

interface Span {
  readonly node: Node;
  /** What follows it; undefined if it stands alone. */
  readonly last: Node | undefined;
  readonly words: readonly string[];
}

function spansIn(root: unknown): readonly Span[] {
  return pairsOf(root).flatMap(({ key, value }): readonly Span[] => {
    const section = wordOf(key);
    if (section === 'nodes' || section === 'zones') {
      return pairsOf(value).map((entry) => ({
        node: entry.key,
        last: entry.value ?? undefined,
        words: [wordOf(entry.key)],
      }));
    }
    return listsIn(value).map((item) => ({ node: item, last: undefined, words: wordsIn(item) }));
  });
}

/** The items of a list, or of the lists of a record. */
function listsIn(value: unknown): readonly Node[] {
  if (isSeq(value)) return value.items as readonly Node[];
  return pairsOf(value).flatMap((pair) => (isSeq(pair.value) ? (pair.value.items as readonly Node[]) : []));
}

function pairsOf(value: unknown): readonly NodePair[] {
  return isMap(value) ? (value.items as readonly NodePair[]) : [];
}

function wordsIn(value: unknown): readonly string[] {
  if (isScalar(value)) return typeof value.value === 'string' ? [value.value] : [];
  if (isSeq(value)) return value.items.flatMap(wordsIn);
  return pairsOf(value).flatMap((pair) => (PROSE.has(wordOf(pair.key)) ? [] : wordsIn(pair.value)));
}

function wordOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : '';
}

const RANGE = /^([a-z][a-z0-9-]*)-\[(\d+)\.\.(\d+)\]$/u;

/** Who is meant by a name: a node itself, a group, a zone, `api-[1..50]`. */
function nodesBehind({ nodes, groups, zones }: Scenario): (word: string) => readonly string[] {
  const sets = new Map<string, readonly string[]>();
  for (const { name } of nodes) sets.set(name, [name]);
  for (const { name, members } of [...groups, ...zones]) sets.set(name, members);
  return (word) => {
    const [, group, from, to] = RANGE.exec(word) ?? [];
    if (group === undefined) return sets.get(word) ?? [];
    return nodes
      .filter((node) => node.group === group && node.index >= Number(from) && node.index <= Number(to))
      .map(({ name }) => name);
  };
}
