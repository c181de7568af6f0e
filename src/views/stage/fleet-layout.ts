/**
 * A system with fleets: in each zone coordination is on top and stores are below, named at the left. Between them the
 * fleets stand one below the other, the same kinds level with each other in all zones, with users and balancers at
 * their left. Dots stand as far apart as the height allows, so that the whole system is in view.
 */
import type { Tier } from '../../ui/kind-view.ts';
import type { Size } from '../../ui/use-size.ts';
import { fleetBlock, joined, neededWidth, nodesBlock, stacked, type Block, type Style } from './blocks.ts';
import { fleetWay } from './fleet-routes.ts';
import { LEAST_PITCH, matrixWidth, ofZone, PITCH, splitFleets, type SplitTiers } from './fleets.ts';
import {
  named,
  placeOf,
  type AreaWays,
  type Caption,
  type FleetUnit,
  type Placement,
  type TieredNode,
  type Tiers,
} from './place.ts';

const MARGIN = 16;
/** Between two zones: room for their border and for what is told of it. */
const GAP = 40;
/** Below the last milestone, and below a zone's heading. */
const TOP = { bare: 46, zones: 68 };
/** From the heading's line of text to the first row. */
const HEADING = 14;
const BOTTOM = 8;
/** The names of small kinds, at the left of their rows. */
const LABEL = 68;
/** Users and balancers, and from them to the dots: room for the line that parts there. */
const COLUMN = 84;
const SIDE = 14;
/** From the dots to the lines at their sides. */
const LANE = 10;
/** Between two rows of different tiers: room for the lines that run across. At most so much more where there is room. */
const BETWEEN = 14;
const MOST_SPARE = 26;
/** The least room for dots. */
const LEAST_DOTS = 10 * LEAST_PITCH;

/** The tiers whose fleets stand in the middle, from above. */
const WAY: readonly Tier[] = ['service', 'source', 'balancer'];
const ENDS: readonly Tier[] = ['coordination', 'store'];

const FULL: Style = { density: 'full', beside: 32, width: 146, height: 68, up: 38, lines: 3 };
const ROWS: readonly Style[] = [
  { density: 'roles', beside: 32, width: 130, height: 60, up: 38 },
  { density: 'roles', beside: 20, width: 104, height: 60, up: 38 },
  { density: 'names', beside: 18, width: 84, height: 58, up: 38 },
  { density: 'names', beside: undefined, width: 58, height: 86, up: 38 },
];

/** Members of fleets; `apart`: from the edge of a cell to what lines may touch. */
const CLOSE = { density: 'roles', beside: undefined, width: 92, height: 90, up: 28, apart: 2 } as const;

interface Area {
  readonly name: string | undefined;
  readonly x: number;
  readonly width: number;
  readonly split: SplitTiers;
}

/** How closely everything stands. */
interface Fit {
  readonly pitch: number;
  /** Whether nodes tell facts. */
  readonly full: boolean;
  /** Whether members of fleets are drawn as glyphs. */
  readonly close?: boolean;
}

const FITS: readonly Fit[] = [
  ...[PITCH, PITCH - 1, PITCH - 2].map((pitch) => ({ pitch, full: true })),
  ...Array.from({ length: PITCH - LEAST_PITCH + 1 }, (_, by) => ({ pitch: PITCH - by, full: false })),
];

/**
 * Places for a system with fleets; undefined where it has none, or too little width for them. Of fleets whose kinds are
 * given only a few members are there: these are drawn as glyphs.
 */
export function fleetPlaces(tiers: Tiers, size: Size, close?: ReadonlySet<string>): Placement | undefined {
  const areas = areasOf(tiers, size, close);
  const slots = slotsOf(areas);
  if (slots.length === 0 || areas.some((area) => area.width < leastWidth(area))) return undefined;
  const zoned = areas.some(({ name }) => name !== undefined);
  const top = zoned ? TOP.zones : TOP.bare;
  const room = size.height - top - BOTTOM;
  const plans = FITS.map((fit) => planOf(areas, slots, { ...fit, close: close !== undefined }));
  const plan = plans.find(({ height }) => height <= room) ?? plans.at(-1);
  return plan && placementOf(plan, areas, top, size);
}

function areasOf(tiers: Tiers, { width }: Size, close: ReadonlySet<string> | undefined): readonly Area[] {
  const split = splitFleets(tiers, close);
  const nodes = Object.values(tiers).flat();
  const zones = [...new Set(nodes.flatMap(({ outline }) => outline.zone ?? []))].sort();
  const loose = nodes.some(({ outline }) => outline.zone === undefined);
  const names = loose ? [undefined, ...zones] : zones;
  const each = (width - 2 * MARGIN - GAP * (names.length - 1)) / Math.max(1, names.length);
  return names.map((name, index) => ({
    name,
    x: MARGIN + index * (each + GAP),
    width: each,
    split: ofZone(split, name),
  }));
}

/** A row of the middle: the fleets of a kind, or the glyphs of services. */
type Slot = (split: SplitTiers) => FleetUnit | readonly TieredNode[];

