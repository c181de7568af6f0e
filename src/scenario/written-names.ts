/** The names that a text declares, as far as it can be read: what may be named elsewhere in it. */
import { compareText } from '../lib/compare.ts';
import { isRecord, type PlainRecord } from '../lib/plain-data.ts';
import { isMark, keysOf, valueAt } from './text-place.ts';

export interface WrittenName {
  readonly name: string;
  /** Empty for a zone. */
  readonly kind: string;
  readonly is: 'node' | 'group' | 'instance' | 'zone';
  /** The node or group as it is declared. */
  readonly of: string;
  /** How many instances a group has. */
  readonly count: number;
}

/** Of a large group not all are worth a line in a list. */
const MAX_INSTANCES = 20;

/** Nodes, groups and their instances in the order of the file, then zones. */
export function namesIn(content: PlainRecord): readonly WrittenName[] {
  return [...keysOf(content.nodes).flatMap((name) => declared(content, name)), ...zonesIn(content)];
}

/** What `name` is. */
export function findName(content: PlainRecord, name: string): WrittenName | undefined {
  const of = declarationOf(content, name);
  const found = of === undefined ? undefined : declared(content, of);
  if (of === undefined || found === undefined) return zonesIn(content).find((zone) => zone.name === name);
  const [whole] = found;
  return whole === undefined || name === of ? whole : { ...whole, name, is: 'instance', count: 1 };
}

/** Under which name a node is declared: that of its group, if it is an instance. */
export function declarationOf(content: PlainRecord, name: string): string | undefined {
  const of = [name, name.replace(/-[0-9]+$/u, '')];
  return of.find((one) => isRecord(valueAt(content, ['nodes', one])));
}

function declared(content: PlainRecord, name: string): readonly WrittenName[] {
  const [kind, count] = ['kind', 'count'].map((key) => valueAt(content, ['nodes', name, key]));
  const common = { name, of: name, kind: typeof kind === 'string' ? kind : '' };
  if (typeof count !== 'number' || count < 1) return [{ ...common, is: 'node', count: 1 }];
  const length = Math.min(Math.floor(count), MAX_INSTANCES);
  const instances = Array.from({ length }, (_, index): WrittenName => {
    return { ...common, name: `${name}-${index + 1}`, is: 'instance', count: 1 };
  });
  return [{ ...common, is: 'group', count }, ...instances];
}

function zonesIn({ zones, nodes }: PlainRecord): readonly WrittenName[] {
  const said = Object.values(isRecord(nodes) ? nodes : {}).flatMap((node) => {
    const zone = valueAt(node, ['zone']);
    return typeof zone === 'string' && !isMark(zone) ? zone : [];
  });
  const all = [...new Set([...keysOf(zones), ...said])].sort(compareText);
  return all.map((name) => ({ name, of: name, kind: '', is: 'zone', count: 1 }));
}
