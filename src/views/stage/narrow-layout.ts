/**
 * Narrow screens: the way of a request goes down at the left; at the right, coordination above and stores below.
 * Several of a kind on the way are one glyph until they are opened.
 */
import type { Size } from '../../ui/use-size.ts';
import { nameWidth } from './boxes.ts';
import {
  groupsOf,
  named,
  placeOf,
  stackId,
  type Caption,
  type Density,
  type Place,
  type Placement,
  type Stack,
  type TieredNode,
  type Tiers,
} from './place.ts';

const LEFT_TIERS = ['source', 'balancer', 'service'] as const;
const MARGIN = 12;
/** The middle of the way of a request, and where its words begin. */
const WAY = 46;
const WORDS = 33;
/** Between the ways that the lines of opened servers take: an upper and a lower neighbour. */
const PITCH = { least: 50, most: 104 };
const TOP = 40;
/** The first row of coordination: below its caption and its bus. */
const QUORUM = { row: 80, bus: 46, caption: 64 };
interface Rows {
  /** From a glyph's middle to the end of its words, and from row to row. */
  readonly depth: number;
  readonly row: number;
  /** What stands over the stores' middle: what they replicate along, and crowns. */
  readonly over: number;
  /** From the stores' middle to what their traffic runs along. */
  readonly bus: number;
  readonly density: Density;
}

const LOOSE: Rows = { depth: 62, row: 110, over: 56, bus: 72, density: 'roles' };
/** A question takes the height: of roles only what is the matter is told. */
const TIGHT: Rows = { depth: 48, row: 96, over: 50, bus: 58, density: 'names' };
/** From what traffic runs along to the lower edge. */
const FOOT = 14;
/** What an open group's name needs above its first member. */
const HEAD = 0.45;
const CELL = { least: 54, most: 150 };

/** One node of the way, or several in one glyph. */
interface Step {
  readonly nodes: readonly TieredNode[];
  readonly group: string;
  readonly stacked: boolean;
  /** Whether it is the first of an open group. */
  readonly opens: boolean;
}

interface Grid {
  readonly nodes: readonly TieredNode[];
  readonly columns: number;
  readonly rows: number;
}

/** `open`: the groups of which each member is drawn. */
export function narrowPlaces(tiers: Tiers, size: Size, open: ReadonlySet<string>): Placement {
  const steps = LEFT_TIERS.flatMap((tier) => stepsOf(tiers[tier], open));
  const left = steps.length === 0 ? MARGIN : WAY + WORDS + Math.max(40, ...steps.map(widthOf)) + 4;
  const room = size.width - MARGIN - left;
  const [coordination, store] = [gridOf(tiers.coordination, room), gridOf(tiers.store, room)];
  const units = steps.reduce((sum, { opens }) => sum + 1 + (opens ? HEAD : 0), -1);
  const rows = heightOf(coordination, store, LOOSE) > size.height ? TIGHT : LOOSE;
  const height = Math.max(size.height, heightOf(coordination, store, rows), wayHeight(units, store.rows > 0));
  const bus = height - FOOT;
  const storeY = store.rows > 0 ? bus - rows.bus - rows.row * (store.rows - 1) : height;
  const alone = coordination.rows + store.rows === 0;
  const way = drawWay(steps, units, {
    x: alone ? size.width / 2 - WORDS : WAY,
    room: left - WAY - WORDS - 4,
    last: store.rows > 0 ? bus - 36 : height - 40,
    level: storeY,
  });
  return {
    width: Math.max(size.width, left + MARGIN + CELL.least),
    height,
    shape: 'column',
    ...way,
    places: [
      ...way.places,
      ...drawGrid(coordination, left, room, QUORUM.row, rows),
      ...drawGrid(store, left, room, storeY, rows),
    ],
    captions: captionsOf(tiers, size.width),
    buses: {
      inlet: { source: 0, balancer: 0, service: 0, coordination: 0, store: 0 },
      trunkX: 0,
      traffic: bus,
      replication: storeY - 44,
      storeSide: 'below',
      quorum: QUORUM.row - QUORUM.bus,
    },
  };
}