function slotsOf(areas: readonly Area[]): readonly Slot[] {
  const kinds = new Set(
    WAY.flatMap((tier) =>
      areas.flatMap(({ split }) => split.fleets[tier].map(({ first }) => `${tier} ${first.view.kind}`)),
    ),
  );
  const fleets = [...kinds].map((key): Slot => ({ fleets: units }) => {
    const [tier = '', kind] = key.split(' ');
    const all = WAY.filter((one) => one === tier).flatMap((one) => units[one]);
    return all.find(({ first }) => first.view.kind === kind) ?? [];
  });
  const others = areas.some(({ split }) => ENDS.some((tier) => split.fleets[tier].length > 0));
  if (fleets.length === 0 && !others) return [];
  return [...fleets, ({ tiers }) => tiers.service];
}

function leastWidth(area: Area): number {
  const { split } = area;
  const dots = Object.values(split.fleets).some((units) => units.length > 0);
  return Math.max(columnWidth(area) + (dots ? LEAST_DOTS + SIDE : 0), LABEL + 66);
}

/** Where the middle begins: right of the users and balancers. */
function columnWidth({ split: { tiers } }: Area): number {
  return tiers.source.length + tiers.balancer.length > 0 ? COLUMN + SIDE : 0;
}

interface AreaPlan {
  readonly coordination: Block;
  readonly column: Block;
  readonly slots: readonly Block[];
  readonly store: Block;
  /** How wide the dots are. */
  readonly reach: number;
}

interface Plan {
  readonly areas: readonly AreaPlan[];
  /** The heights of the rows: coordination, the slots, stores. */
  readonly coordination: number;
  readonly slots: readonly number[];
  readonly column: number;
  readonly store: number;
  readonly height: number;
}

function planOf(areas: readonly Area[], slots: readonly Slot[], fit: Fit): Plan {
  const styles = {
    coordination: styleOf(areas, 'coordination', false),
    store: styleOf(areas, 'store', fit.full),
  };
  const plans = areas.map((area) => planArea(area, slots, fit, styles));
  const highest = (of: (plan: AreaPlan) => number | undefined) =>
    Math.max(0, ...plans.map((plan) => of(plan) ?? 0));
  const heights = slots.map((_, at) => highest((plan) => plan.slots[at]?.height));
  const column = highest((plan) => plan.column.height);
  const coordination = highest((plan) => plan.coordination.height);
  const store = highest((plan) => plan.store.height);
  const way = Math.max(
    column,
    heights.reduce((sum, height) => sum + height, 0),
  );
  const rows = [coordination, way, store].filter((height) => height > 0);
  const height = rows.reduce((sum, row) => sum + row, 0) + BETWEEN * (rows.length - 1);
  return { areas: plans, coordination, slots: heights, column, store, height };
}

type Styles = Readonly<Record<'coordination' | 'store', Style | undefined>>;

function planArea(
  area: Area,
  slots: readonly Slot[],
  { pitch, full, close = false }: Fit,
  styles: Styles,
): AreaPlan {
  const { split, width } = area;
  const room = width - columnWidth(area);
  const found = slots.map((slot) => slot(split));
  const widthOf = (unit: FleetUnit) =>
    close ? glyphRows(unit, room - LANE).width : matrixWidth(unit, room, { pitch });
  const reach = Math.max(0, ...found.map((one) => ('id' in one ? widthOf(one) : 0)));
  const blockOf = (one: FleetUnit | readonly TieredNode[]): Block => {
    if ('id' in one) return close ? glyphRows(one, room - LANE) : fleetBlock(one, room, { pitch, reach });
    return one.length > 0 ? nodesBlock(one, room) : stacked([]);
  };
  return {
    coordination: endBlock(area, 'coordination', pitch, styles.coordination),
    column: stacked((['source', 'balancer'] as const).flatMap((tier) => glyphs(split.tiers[tier], full))),
    slots: found.map(blockOf),
    store: endBlock(area, 'store', pitch, styles.store),
    reach,
  };
}

/** What leaves room for the nodes of a tier in one row in every area; undefined if nothing does. */
function styleOf(areas: readonly Area[], tier: Tier, full: boolean): Style | undefined {
  const fits = (style: Style) =>
    areas.every(({ split, width }) => {
      const nodes = split.tiers[tier];
      return nodes.length === 0 || nodes.length * neededWidth(style, nodes) <= width - LABEL;
    });
  return (full ? [FULL, ...ROWS] : ROWS).find(fits);
}

/** The nodes of a tier right of its name; fleets, which have names of their own, above them. */
function endBlock({ split, width }: Area, tier: Tier, pitch: number, style: Style | undefined): Block {
  const nodes = split.tiers[tier];
  const row = nodesBlockAt(nodes, width - LABEL, style);
  return stacked([...split.fleets[tier].map((unit) => fleetBlock(unit, width, { pitch })), ...row]);
}

