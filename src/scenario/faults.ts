/** The section `faults`: one record a fault, `at:` and one verb, and `for:` where something ends it. */
import { canLast } from '../kernel/fault.ts';
import { parseFactor, parseShare } from '../lib/quantities.ts';
import type { Duration } from '../lib/units.ts';
import { MOST } from './limits.ts';
import type { Located, LocatedEntry, LocatedRecord } from './positions.ts';
import { reject, rejectMissing, rejectUnknown, warn, type Position } from './problem.ts';
import {
  readDuration,
  readLength,
  readList,
  readMapping,
  readQuantity,
  readRecord,
  readTime,
} from './reading.ts';
import { describe, requireEntry } from './reading.ts';
import { readDirection, readEnds, readNodes, readTarget, type Context } from './references.ts';
import { NODE_FAULTS, type FaultAction, type FaultTarget, type LinkQuality } from './scenario.ts';
import type { ScenarioFault, ScenarioNetwork } from './scenario.ts';
import { readScaling, readSet } from './scaling-faults.ts';
import { readOrder } from './operators.ts';

const LINK_VERBS = ['cut', 'partition', 'degrade', 'heal'] as const;

/** Every verb that this version builds. */
const FAULT_VERBS: readonly FaultAction['verb'][] = [
  ...NODE_FAULTS, 'slow', ...LINK_VERBS, 'add', 'remove', 'set', 'zookeeper',
]; // prettier-ignore

/** A fault and where it stands, for what is said about it later. */
export interface PlacedFault {
  readonly fault: ScenarioFault;
  readonly at: Position;
}

type Ends = readonly [readonly string[], readonly string[]];

export function readFaults(
  context: Context,
  section: Located | undefined,
  network: ScenarioNetwork,
): readonly PlacedFault[] {
  const list = section === undefined ? undefined : readList(context.report, section, 'faults', MOST.faults);
  return (list?.items ?? []).flatMap((item) => readFault(context, item, network) ?? []);
}

function readFault(context: Context, item: Located, network: ScenarioNetwork): PlacedFault | undefined {
  const { report, end } = context;
  const record = readMapping(report, item, 'a fault');
  if (record === undefined) return undefined;
  const atEntry =
    record.entries.get('at') ?? rejectMissing(report, record, 'a fault needs at', 'at: 0s', record);
  const at = atEntry === undefined ? undefined : readTime(report, atEntry.value, 'at', end);
  const verbEntry = findVerb(context, record);
  if (verbEntry === undefined) return undefined;
  const action = readAction(context, verbEntry, network);
  const length = readFor(context, record, verbEntry.key);
  if (at === undefined || action === undefined) return undefined;
  const fault = length === undefined ? { ...action, at } : { ...action, at, for: length };
  return { fault, at: verbEntry.at };
}

/** The one key of a fault that is neither `at` nor `for`. */
function findVerb({ report }: Context, record: LocatedRecord): LocatedEntry | undefined {
  const entries = [...record.entries.values()].filter(({ key }) => key !== 'at' && key !== 'for');
  const unknown = entries.filter(({ key }) => !isVerb(key));
  for (const { key, at } of unknown) {
    rejectUnknown(report, at, key, 'a fault', [...FAULT_VERBS, 'at', 'for']);
  }
  const [first, second] = entries.filter(({ key }) => isVerb(key));
  if (first !== undefined && second !== undefined) {
    return reject(
      report,
      second.at,
      `one line has one fault: ${first.key} and ${second.key} need a line each`,
    );
  }
  if (first !== undefined || unknown.length > 0) return first;
  return reject(report, record, 'a fault says what happens, such as crash: db-1');
}

function readFor({ report }: Context, record: LocatedRecord, verb: string): Duration | undefined {
  const entry = record.entries.get('for');
  if (entry === undefined) return undefined;
  if (canLast(verb)) return readLength(report, entry.value, 'for');
  return reject(report, entry.at, `for has no meaning with ${verb}: nothing ends it`);
}

