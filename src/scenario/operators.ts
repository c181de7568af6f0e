/** The fault `zookeeper`, and the operators who do it: a node that the file declares, or else one that it implies. */
import type { KindTable } from './kind-table.ts';
import { LONGEST } from './limits.ts';
import type { Declaration, Names } from './names.ts';
import type { Located, LocatedEntry, LocatedRecord } from './positions.ts';
import { reject, rejectMissing } from './problem.ts';
import { describe, readRecord, requireEntry } from './reading.ts';
import { readName, type Context } from './references.ts';
import type { FaultAction, Scenario, ZnodeOrder } from './scenario.ts';

const OPERATOR = 'operator';
const OPERATIONS = ['set', 'create', 'delete'] as const;
const PATH = /^(\/[^/\s]+)+$/u;

/**
 * Names come before faults, so the faults are read ahead for the ensembles that somebody is to work on; what is written
 * wrongly is left to `readOrder`.
 */
export function withOperators(names: Names, kinds: readonly KindTable[], faults: Located | undefined): Names {
  const kind = kinds.find((one) => one.kind === OPERATOR);
  if (kind === undefined) return names;
  const declarations = [...names.declarations];
  const byName = new Map(names.byName);
  for (const through of ensembles(faults)) {
    const ensemble = textOf(through.value);
    const name = impliedName(ensemble);
    const known = byName.get(ensemble)?.kind?.kind === 'zookeeper';
    if (!known || byName.has(name) || declaredFor(declarations, ensemble) !== undefined) continue;
    const operator = implied(name, kind, through);
    declarations.push(operator);
    byName.set(name, operator);
  }
  return { ...names, declarations, byName };
}

function impliedName(ensemble: string): string {
  return `${ensemble}-${OPERATOR}`;
}

function implied(name: string, kind: KindTable, through: LocatedEntry): Declaration {
  const { at } = through;
  const record: LocatedRecord = { type: 'record', ...at, entries: new Map([[through.key, through]]) };
  return { name, at, record, kind, isGroup: false, members: [name], count: 1, implied: true };
}

function ensembles(faults: Located | undefined): readonly LocatedEntry[] {
  const items = faults?.type === 'list' ? faults.items : [];
  return items.flatMap((item) => {
    const order = item.type === 'record' ? item.entries.get('zookeeper')?.value : undefined;
    return (order?.type === 'record' ? order.entries.get('through') : undefined) ?? [];
  });
}

function textOf(value: Located | undefined): string {
  return value?.type === 'scalar' ? value.text : '';
}

function declaredFor(declarations: readonly Declaration[], ensemble: string): Declaration | undefined {
  return declarations.find(
    ({ kind, record }) =>
      kind?.kind === OPERATOR && textOf(record.entries.get('through')?.value) === ensemble,
  );
}

/** `{ through: zk, set: /config/limit, data: "5" }`, or `create`, or `delete`. */
export function readOrder(context: Context, value: Located): FaultAction | undefined {
  const { report, names } = context;
  const record = readRecord(report, value, 'zookeeper', ['through', ...OPERATIONS, 'data']);
  const entry = record === undefined ? undefined : requireEntry(report, record, 'through', 'zookeeper');
  if (record === undefined || entry === undefined) return undefined;
  const through = readName(context, entry.value, { what: 'through', kinds: ['zookeeper'] });
  const order = readOperation(context, record);
  if (through === undefined || order === undefined) return undefined;
  const declared = declaredFor(names.declarations, through);
  const operator = declared?.members[0];
  if (operator !== undefined) return { verb: 'zookeeper', operator, through, order };
  const name = impliedName(through);
  return reject(
    report,
    entry.at,
    `the operator of ${through} is called ${name}, which is another node's name`,
  );
}

function readOperation({ report }: Context, record: LocatedRecord): ZnodeOrder | undefined {
  const [op, second] = OPERATIONS.filter((one) => record.entries.has(one));
  if (op === undefined || second !== undefined) {
    const at = second === undefined ? record : (record.entries.get(second)?.at ?? record);
    return reject(report, at, 'zookeeper takes one of set, create and delete');
  }
  const target = record.entries.get(op)?.value ?? record;
  const path = textOf(target);
  if (!PATH.test(path)) {
    const is = target.type === 'scalar' && path !== '' ? path : describe(target);
    return reject(report, target, `${op} takes the path of a znode, such as /config/limit, not ${is}`);
  }
  if (path.length > LONGEST.option) return reject(report, target, tooLong(op));
  const data = record.entries.get('data');
  if (data === undefined && op === 'set')
    return rejectMissing(report, record, 'set needs data, such as "5"', 'data: "5"', record);
  if (data !== undefined && op === 'delete') return reject(report, data.at, 'delete takes no data');
  if (data !== undefined && data.value.type !== 'scalar') {
    return reject(report, data.value, `data is a text, not ${describe(data.value)}`);
  }
  const text = textOf(data?.value);
  if (data !== undefined && text.length > LONGEST.option) return reject(report, data.value, tooLong('data'));
  return { op, path, data: text };
}

function tooLong(what: string): string {
  return `${what} may be at most ${LONGEST.option} characters long`;
}

/** Without the operators that were there for faults that are gone. */
export function withoutIdleOperators(scenario: Scenario): Scenario {
  const busy = new Set(
    scenario.faults.flatMap((fault) => (fault.verb === 'zookeeper' ? [fault.operator] : [])),
  );
  const nodes = scenario.nodes.filter((node) => node.implied !== true || busy.has(node.name));
  return nodes.length === scenario.nodes.length ? scenario : { ...scenario, nodes };
}