function stepsOf(nodes: readonly TieredNode[], open: ReadonlySet<string>): readonly Step[] {
  const groups = new Map<string, TieredNode[]>();
  for (const node of nodes) {
    const { group } = node.outline;
    groups.set(group, [...(groups.get(group) ?? []), node]);
  }
  return [...groups].flatMap(([group, members]): readonly Step[] => {
    if (members.length > 1 && !open.has(group))
      return [{ nodes: members, group, stacked: true, opens: false }];
    return members.map((node, index) => ({
      nodes: [node],
      group,
      stacked: false,
      opens: index === 0 && members.length > 1,
    }));
  });
}

function widthOf({ nodes, group, stacked, opens }: Step): number {
  const name = stacked || opens ? `${group} ×9` : '';
  return Math.max(nameWidth(name), nameWidth(stacked ? '' : (nodes[0]?.outline.name ?? '')));
}

function gridOf(nodes: readonly TieredNode[], room: number): Grid {
  const names = Math.max(CELL.least, ...nodes.map(({ outline }) => nameWidth(outline.name) + 4));
  const most = Math.max(1, Math.floor(room / names));
  const rows = Math.ceil(nodes.length / most);
  return { nodes, rows, columns: Math.ceil(nodes.length / Math.max(1, rows)) };
}

function heightOf(coordination: Grid, store: Grid, { depth, row, over, bus }: Rows): number {
  const top = coordination.rows === 0 ? TOP : QUORUM.row + row * (coordination.rows - 1) + depth;
  return store.rows === 0 ? top + FOOT : top + over + row * (store.rows - 1) + bus + FOOT;
}

function wayHeight(units: number, stores: boolean): number {
  return TOP + Math.max(0, units) * PITCH.least + (stores ? 36 + FOOT : 40);
}

function drawWay(
  steps: readonly Step[],
  units: number,
  at: { readonly x: number; readonly room: number; readonly last: number; readonly level: number },
): {
  readonly places: readonly Place[];
  readonly anchors: readonly Place[];
  readonly stacks: readonly Stack[];
} {
  const level = Math.min(at.last, at.level);
  const pitch = Math.min(PITCH.most, Math.max(PITCH.least, (level - TOP) / Math.max(1, units)));
  const fits = TOP + pitch * units <= at.last ? pitch : (at.last - TOP) / Math.max(1, units);
  const places: Place[] = [];
  const anchors: Place[] = [];
  const stacks: Stack[] = [];
  let y = Math.max(TOP, Math.min(level, at.last) - fits * units - 30);
  for (const { nodes, group, stacked, opens } of steps) {
    if (opens) y += HEAD * fits;
    const [first] = nodes;
    if (first === undefined) continue;
    const place = placeOf(first, { x: at.x, y }, 'right', 'names', at.room, 2);
    if (stacked) anchors.push({ ...place, name: stackId(group), density: 'bare', half: { x: 17, y: 17 } });
    else places.push(place);
    if (stacked || opens) {
      stacks.push({ group, view: first.view, open: opens, x: at.x, y: opens ? y - HEAD * fits - 3 : y });
    }
    y += fits;
  }
  return { places, anchors, stacks };
}

function drawGrid(
  { nodes, columns }: Grid,
  left: number,
  room: number,
  top: number,
  { row, density }: Rows,
): readonly Place[] {
  const cell = Math.min(CELL.most, room / Math.max(1, columns));
  const x = left + (room - cell * columns) / 2;
  return nodes.map((node, index) =>
    placeOf(
      node,
      { x: x + cell * ((index % columns) + 0.5), y: top + row * Math.floor(index / columns) },
      'below',
      density,
      cell - 6,
      2,
    ),
  );
}

function captionsOf(tiers: Tiers, width: number): readonly Caption[] {
  const [group] = groupsOf(tiers.coordination);
  if (group === undefined) return [];
  const y = QUORUM.row - QUORUM.caption;
  return [{ ...named(group), x: width - MARGIN, y, anchor: 'end', detailed: true }];
}