function readAction(
  context: Context,
  entry: LocatedEntry,
  network: ScenarioNetwork,
): FaultAction | undefined {
  const { key, value } = entry;
  switch (key) {
    case 'cut':
      return readCut(context, value);
    case 'partition':
      return readPartition(context, value);
    case 'degrade':
      return readDegrade(context, value, network);
    case 'heal':
      return readHeal(context, value);
    case 'add':
    case 'remove':
      return readScaling(context, value, key);
    case 'set':
      return readSet(context, value);
    case 'zookeeper':
      return readOrder(context, value);
    case 'slow':
      return readSlow(context, value);
    case 'slow-disk':
      return readSlowDisk(context, value);
    default: {
      const verb = NODE_FAULTS.find((candidate) => candidate === key);
      const target = verb === undefined ? undefined : readTarget(context, value, key);
      return verb === undefined || target === undefined ? undefined : { verb, target };
    }
  }
}

function readCut(context: Context, value: Located): FaultAction | undefined {
  const oneWay = value.type === 'record';
  const ends = readFaultEnds(context, value, 'cut');
  return ends === undefined ? undefined : { verb: 'cut', from: ends[0], to: ends[1], oneWay };
}

function readPartition(context: Context, value: Located): FaultAction | undefined {
  const sets = readSets(context, value, 'partition');
  return sets === undefined ? undefined : { verb: 'partition', sets };
}

function readDegrade(context: Context, value: Located, network: ScenarioNetwork): FaultAction | undefined {
  const { report } = context;
  const record = readRecord(report, value, 'degrade', ['between', 'latency', 'jitter', 'loss']);
  const betweenEntry = record === undefined ? undefined : requireEntry(report, record, 'between', 'degrade');
  if (record === undefined || betweenEntry === undefined) return undefined;
  if (record.entries.size === 1) return reject(report, value, 'degrade needs a latency, a jitter or a loss');
  const [latency, jitter, loss] = ['latency', 'jitter', 'loss'].map((key) => record.entries.get(key)?.value);
  const between = readBothWays(context, betweenEntry.value, 'degrade');
  const usual = between === undefined ? network.default : qualityBetween(network, between);
  const quality = {
    latency: (latency && readDuration(report, latency, 'latency')) ?? usual.latency,
    jitter: (jitter && readDuration(report, jitter, 'jitter')) ?? usual.jitter,
    loss: (loss && readQuantity(report, loss, 'loss', parseShare)) ?? 0,
  };
  if (loss !== undefined && quality.loss === 1) {
    return reject(report, loss, 'loss must be below 100%; a link that loses everything is a cut');
  }
  return between === undefined ? undefined : { verb: 'degrade', between, ...quality };
}

function readHeal(context: Context, value: Located): FaultAction | undefined {
  if (value.type === 'scalar' && value.text === 'all') return { verb: 'heal', ends: 'all', oneWay: false };
  if (value.type === 'scalar') {
    return reject(
      context.report,
      value,
      `heal takes the ends of what it ends, or all, not ${describe(value)}`,
    );
  }
  if (value.type === 'list' && value.items.length > 2) {
    const sets = readSets(context, value, 'heal');
    return sets === undefined ? undefined : { verb: 'heal', ends: sets, oneWay: false };
  }
  // The ends of a degrade may be named as they stand there.
  const between = value.type === 'record' ? value.entries.get('between')?.value : undefined;
  const ends =
    between === undefined ? readFaultEnds(context, value, 'heal') : readBothWays(context, between, 'heal');
  const oneWay = value.type === 'record' && between === undefined;
  return ends === undefined ? undefined : { verb: 'heal', ends, oneWay };
}

function readSlow(context: Context, value: Located): FaultAction | undefined {
  const slow = readSlowed(context, value, 'slow');
  if (slow === undefined || value.type !== 'record') return undefined;
  if (slow.by === undefined)
    return rejectMissing(context.report, value, 'slow needs by, such as 10x', 'by: 10x', value);
  return { verb: 'slow', target: slow.target, by: slow.by };
}

