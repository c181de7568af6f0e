import type { NodeEntry } from '../../scenario/new-node.ts';
import type { ScenarioNode } from '../../scenario/scenario.ts';

/** What stands below `nodes:`: a node, or a group with its instances. */
export interface Entry extends NodeEntry {
  readonly members: readonly string[];
}

/** In the order of the file; without those that the faults imply. */
export function entriesOf(nodes: readonly ScenarioNode[]): readonly Entry[] {
  const entries = new Map<string, { name: string; kind: string; members: string[] }>();
  for (const { name, group = name, kind, implied } of nodes) {
    if (implied === true) continue;
    const entry = entries.get(group) ?? { name: group, kind, members: [] };
    entry.members.push(name);
    entries.set(group, entry);
  }
  return [...entries.values()];
}

/** What a client of ZooKeeper can go through. */
export function ensemblesOf(nodes: readonly ScenarioNode[]): readonly string[] {
  return entriesOf(nodes).flatMap(({ name, kind }) => (kind === 'zookeeper' ? name : []));
}
