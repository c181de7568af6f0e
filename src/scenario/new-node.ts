/** A node to add to a system by hand: the least that its kind needs, joined to what is there. */
import type { OptionSpec, OptionTable } from '../lib/options.ts';
import type { KindTable } from './kind-table.ts';
import type { Written } from './write.ts';

/** An entry below `nodes:`. */
export interface NodeEntry {
  readonly name: string;
  readonly kind: string;
}

/** What entries of a kind are called, where their kind is a long word. */
const STEMS: Readonly<Record<string, string>> = {
  'api-server': 'api',
  client: 'users',
  database: 'db',
  'load-balancer': 'lb',
  zookeeper: 'zk',
};
/** What is of little use alone. */
const COUNTS: Readonly<Record<string, number>> = { database: 3, zookeeper: 3 };

/** A name that no entry has: `api`, then `api2`. */
export function freeName(kind: string, entries: readonly NodeEntry[]): string {
  const stem = STEMS[kind] ?? kind;
  const taken = new Set(entries.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}${String(number)}`;
    if (!taken.has(name)) return name;
  }
}

/** What nothing there can give is left out: the problems of the text tell what is missing. */
export function newNode(
  kind: string,
  entries: readonly NodeEntry[],
  kinds: readonly KindTable[],
): Readonly<Record<string, Written>> {
  const table = kinds.find((one) => one.kind === kind)?.options ?? {};
  const count = COUNTS[kind];
  return { kind, ...(count === undefined ? {} : { count }), ...needed(table, entries) };
}

function needed(table: OptionTable, entries: readonly NodeEntry[]): Readonly<Record<string, Written>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, spec]) => {
      const value = spec.optional === true || 'default' in spec ? undefined : valueOf(spec, entries);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function valueOf(spec: OptionSpec, entries: readonly NodeEntry[]): Written | undefined {
  switch (spec.type) {
    case 'reference':
      return entries.find(({ kind }) => spec.kinds === undefined || spec.kinds.includes(kind))?.name;
    case 'list': {
      const one = valueOf(spec.of, entries);
      return one === undefined ? undefined : [one];
    }
    case 'either':
      return spec.of.map((one) => valueOf(one, entries)).find((one) => one !== undefined);
    case 'record': {
      const fields = needed(spec.fields, entries);
      return Object.keys(fields).length === 0 ? undefined : fields;
    }
    case 'rate':
      return '20/s';
    default:
      return undefined;
  }
}