/** A slow disk takes a node, or the record of `slow`; its factor is the kernel's. */
function readSlowDisk(context: Context, value: Located): FaultAction | undefined {
  if (value.type !== 'record' || !value.entries.has('node')) {
    const target = readTarget(context, value, 'slow-disk');
    return target === undefined ? undefined : { verb: 'slow-disk', target };
  }
  const slow = readSlowed(context, value, 'slow-disk');
  if (slow === undefined) return undefined;
  const by = value.entries.get('by');
  if (by !== undefined)
    warn(context.report, by.at, 'slow-disk has one factor for every disk; by is not built yet');
  return { verb: 'slow-disk', target: slow.target };
}

function readSlowed(
  context: Context,
  value: Located,
  verb: string,
): { readonly target: FaultTarget; readonly by: number | undefined } | undefined {
  const { report } = context;
  if (value.type !== 'record') return reject(report, value, `${verb} is written as { node: api-2, by: 10x }`);
  const record = readRecord(report, value, verb, ['node', 'by']);
  const node = requireEntry(report, value, 'node', verb);
  const target = node === undefined ? undefined : readTarget(context, node.value, verb);
  const byEntry = record?.entries.get('by');
  const by = byEntry === undefined ? undefined : readQuantity(report, byEntry.value, 'by', parseFactor);
  if (target === undefined || (byEntry !== undefined && by === undefined)) return undefined;
  return { target, by };
}

/** Two ends, or from and to, without a node on both sides: `[zk-1, zk]` is zk-1 and the others of zk. */
function readFaultEnds(context: Context, value: Located, what: string): Ends | undefined {
  const ends = value.type === 'record' ? readDirection(context, value, what) : readEnds(context, value, what);
  if (ends === undefined) return undefined;
  const [left, right] = ends;
  const both = new Set(left.filter((name) => right.includes(name)));
  if (both.size === 0) return ends;
  const outer = {
    left: left.filter((name) => !both.has(name)),
    right: right.filter((name) => !both.has(name)),
  };
  if (outer.left.length === 0 && outer.right.length > 0) return [left, outer.right];
  if (outer.right.length === 0 && outer.left.length > 0) return [outer.left, right];
  return reject(context.report, value, `${what}: ${[...both][0] ?? ''} is on both sides`);
}

function readBothWays(context: Context, value: Located, what: string): Ends | undefined {
  if (value.type !== 'record') return readFaultEnds(context, value, what);
  return reject(context.report, value, `${what} between two ends is both ways: write [a, b]`);
}

function readSets(
  context: Context,
  value: Located,
  what: string,
): readonly (readonly string[])[] | undefined {
  const { report } = context;
  const example = 'such as [[zk-1, zk-2], [zk-3]]';
  if (value.type !== 'list' || value.items.length < 2) {
    return reject(report, value, `${what} takes two or more sets of nodes, ${example}`);
  }
  const sets: (readonly string[])[] = [];
  const seen = new Set<string>();
  for (const item of value.items) {
    const set = readNodes(context, item, { what, zones: true });
    if (set === undefined) return undefined;
    const twice = set.find((name) => seen.has(name));
    if (twice !== undefined) return reject(report, item, `${what}: ${twice} is in two sets`);
    for (const name of set) seen.add(name);
    sets.push(set);
  }
  return sets;
}

/** The quality of the link between the first nodes of two ends: what a degrade leaves as it is. */
function qualityBetween(network: ScenarioNetwork, [[left = ''], [right = '']]: Ends): LinkQuality {
  const link = network.links.findLast(
    ({ between: [one, other] }) =>
      (one.includes(left) && other.includes(right)) || (one.includes(right) && other.includes(left)),
  );
  return link ?? network.default;
}

function isVerb(key: string): boolean {
  return FAULT_VERBS.some((verb) => verb === key);
}
