/** The faults `add`, `remove` and `set`, and the instances that the names of a scenario must know for `add`. */
import type { SetValue } from '../kernel/fault.ts';
import { MAX_NODES } from './names.ts';
import { readOption } from './node-options.ts';
import type { Located } from './positions.ts';
import { joinWords, reject, rejectUnknown } from './problem.ts';
import { inline, readFlag, readInteger, readMapping, readRecord, requireEntry, toPlain } from './reading.ts';
import { readName, readNodes, type Context } from './references.ts';
import type { FaultAction } from './scenario.ts';

/** Their members know each other from their configuration, so that their number is fixed. */
export const FIXED_KINDS: ReadonlySet<string> = new Set(['zookeeper', 'database']);

/**
 * How many instances the faults add to each group. Names come before faults, so this is read ahead; what is written
 * wrongly is left to `readScaling`.
 */
export function instancesAdded(faults: Located | undefined): ReadonlyMap<string, number> {
  const added = new Map<string, number>();
  for (const item of faults?.type === 'list' ? faults.items : []) {
    const add = item.type === 'record' ? item.entries.get('add')?.value : undefined;
    if (add?.type !== 'record') continue;
    const [group, count] = ['group', 'count'].map((key) => add.entries.get(key)?.value);
    if (group?.type !== 'scalar') continue;
    const number = count === undefined ? 1 : count.type === 'scalar' ? count.value : 0;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 1) continue;
    added.set(group.text, Math.min(MAX_NODES, (added.get(group.text) ?? 0) + number));
  }
  return added;
}

/** `{ group: api, count: 2 }`, and for `remove` also `abrupt: true`. */
export function readScaling(
  context: Context,
  value: Located,
  verb: 'add' | 'remove',
): FaultAction | undefined {
  const { report, names } = context;
  const keys = verb === 'add' ? ['group', 'count'] : ['group', 'count', 'abrupt'];
  const record = readRecord(report, value, verb, keys);
  const entry = record === undefined ? undefined : requireEntry(report, record, 'group', verb);
  if (record === undefined || entry === undefined) return undefined;
  const group = readName(context, entry.value, { what: 'group' });
  const countEntry = record.entries.get('count');
  const count = countEntry === undefined ? 1 : readInteger(report, countEntry.value, 'count', 1, MAX_NODES);
  const abruptEntry = record.entries.get('abrupt');
  const abrupt = abruptEntry !== undefined && readFlag(report, abruptEntry.value, 'abrupt') === true;
  if (group === undefined || count === undefined) return undefined;
  const declaration = names.byName.get(group);
  if (declaration?.isGroup !== true || declaration.name !== group) {
    return reject(report, entry.value, `${group} is not a group; ${verb} takes one that has a count`);
  }
  const kind = declaration.kind?.kind ?? '';
  if (FIXED_KINDS.has(kind)) {
    return reject(report, entry.value, `the members of a group of kind ${kind} are fixed`);
  }
  return verb === 'add' ? { verb, group, count } : { verb, group, count, abrupt };
}

/** `{ node: users, rate: 500/s }`: options of a node or of nodes of one kind. */
export function readSet(context: Context, value: Located): FaultAction | undefined {
  const { report, names } = context;
  const record = readMapping(report, value, 'set');
  const entry = record === undefined ? undefined : requireEntry(report, record, 'node', 'set');
  const nodes = entry === undefined ? undefined : readNodes(context, entry.value, { what: 'set' });
  if (record === undefined || entry === undefined || nodes === undefined) return undefined;
  const tables = new Set(nodes.map((name) => names.byName.get(name)?.kind));
  const [table] = tables;
  if (table === undefined) return undefined;
  if (tables.size > 1) return reject(report, entry.value, 'set takes nodes of one kind');
  const live = Object.keys(table.options).filter((key) => table.options[key]?.live === true);
  const options: Record<string, SetValue> = {};
  const written: Record<string, SetValue> = {};
  for (const { key, at, value: given } of record.entries.values()) {
    if (key === 'node') continue;
    const spec = table.options[key];
    if (spec === undefined) {
      rejectUnknown(report, at, key, `an option of kind ${table.kind}`, live);
    } else if (spec.live !== true) {
      const advice = live.length === 0 ? 'none can' : `${joinWords(live, 'and')} can`;
      reject(report, at, `${key} of kind ${table.kind} cannot be set while it runs; ${advice}`);
    } else {
      options[key] = readOption({ context, kind: table.kind }, given, key, spec);
      written[key] = toPlain(given);
    }
  }
  if (record.entries.size === 1) {
    return reject(report, value, `set { ${inline(value)} } says nothing to set, such as rate: 500/s`);
  }
  return { verb: 'set', nodes, options, written };
}
