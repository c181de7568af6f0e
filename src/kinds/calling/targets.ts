import type { Directory } from '../../kernel/kind.ts';
import type { OptionsOf } from '../../lib/options.ts';
import type { Discovery } from '../zookeeper/recipes/discovery.ts';

/** Where a caller's requests go: a list that stands in its configuration, or whoever is registered. */
export function targetsOption<const Kinds extends readonly string[]>(kinds: Kinds) {
  return {
    type: 'either',
    of: [
      {
        type: 'list',
        of: {
          type: 'reference',
          kinds,
          doc: 'A node, or a group with the instances that it has at the start.',
        },
        doc: 'Hard-coded addresses.',
      },
      {
        type: 'record',
        fields: {
          discover: { type: 'text', doc: 'The path of a registry, such as /services/api.' },
          through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble that keeps it.' },
        },
        doc: 'Whoever is registered there.',
      },
    ],
    doc: 'Where requests go: nodes and groups, or { discover: /services/api, through: zk }.',
  } as const;
}

/** `register: { in: /services/api, through: zk }`. */
export const registerOption = {
  type: 'record',
  optional: true,
  doc: 'Where it registers itself as an ephemeral znode.',
  fields: {
    in: { type: 'text', doc: 'The path of the registry, such as /services/api.' },
    through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble.' },
  },
} as const;

/** `config: { watch: /config/limit, through: zk }`. */
export const configOption = {
  type: 'record',
  optional: true,
  doc: 'The znode that holds its configuration: it reads it, watches it, and applies what it says.',
  fields: {
    watch: { type: 'text', doc: 'The path of the znode, such as /config/limit.' },
    through: { type: 'reference', kinds: ['zookeeper'], doc: 'The ZooKeeper ensemble that keeps it.' },
  },
} as const;

export type Targets = OptionsOf<{ readonly targets: ReturnType<typeof targetsOption> }>['targets'];

/** Where a caller finds its instances. */
export type Source =
  /** Names of nodes and groups; what these have at the caller's start is its list. */
  | { readonly type: 'list'; readonly names: readonly string[] }
  /** A path of a registry, and the nodes that may be registered there, by address. */
  | { readonly type: 'registry'; readonly path: string; readonly hosts: Readonly<Record<string, string>> };

export function sourceOf(targets: Targets, directory: Directory): Source {
  if (!('discover' in targets)) return { type: 'list', names: targets };
  const { discover: path, through } = targets;
  return { type: 'registry', path, hosts: hostsOf(directory, path, through) };
}

/** Who has which address, of all that ever register there. */
function hostsOf(directory: Directory, path: string, through: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    directory.registrants(path, through).map((name) => [directory.address(name), name]),
  );
}

/** The nodes that a line on the map is drawn to. */
export function namesOf(source: Source, directory: Directory): readonly string[] {
  return source.type === 'registry'
    ? Object.values(source.hosts)
    : source.names.flatMap((name) => directory.members(name));
}

/** The nodes at the addresses that are registered; none for a hard-coded list. */
export function instancesOf(source: Source, { found }: Discovery): readonly string[] {
  const instances: string[] = [];
  if (source.type === 'list') return instances;
  for (const { address } of found) {
    const host = source.hosts[address];
    if (host !== undefined) instances.push(host);
  }
  return instances;
}
