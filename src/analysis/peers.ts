import { databaseStanding, type DatabaseStanding } from '../kinds/database/standing.ts';
import type { DatabaseState } from '../kinds/database/state.ts';
import type { Run } from './run.ts';

/** More than this many databases in a group are not compared one by one. */
const COMPARED_AT_MOST = 12;

/** How far the databases of a node's group have come, by the states of all nodes; none of other kinds. */
export function peersOf(
  { scenario, simulation }: Run,
  name: string,
  states: readonly unknown[],
): readonly DatabaseStanding[] {
  const selected = scenario.nodes.find((node) => node.name === name);
  if (selected?.kind !== 'database') return [];
  const group = scenario.nodes.filter(
    (node) => node.name === name || (node.group !== undefined && node.group === selected.group),
  );
  return group
    .slice(0, COMPARED_AT_MOST)
    .map((node) =>
      databaseStanding(node.name, states[simulation.indexOf(node.name)] as DatabaseState | undefined),
    );
}