function nodesBlockAt(
  nodes: readonly TieredNode[],
  room: number,
  style: Style | undefined,
): readonly Block[] {
  if (nodes.length === 0) return [];
  const { width, height, draw } = nodesBlock(nodes, room, style);
  return [{ width: width + LABEL, height, draw: (x, y) => draw(x + LABEL, y) }];
}

/** Some members of a fleet; lines lead to all of them together. */
function glyphRows({ id, first, members }: FleetUnit, room: number): Block {
  const { width, height, draw } = nodesBlock(members, room, CLOSE);
  return {
    width,
    height,
    draw: (x, y) => {
      const { places } = draw(x, y);
      const middle = { x: x + width / 2, y: y + height / 2 };
      const half = { x: width / 2 - CLOSE.apart, y: height / 2 };
      const anchor = { ...placeOf(first, middle, 'below', 'bare', width), name: id, half };
      const counts = { x, y, beside: false, room: 0, lines: 0 };
      const cells = places.map(({ name, x: across, y: along }) => ({ name, x: across, y: along }));
      const { view, outline } = first;
      const fleet = {
        id,
        view,
        zone: outline.zone,
        x,
        y,
        width,
        height,
        pitch: 0,
        columns: 1,
        counts,
        cells,
      };
      return { places, fleets: [fleet], anchors: [anchor] };
    },
  };
}

/** Users or balancers, one below the other. */
function glyphs(nodes: readonly TieredNode[], full: boolean): readonly Block[] {
  return nodes.map((node): Block => {
    const lines = full ? 3 : node.view.tier === 'source' ? 1 : 2;
    const up = node.view.tier === 'source' ? 20 : 36;
    const density = full ? 'full' : 'roles';
    return {
      width: COLUMN,
      height: up + 34 + 16 * lines,
      draw: (x, y) => ({
        places: [placeOf(node, { x: x + COLUMN / 2, y: y + up }, 'below', density, COLUMN - 8, lines)],
        fleets: [],
        anchors: [],
      }),
    };
  });
}

function placementOf(plan: Plan, areas: readonly Area[], top: number, size: Size): Placement {
  const room = size.height - top - BOTTOM;
  const way = Math.max(
    plan.column,
    plan.slots.reduce((sum, height) => sum + height, 0),
  );
  const gaps = plan.slots.length + 1;
  const spare = Math.max(0, Math.min(MOST_SPARE, (room - plan.height) / gaps));
  const wayTop = top + plan.coordination + (plan.coordination > 0 ? BETWEEN + spare : 0);
  const tops = plan.slots.map(
    (_, at) => wayTop + plan.slots.slice(0, at).reduce((sum, height) => sum + height + spare, 0),
  );
  const wayEnd = wayTop + way + spare * Math.max(0, plan.slots.length - 1);
  const storeTop = wayEnd + (plan.store > 0 ? BETWEEN + spare : 0);
  const end = storeTop + plan.store;
  const drawn = areas.map((area, index) => {
    const parts = plan.areas[index];
    if (parts === undefined) return joined([]);
    const left = area.x + columnWidth(area);
    return joined([
      parts.coordination.draw(area.x, top),
      parts.column.draw(area.x, wayTop),
      ...parts.slots.map((block, at) => block.draw(left, tops[at] ?? 0)),
      parts.store.draw(area.x, storeTop),
    ]);
  });
  const height = Math.max(size.height, end + BOTTOM);
  return {
    ...joined(drawn),
    width: size.width,
    height,
    way: fleetWay,
    captions: areas.flatMap((area) => captionsOf(area, top, storeTop)),
    zones: areas.flatMap(({ name, x, width }) =>
      name === undefined ? [] : [{ name, x, y: top - HEADING, width, height: end - top + HEADING }],
    ),
    buses: {
      inlet: { source: 0, balancer: 0, service: 0, coordination: 0, store: 0 },
      trunkX: 0,
      quorum: top,
      traffic: storeTop - 6,
      replication: storeTop,
      lane: wayTop - 6,
      storeSide: 'above',
      areas: areas.map((area, index) => waysOf(area, plan.areas[index]?.reach ?? 0)),
    },
  };
}

function waysOf(area: Area, reach: number): AreaWays {
  const dots = area.x + columnWidth(area);
  return {
    left: area.x - GAP / 2,
    right: area.x + area.width + GAP / 2,
    inlet: Math.max(area.x - LANE, dots - LANE),
    trunk: dots + reach + LANE,
  };
}

/** The names of small kinds, level with their glyphs. */
function captionsOf({ split, x }: Area, top: number, storeTop: number): readonly Caption[] {
  const caption = ([first]: readonly TieredNode[], y: number): readonly Caption[] => {
    if (first === undefined) return [];
    const { view, outline } = first;
    return [
      {
        ...named({ group: outline.group, view }),
        x,
        y: y + 38,
        anchor: 'start',
        detailed: false,
        narrow: true,
      },
    ];
  };
  const above = (tier: Tier) => split.fleets[tier].length === 0;
  return [
    ...(above('coordination') ? caption(split.tiers.coordination, top) : []),
    ...(above('store') ? caption(split.tiers.store, storeTop) : []),
  ];
}
