/** The parts that a large system is told in: a kind in a zone, or a kind everywhere where there are few of it. */
import type { NodeOutline } from '../../analysis/outline.ts';
import { kindViews } from '../../kinds/views.ts';
import type { KindView } from '../../ui/kind-view.ts';
import { MOST_GLYPHS } from '../stage/place.ts';

export interface Unit {
  readonly id: string;
  readonly view: KindView | undefined;
  /** As the caption over several. */
  readonly name: string;
  /** In a few letters: what the names of its groups begin with. */
  readonly short: string;
  /** Undefined: no zone, or several. */
  readonly zone: string | undefined;
  readonly members: readonly string[];
}

/** Every kind of every zone, by zone, then in the order of kinds. */
export function unitsByZone(nodes: readonly NodeOutline[]): readonly Unit[] {
  return unitsOf(nodes, ({ zone }) => zone).sort(
    (a, b) => compare(a.zone ?? '', b.zone ?? '') || rankOf(a) - rankOf(b),
  );
}

/** The units of lanes: a kind of which a zone has many has one in each zone, another one alone. */
export function unitsOfLanes(nodes: readonly NodeOutline[]): readonly Unit[] {
  const counts = new Map<string, number>();
  const unit = ({ kind, zone = '' }: NodeOutline) => `${kind} ${zone}`;
  for (const node of nodes) counts.set(unit(node), (counts.get(unit(node)) ?? 0) + 1);
  const split = new Set(
    nodes.filter((node) => (counts.get(unit(node)) ?? 0) > MOST_GLYPHS).map(({ kind }) => kind),
  );
  return unitsOf(nodes, ({ kind, zone }) => (split.has(kind) ? zone : undefined)).sort(
    (a, b) => rankOf(a) - rankOf(b) || compare(a.zone ?? '', b.zone ?? ''),
  );
}

/** The unit that a node belongs to. */
export function unitOf(nodes: readonly NodeOutline[], name: string): Unit | undefined {
  return unitsByZone(nodes).find(({ members }) => members.includes(name));
}

function unitsOf(nodes: readonly NodeOutline[], zoneOf: (node: NodeOutline) => string | undefined): Unit[] {
  const units = new Map<string, Unit & { readonly members: string[] }>();
  const shorts = shortNames(nodes);
  for (const node of nodes) {
    const zone = zoneOf(node);
    const id = `${node.kind} ${zone ?? ''}`;
    const known = units.get(id);
    if (known !== undefined) {
      known.members.push(node.name);
      continue;
    }
    const view = kindViews.find(({ kind }) => kind === node.kind);
    const name = view?.plural ?? node.kind;
    units.set(id, { id, view, name, short: shorts.get(node.kind) ?? name, zone, members: [node.name] });
  }
  return [...units.values()];
}

/** What the names of all groups of a kind begin with, in whatever zone they are. */
function shortNames(nodes: readonly NodeOutline[]): ReadonlyMap<string, string> {
  const groups = new Map<string, Set<string>>();
  for (const { kind, group } of nodes) groups.set(kind, (groups.get(kind) ?? new Set()).add(group));
  return new Map(
    [...groups].flatMap(([kind, all]) => {
      const short = beginning([...all]);
      return short === '' ? [] : [[kind, short]];
    }),
  );
}

/** `lb` of lb-east and lb-west; empty where they have nothing in common. */
function beginning([first = '', ...rest]: readonly string[]): string {
  let length = first.length;
  while (length > 0 && rest.some((other) => !other.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, length).replace(/-+$/u, '');
}

function rankOf({ view }: Unit): number {
  return kindViews.findIndex((one) => one === view);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
