/** Names as they stand in a file, resolved: nodes, groups, ranges, zones where they may stand, and selectors. */
import type { Duration } from '../lib/units.ts';
import { MAX_NODES, meaningOf, type Names } from './names.ts';
import type { Located, LocatedScalar } from './positions.ts';
import { joinWords, reject, rejectUnknown, shorten, type Report } from './problem.ts';
import { describe, inline, readRecord, requireEntry } from './reading.ts';
import type { FaultTarget } from './scenario.ts';

/** What readers of the sections that refer to nodes need. */
export interface Context {
  readonly report: Report;
  readonly names: Names;
  /** The end of the run. */
  readonly end: Duration;
}

export interface ReferenceRule {
  /** What the names are for, as the subject of a sentence: `crash`, `between`. */
  readonly what: string;
  /** Whether a zone may stand for its nodes. */
  readonly zones?: boolean;
  /** The kinds that may be named. */
  readonly kinds?: readonly string[];
}

const RANGE = /^([a-z][a-z0-9-]*)\[([0-9]{1,6})\.\.([0-9]{1,6})\]$/u;

/** A name, a range, or a list of them, as node names without repetition in the order written. */
export function readNodes(
  context: Context,
  value: Located,
  rule: ReferenceRule,
): readonly string[] | undefined {
  if (value.type === 'scalar') return expand(context, value, rule);
  if (value.type === 'record') {
    const selector = value.entries.has('leader') || value.entries.has('primary');
    const advice = selector
      ? 'a leader or primary chosen when it happens cannot stand here'
      : 'write a name or a list';
    return reject(
      context.report,
      value,
      `${rule.what} takes names of nodes, not { ${inline(value)} }; ${advice}`,
    );
  }
  if (value.items.length === 0) return reject(context.report, value, `${rule.what} names no node`);
  const parts = value.items.map((item) =>
    item.type === 'list' ? rejectNested(context, item, rule) : readNodes(context, item, rule),
  );
  const [only] = parts;
  if (parts.length === 1) return only;
  if (parts.includes(undefined)) return undefined;
  return shared(context, [...new Set(parts.flatMap((part) => part ?? []))]);
}

/** One name of a node or group that is declared under `nodes`, as written. */
export function readName(context: Context, value: Located, rule: ReferenceRule): string | undefined {
  if (value.type !== 'scalar' || value.value === undefined) {
    return reject(
      context.report,
      value,
      `${rule.what} is the name of a node or group, not ${describe(value)}`,
    );
  }
  if (RANGE.test(value.text)) {
    return reject(
      context.report,
      value,
      `${rule.what} takes one node or group, not the range ${shorten(value.text)}`,
    );
  }
  return expand(context, value, rule) === undefined ? undefined : value.text;
}

/** Names, or `{ leader: zk }`, or `{ primary: db }`. */
export function readTarget(context: Context, value: Located, what: string): FaultTarget | undefined {
  const { report } = context;
  if (value.type !== 'record') {
    const nodes = readNodes(context, value, { what });
    return nodes === undefined ? undefined : { nodes };
  }
  const selector = readRecord(report, value, what, ['leader', 'primary']);
  const [entry, second] = [...(selector?.entries.values() ?? [])];
  if (entry === undefined || second !== undefined) {
    return reject(report, value, `${what} takes names, { leader: GROUP } or { primary: GROUP }`);
  }
  if (entry.key === 'leader') {
    const leader = readName(context, entry.value, { what: 'leader', kinds: ['zookeeper'] });
    return leader === undefined ? undefined : { leader };
  }
  if (entry.key !== 'primary') return undefined;
  const primary = readName(context, entry.value, { what: 'primary', kinds: ['database'] });
  return primary === undefined ? undefined : { primary };
}

/** The two ends of a link: each a name, a range or a list; zones allowed. */
export function readEnds(
  context: Context,
  value: Located,
  what: string,
): readonly [readonly string[], readonly string[]] | undefined {
  const [first, second, third] = value.type === 'list' ? value.items : [];
  if (first === undefined || second === undefined || third !== undefined) {
    return reject(
      context.report,
      value,
      `${what} takes two ends, such as [api-1, db-1], not ${describe(value)}`,
    );
  }
  return pairOf(context, value, first, second, what);
}

