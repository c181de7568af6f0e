/** The section `nodes`: groups expanded, options read, start times and zones set. */
import { MILLISECOND, SECOND, type Duration, type SimTime } from '../lib/units.ts';
import type { Declaration, Names } from './names.ts';
import { readOptions, type Options } from './node-options.ts';
import { reject, rejectMissing } from './problem.ts';
import { readTime } from './reading.ts';
import type { Context } from './references.ts';
import { excessiveClient, TOO_MANY_REQUESTS } from './request-rate.ts';
import type { OptionValue, ScenarioGroup, ScenarioNode } from './scenario.ts';

/** Keys of every node, whatever its kind. */
const NODE_KEYS = ['kind', 'count', 'zone', 'start'] as const;

const GROUP_START = 2 * SECOND;
const CLIENT_START = 4 * SECOND;
const LONGEST_SPACING = 100 * MILLISECOND;

/** Every node in file order, the instances of a group in index order; then those that are added later. */
export function readScenarioNodes(context: Context): readonly ScenarioNode[] {
  const zoneOf = new Map<string, string>();
  for (const [zone, members] of context.names.zones) {
    for (const member of members) zoneOf.set(member, zone);
  }
  const all = context.names.declarations.flatMap((declaration) => instancesOf(context, declaration, zoneOf));
  // The addresses of the others are the same whether somebody is added later or not.
  const nodes = [...all.filter((node) => node.later !== true), ...all.filter((node) => node.later === true)];
  checkRequestRate(context, nodes);
  checkForwarding(context, nodes);
  checkSessions(context, nodes);
  checkWorkers(context);
  return nodes;
}

export function groupsOf(context: Context): readonly ScenarioGroup[] {
  return context.names.declarations
    .filter((declaration) => declaration.isGroup)
    .map(({ name, kind, members }) => ({ name, kind: kind?.kind ?? '', members }));
}

/**
 * When the instance `offset` (from 0) of `count` starts: ZooKeeper servers and operators at once, clients together when the rest
 * stands, the others at 2 s one after another, so that the first is first in every queue.
 */
export function startTime(kind: string, offset: number, count: number, first?: SimTime): SimTime {
  if (kind === 'zookeeper' || kind === 'operator') return first ?? 0;
  if (kind === 'client') return first ?? CLIENT_START;
  return (first ?? GROUP_START) + Math.min(offset * LONGEST_SPACING, Math.floor((offset * SECOND) / count));
}

function instancesOf(
  context: Context,
  declaration: Declaration,
  zoneOf: ReadonlyMap<string, string>,
): readonly ScenarioNode[] {
  const { kind: table, members, isGroup, record, at } = declaration;
  if (table === undefined) return [];
  const first = readStart(context, declaration);
  const options: Options = readOptions(context, record, at, table.kind, table.options, NODE_KEYS);
  return members.map((name, offset) => {
    const later = offset >= declaration.count;
    return {
      name,
      kind: table.kind,
      group: isGroup ? declaration.name : undefined,
      index: offset + 1,
      zone: zoneOf.get(name),
      start: startTime(table.kind, later ? 0 : offset, declaration.count, first),
      ...(later ? { later } : {}),
      ...(declaration.implied === true ? { implied: true } : {}),
      options,
    };
  });
}

function readStart({ report, end }: Context, { record }: Declaration): Duration | undefined {
  const entry = record.entries.get('start');
  return entry === undefined ? undefined : readTime(report, entry.value, 'start', end);
}

function checkRequestRate({ report, names }: Context, nodes: readonly ScenarioNode[]): void {
  const client = excessiveClient(nodes);
  const declaration = client === undefined ? undefined : names.byName.get(client.name);
  const at = declaration?.record.entries.get('rate')?.value ?? declaration?.at;
  if (at !== undefined) reject(report, at, TOO_MANY_REQUESTS);
}

