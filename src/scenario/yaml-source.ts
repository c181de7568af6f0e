/** A YAML text and its nodes with the places where they stand. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { beginsLine, columnOf, nextLine, TextChanges } from './text-changes.ts';

export { isMap, isScalar, isSeq };
export type { Node, Scalar, YAMLMap, YAMLSeq };

/** Nothing is known of how to change such a text; its document can still be written anew. */
export class Unpatchable extends Error {}

export function unlessUnpatchable<T>(change: () => T): T | undefined {
  try {
    return change();
  } catch (error) {
    if (error instanceof Unpatchable) return undefined;
    throw error;
  }
}

export interface YamlSource {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly changes: TextChanges;
}

export function openYaml(text: string): YamlSource {
  const document = parseDocument(text, {
    version: '1.2', schema: 'core', keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, merge: false,
  }); // prettier-ignore
  return { text, document, changes: new TextChanges(text) };
}

/** A value and what it stands behind: the colon of its key, or the dash of its item. */
export interface Site {
  readonly node: Node | undefined;
  /** The offset after the colon or dash. */
  readonly after: number;
  /** Where its key or its dash begins. */
  readonly start: number;
  /** The column at which its key or its dash stands. */
  readonly column: number;
  readonly inFlow: boolean;
}

export interface Entry extends Site {
  readonly key: string;
  readonly keyEnd: number;
  readonly end: number;
}

/** The entries of a record in the order of the text. */
export function entriesOf({ text }: YamlSource, map: YAMLMap): readonly Entry[] {
  return (map.items as readonly Pair<Node | null, Node | null>[]).map((pair) => {
    const { key, value } = pair;
    const token = pair.srcToken as { readonly sep?: readonly SourceToken[] } | undefined;
    const colon = token?.sep?.find(({ type }) => type === 'map-value-ind');
    if (key === null || !isScalar(key) || colon === undefined) throw new Unpatchable();
    const [start, keyEnd] = rangeOf(key);
    const after = colon.offset + 1;
    const node = written(value);
    const site = { node, after, start, column: columnOf(text, start), inFlow: isFlow(map) };
    return { ...site, key: textOf(key), keyEnd, end: endOf(text, node, after) };
  });
}

interface SourceToken {
  readonly type: string;
  readonly offset: number;
}

/** The items of a list in the order of the text. */
export function itemsOf({ text }: YamlSource, seq: YAMLSeq): readonly (Site & { readonly end: number })[] {
  const items = seq.items as readonly (Node | null)[];
  const token = seq.srcToken as
    { readonly items?: readonly { readonly start: readonly SourceToken[] }[] } | undefined;
  const dashes = (token?.items ?? []).flatMap(
    ({ start }) => start.find(({ type }) => type === 'seq-item-ind') ?? [],
  );
  return items.map((item, index) => {
    const node = written(item);
    if (isFlow(seq)) {
      if (node === undefined) throw new Unpatchable();
      const [start] = rangeOf(node);
      return {
        node,
        start,
        after: start,
        column: columnOf(text, start),
        inFlow: true,
        end: rangeOf(node)[1],
      };
    }
    const dash = dashes[index];
    if (dash === undefined || !beginsLine(text, dash.offset)) throw new Unpatchable();
    const [start, after] = [dash.offset, dash.offset + 1];
    return {
      node,
      start,
      after,
      column: columnOf(text, start),
      inFlow: false,
      end: endOf(text, node, after),
    };
  });
}

export function isFlow(node: Node): boolean {
  return 'flow' in node && node.flow;
}

/** Whether it is written over several lines by indentation. */
export function isBlock(node: Node | undefined): node is YAMLMap | YAMLSeq {
  return node !== undefined && (isMap(node) || isSeq(node)) && !isFlow(node);
}

export function rangeOf(node: Node): readonly [start: number, end: number] {
  const { range } = node;
  if (range === undefined || range === null) throw new Unpatchable();
  return [range[0], range[1]];
}

/** Where the last character of a value is, and not the comments and blank lines behind it. */
export function endOf(text: string, node: Node | undefined, after: number): number {
  if (node === undefined) return after;
  const [start, end] = rangeOf(node);
  if (start === end) return after;
  if (isBlock(node)) {
    const last = node.items.at(-1) as Pair<Node, Node | null> | Node | null | undefined;
    if (last === undefined || last === null) throw new Unpatchable();
    if (!('key' in last)) return endOf(text, last, rangeOf(last)[0]);
    const key = rangeOf(last.key)[1];
    const colon = text.indexOf(':', key);
    return endOf(text, last.value ?? undefined, colon < 0 ? key : colon + 1);
  }
  return start + text.slice(start, end).trimEnd().length;
}

/** Undefined for the nothing behind a bare key or dash. */
function written(node: Node | null): Node | undefined {
  if (node === null) return undefined;
  const [start, end] = rangeOf(node);
  return start === end ? undefined : node;
}

export function textOf(node: Node | undefined): string {
  if (!isScalar(node)) return '';
  const { value } = node;
  return typeof value === 'string' ? value : (node.source ?? '');
}

/** The start of the line behind an entry or item, where the next may begin. */
export function lineBehind({ text }: YamlSource, { end }: { readonly end: number }): number {
  return nextLine(text, end);
}