/** `{ from: a, to: b }`. */
export function readDirection(
  context: Context,
  value: Located,
  what: string,
): readonly [readonly string[], readonly string[]] | undefined {
  const record = readRecord(context.report, value, what, ['from', 'to']);
  if (record === undefined) return undefined;
  const from = requireEntry(context.report, record, 'from', what);
  const to = requireEntry(context.report, record, 'to', what);
  if (from === undefined || to === undefined) return undefined;
  return pairOf(context, value, from.value, to.value, what);
}

function pairOf(context: Context, at: Located, first: Located, second: Located, what: string) {
  const left = readNodes(context, first, { what, zones: true });
  const right = readNodes(context, second, { what, zones: true });
  if (left === undefined || right === undefined) return undefined;
  const [only] = left;
  if (left.length === 1 && right.length === 1 && only === right[0]) {
    return reject(context.report, at, `${what} needs two different nodes, not ${only ?? ''} twice`);
  }
  return [left, right] as const;
}

function expand(context: Context, value: LocatedScalar, rule: ReferenceRule): readonly string[] | undefined {
  const { report, names } = context;
  if (value.value === undefined) return reject(report, value, `${rule.what} names no node`);
  const range = RANGE.exec(value.text);
  if (range !== null) return expandRange(context, value, range, rule);
  return checkKind(context, value, value.text, rule) ? membersOf(names, value.text) : undefined;
}

function expandRange(
  context: Context,
  value: LocatedScalar,
  [text, stem = '', low = '', high = '']: readonly string[],
  rule: ReferenceRule,
): readonly string[] | undefined {
  const { report, names } = context;
  const [first, last] = [Number(low), Number(high)];
  if (first > last) return reject(report, value, `the range ${text ?? ''} ends before it begins`);
  if (last - first >= MAX_NODES)
    return reject(report, value, `the range ${text ?? ''} is longer than 1000 nodes`);
  const known = names.expansions.get(value.text);
  const expanded = known ?? Array.from({ length: last - first + 1 }, (_, index) => `${stem}${first + index}`);
  if (!expanded.every((name) => checkKind(context, value, name, rule))) return undefined;
  names.expansions.set(value.text, expanded);
  return expanded;
}

/** Whether a name exists and may stand here; a problem otherwise. */
function checkKind(context: Context, at: Located, name: string, rule: ReferenceRule): boolean {
  const { report, names } = context;
  const declaration = names.byName.get(name);
  if (declaration === undefined) {
    rejectName(context, at, name, rule);
    return rule.zones === true && names.zones.has(name);
  }
  const { kind } = declaration;
  if (kind === undefined || rule.kinds?.includes(kind.kind) !== false) return true;
  reject(report, at, `${name} is of kind ${kind.kind}; ${rule.what} takes ${joinWords(rule.kinds, 'or')}`);
  return false;
}

function rejectName(context: Context, at: Located, name: string, rule: ReferenceRule): void {
  const { report, names } = context;
  const isZone = names.zones.has(name);
  if (isZone && rule.zones === true) return;
  if (isZone) {
    reject(report, at, `${name} is ${meaningOf(names, name) ?? ''}; ${rule.what} takes nodes and groups`);
    return;
  }
  rejectUnknown(report, at, name, rule.zones === true ? 'a node or zone' : 'a node', candidates(names, rule));
}

/** Instances before groups: where both are near, the node is more likely meant. */
function candidates(names: Names, rule: ReferenceRule): readonly string[] {
  const fitting = names.declarations.filter(
    ({ kind }) => rule.kinds === undefined || (kind !== undefined && rule.kinds.includes(kind.kind)),
  );
  const groups = fitting.filter((declaration) => declaration.isGroup).map((declaration) => declaration.name);
  const zones = rule.zones === true ? [...names.zones.keys()] : [];
  return [...fitting.flatMap((declaration) => declaration.members), ...groups, ...zones];
}

function membersOf(names: Names, name: string): readonly string[] {
  const declaration = names.byName.get(name);
  if (declaration === undefined) return names.zones.get(name) ?? [];
  if (declaration.name === name) return declaration.members;
  const known = names.expansions.get(name) ?? [name];
  names.expansions.set(name, known);
  return known;
}

function shared({ names }: Context, expanded: readonly string[]): readonly string[] {
  const key = expanded.join(' ');
  const known = names.expansions.get(key) ?? expanded;
  names.expansions.set(key, known);
  return known;
}

function rejectNested(context: Context, item: Located, rule: ReferenceRule): undefined {
  return reject(context.report, item, `${rule.what} takes names, not a list within a list`);
}