/** A worker has one recipe, and one place where its tasks go. */
function checkWorkers({ report, names }: Context): void {
  for (const { name, kind, record, at } of names.declarations) {
    if (kind?.kind !== 'worker') continue;
    for (const [one, other] of [
      ['leader', 'queue'],
      ['targets', 'database'],
    ] as const) {
      const second = record.entries.get(other);
      if (!record.entries.has(one) || second === undefined) continue;
      reject(report, second.at, `${name} has ${one} and ${other}; a worker has one of them`);
    }
    if (record.entries.has('targets') || record.entries.has('database')) continue;
    const hint = workplace(names);
    if (hint === undefined) reject(report, at, `${name} needs targets or database`);
    else rejectMissing(report, at, `${name} needs targets or database, such as ${hint}`, hint, record);
  }
}

/** Where a worker's tasks may go. */
function workplace({ declarations }: Names): string | undefined {
  const [database, server] = ['database', 'api-server'].map((kind) =>
    declarations.find((declaration) => declaration.kind?.kind === kind),
  );
  if (database !== undefined) return `database: ${database.name}`;
  return server && `targets: [${server.name}]`;
}

/** What a process does with its session; see the options of these names. */
const SESSION_WORK = {
  register: ['registers', 'register'],
  targets: ['discovers', 'discover'],
  config: ['watches its config', 'watch its config'],
  database: ['learns of its primary', 'learn of its primary'],
  leader: ['elects a leader', 'elect a leader'],
  queue: ['takes from a queue', 'take from a queue'],
  barrier: ['waits at a barrier', 'wait at a barrier'],
} as const;
const SESSION_OPTIONS = ['register', 'targets', 'config', 'database', 'leader', 'queue', 'barrier'] as const;

/** A process has one session: where it registers it also looks for others, and finds its configuration. */
function checkSessions({ report, names }: Context, nodes: readonly ScenarioNode[]): void {
  const elections = new Map(
    nodes.map(({ name, group, options }) => [group ?? name, through(options.election)]),
  );
  for (const { name, group, options } of nodes) {
    const work = SESSION_OPTIONS.flatMap((key) => {
      const option = options[key];
      const database = typeof option === 'string' ? names.byName.get(option)?.name : undefined;
      const ensemble = database === undefined ? through(option) : elections.get(database);
      return ensemble === undefined ? [] : [{ key, ensemble }];
    });
    const [first] = work;
    const other = work.find(({ ensemble }) => ensemble !== first?.ensemble);
    const declaration = names.byName.get(name);
    if (first === undefined || other === undefined || declaration === undefined) continue;
    if (group !== undefined && declaration.members[0] !== name) continue;
    const at = declaration.record.entries.get(other.key)?.value ?? declaration.at;
    const [does, cannot] = [SESSION_WORK[first.key][0], SESSION_WORK[other.key][1]];
    const where = `through ${first.ensemble} and cannot ${cannot} through ${other.ensemble}`;
    reject(report, at, `${declaration.name} ${does} ${where}`);
  }
}

function through(option: OptionValue): string | undefined {
  if (typeof option !== 'object' || Array.isArray(option)) return undefined;
  const { through: ensemble } = option as Readonly<Record<string, OptionValue>>;
  return typeof ensemble === 'string' ? ensemble : undefined;
}

/** Load balancers that forward to each other in a circle would forward for ever. */
function checkForwarding({ report, names }: Context, nodes: readonly ScenarioNode[]): void {
  const balancers = new Map<string, ScenarioNode>();
  for (const node of nodes) {
    if (node.kind === 'load-balancer') balancers.set(node.group ?? node.name, node);
  }
  const cleared = new Set<string>();
  const open = new Set<string>();
  for (const start of balancers.keys()) {
    const circle = findCircle(start);
    const declaration = circle === undefined ? undefined : names.byName.get(circle);
    if (declaration === undefined) continue;
    reject(
      report,
      declaration.record.entries.get('targets')?.value ?? declaration.at,
      `${start} forwards to itself`,
    );
    return;
  }

  function findCircle(name: string): string | undefined {
    if (open.has(name)) return name;
    if (cleared.has(name)) return undefined;
    open.add(name);
    const targets: unknown = balancers.get(name)?.options.targets;
    for (const target of Array.isArray(targets) ? targets : []) {
      const owner = typeof target === 'string' ? names.byName.get(target)?.name : undefined;
      const circle = owner !== undefined && balancers.has(owner) ? findCircle(owner) : undefined;
      if (circle !== undefined) return circle;
    }
    open.delete(name);
    cleared.add(name);
    return undefined;
  }
}
