/**
 * Side by side what zones hold, and what stands in none; or, without zones, all in one. In each area coordination is
 * on top, the way of a request in the middle and stores below, level with those of the other areas.
 */
import { fleetBlock, joined, NOTHING, stacked, tierBlock, type Block } from './blocks.ts';
import { ofZone, splitFleets, type SplitTiers } from './fleets.ts';
import { fleetPlaces } from './fleet-layout.ts';
import { layoutStage } from './layout.ts';
import {
  named,
  placeOf,
  type Caption,
  type Placement,
  type StageLayout,
  type TieredNode,
  type Tiers,
} from './place.ts';
import type { NodeOutline } from '../../analysis/outline.ts';
import type { Size } from '../../ui/use-size.ts';
import type { KindView, Tier } from '../../ui/kind-view.ts';

const MARGIN = 16;
const GAP = 28;
const TOP = { bare: 40, zones: 80 };
/** From this width on the last milestone is written over the drawing. */
const OVERLAID = 600;
const BOTTOM = 28;
const CAPTION = 18;
/** From this height on users and balancers tell facts. */
const ROOMY = 520;
const LEAST_WIDTH = { nodes: 112, fleet: 124 };
/** Columns of users and of balancers. */
const COLUMN = { source: 84, balancer: 96, fleet: 120 };
/** Between two bands: room for the lines that run across. */
const BETWEEN = 20;
const MOST_BETWEEN = 60;
/** Beside the dots or glyphs of a service, where lines part. */
const SIDE = 26;
/** The same where dots need the width. */
const NARROW_COLUMN = 78;
const NARROW_SIDE = 14;

/** Users, balancers and services in one row, each in the middle of its height. */
function sideBySide(split: SplitTiers, room: number, roomy: boolean): Block {
  if (needsWidth(split, room)) return besideColumn(split, room);
  const source = columnOf(split, 'source', COLUMN.source, roomy);
  const balancer = columnOf(split, 'balancer', COLUMN.balancer, roomy);
  const before = source.width + balancer.width;
  const left = before === 0 ? 0 : before + SIDE;
  const service = tierBlock(split, ['service'], room - left - SIDE);
  const parts = [
    { block: source, x: 0 },
    { block: balancer, x: source.width },
    { block: service, x: left },
  ];
  const height = Math.max(...parts.map(({ block }) => block.height));
  return {
    width: left + service.width + SIDE,
    height,
    draw: (x, y) =>
      joined(parts.map(({ block, x: dx }) => block.draw(x + dx, y + (height - block.height) / 2))),
  };
}

/** Dots, and so many glyphs that they would lose their names beside two columns. */
function needsWidth({ tiers, fleets }: SplitTiers, room: number): boolean {
  const beside = room - COLUMN.source - COLUMN.balancer - 2 * SIDE;
  const both = tiers.source.length > 0 && tiers.balancer.length > 0;
  return fleets.service.length > 0 || (both && tiers.service.length > 2 * Math.floor(beside / 66));
}

/** Users and balancers stand one below the other at the left. */
function besideColumn(split: SplitTiers, room: number): Block {
  const before = stacked(
    [columnOf(split, 'source', NARROW_COLUMN, false), columnOf(split, 'balancer', NARROW_COLUMN, false)],
    true,
  );
  const left = before.width === 0 ? 0 : before.width + NARROW_SIDE;
  const service = tierBlock(split, ['service'], room - left);
  const height = Math.max(before.height, service.height);
  return {
    width: left + service.width,
    height,
    draw: (x, y) =>
      joined([
        before.draw(x, y + (height - before.height) / 2),
        service.draw(x + left, y + (height - service.height) / 2),
      ]),
  };
}

/** One below the other, or as dots. */
function columnOf({ tiers, fleets }: SplitTiers, tier: Tier, width: number, roomy: boolean): Block {
  const nodes = tiers[tier];
  const full = roomy && nodes.length === 1;
  const glyphs = nodes.map((node): Block => ({
    width,
    height: full ? 136 : 104,
    draw: (x, y) => ({
      ...NOTHING,
      places: [placeOf(node, { x: x + width / 2, y: y + 42 }, 'below', full ? 'full' : 'roles', width - 6)],
    }),
  }));
  return stacked([...fleets[tier].map((unit) => fleetBlock(unit, COLUMN.fleet)), ...glyphs]);
}

interface Area {
  readonly name: string | undefined;
  readonly x: number;
  readonly width: number;
  readonly bands: readonly Block[];
  readonly split: SplitTiers;
}

function bandsOf(split: SplitTiers, width: number, rows: boolean, roomy: boolean): readonly Block[] {
  const way = rows
    ? [tierBlock(split, ['source', 'balancer'], width), tierBlock(split, ['service'], width)]
    : [sideBySide(split, width, roomy)];
  return [tierBlock(split, ['coordination'], width), ...way, tierBlock(split, ['store'], width)];
}

/** The layout of systems with zones, or with many of a kind. */
export function layoutAreas(
  nodes: readonly NodeOutline[],
  views: readonly KindView[],
  size: Size,
): StageLayout {
  return layoutStage(nodes, views, size, undefined, areaPlaces);
}

/** The same of a few members of fleets, whose kinds are given. */
export function layoutClose(
  nodes: readonly NodeOutline[],
  views: readonly KindView[],
  size: Size,
  kinds: ReadonlySet<string>,
): StageLayout {
  return layoutStage(
    nodes,
    views,
    size,
    undefined,
    (tiers, drawing) => fleetPlaces(tiers, drawing, kinds) ?? blockPlaces(tiers, drawing),
  );
}

function areaPlaces(tiers: Tiers, size: Size): Placement {
  return fleetPlaces(tiers, size) ?? blockPlaces(tiers, size);
}

/** Without fleets, or where there is no room beside them. */
function blockPlaces(tiers: Tiers, size: Size): Placement {
  const areas = areasOf(tiers, size);
  const zoned = areas.some(({ name }) => name !== undefined);
  const rows = areas.some(({ bands }) => bands.length === 4);
  const heights = (areas[0]?.bands ?? []).map((_, band) =>
    Math.max(...areas.map(({ bands }) => bands[band]?.height ?? 0)),
  );
  const filled = heights.filter((height) => height > 0).length;
  const content = heights.reduce((sum, height) => sum + height, 0);
  const top = (zoned ? TOP.zones : TOP.bare) - (size.width < OVERLAID ? TOP.bare - 4 : 0);
  const quorum = (heights[0] ?? 0) > 0 ? 30 : 8;
  const bottom = size.width < OVERLAID ? 8 : BOTTOM;
  const spare = size.height - top - quorum - CAPTION - bottom - content;
  const between = Math.max(BETWEEN, Math.min(MOST_BETWEEN, spare / Math.max(1, filled - 1)));
  const tops: number[] = [];
  let y = top + quorum;
  for (const height of heights) {
    tops.push(y);
    if (height > 0) y += height + between;
  }
  const drawn = areas.map((area) => {
    const x = zoned ? area.x : centred(area);
    return joined(area.bands.map((block, band) => block.draw(x, tops[band] ?? 0)));
  });
  const end = y - between + CAPTION;
  const height = Math.max(size.height, end + bottom);
  const storeTop = tops.at(-1) ?? 0;
  const last = areas.at(-1);
  const all = joined(drawn);
  return {
    width: Math.max(size.width, (last?.x ?? 0) + (last?.width ?? 0) + MARGIN),
    height,
    ...all,
    shape: rows ? 'rows' : 'wide',
    captions: areas.flatMap((area) =>
      captionsOf(area, zoned ? area.x : centred(area), top + quorum - 12, end - 4, !zoned),
    ),
    zones: areas.flatMap(({ name, x, width }) =>
      name === undefined ? [] : [{ name, x, y: top - 26, width, height: end - top + 26 }],
    ),
    buses: {
      inlet: { source: 0, balancer: 0, service: 0, coordination: 0, store: 0 },
      trunkX: 0,
      quorum: top + quorum - 2,
      traffic: storeTop - 15,
      replication: storeTop - 5,
      lane: (tops[1] ?? 0) - 8,
      storeSide: 'above',
    },
  };
}

/** Where the bands of an area begin that has the stage to itself. */
function centred({ x, width, bands }: Area): number {
  return x + Math.max(0, (width - Math.max(...bands.map((block) => block.width))) / 2);
}

function areasOf(tiers: Tiers, size: Size): readonly Area[] {
  const nodes = Object.values(tiers).flat();
  const zones = [...new Set(nodes.flatMap(({ outline }) => outline.zone ?? []))].sort();
  const loose = nodes.some(({ outline }) => outline.zone === undefined);
  const names = loose ? [undefined, ...zones] : zones;
  const { fleets } = splitFleets(tiers);
  const splits = names.map((zone) => ofZone({ tiers: splitFleets(tiers).tiers, fleets }, zone));
  const room = size.width - 2 * MARGIN - GAP * (names.length - 1);
  const shares = splits.map((split, index) =>
    names[index] === undefined && names.length > 1 && small(split) ? 0.5 : 1,
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  let x = MARGIN;
  const widths = splits.map((split, index) => {
    const share = shares[index] ?? 1;
    return Math.max(hasFleet(split) ? LEAST_WIDTH.fleet : share * LEAST_WIDTH.nodes, (room * share) / sum);
  });
  const rows = splits.some((split, index) => (widths[index] ?? 0) < widthOfWay(split));
  return splits.map((split, index): Area => {
    const width = widths[index] ?? 0;
    const area = {
      name: names[index],
      x,
      width,
      split,
      bands: bandsOf(split, width, rows, size.height >= ROOMY),
    };
    x += width + GAP;
    return area;
  });
}

function hasFleet({ fleets }: SplitTiers): boolean {
  return Object.values(fleets).some((units) => units.length > 0);
}

/** What the way of a request needs to be drawn from left to right; where there is less, it goes from row to row. */
function widthOfWay({ tiers, fleets }: SplitTiers): number {
  if (fleets.service.length > 0) {
    const two = (['source', 'balancer'] as const).filter((tier) => fleets[tier].length > 0);
    return (two.length > 0 ? COLUMN.fleet : NARROW_COLUMN) + NARROW_SIDE + LEAST_WIDTH.fleet;
  }
  const column = (tier: 'source' | 'balancer') => {
    if (fleets[tier].length > 0) return COLUMN.fleet;
    return tiers[tier].length > 0 ? COLUMN[tier] : 0;
  };
  const before = column('source') + column('balancer');
  const service = tiers.service.length > 0 ? 66 : 0;
  return before + (service > 0 ? service + 2 * SIDE : 0);
}

/** Only users and balancers: they need little room. */
function small({ tiers, fleets }: SplitTiers): boolean {
  const wide: readonly Tier[] = ['service', 'coordination', 'store'];
  return wide.every((tier) => tiers[tier].length === 0 && fleets[tier].length === 0);
}

function captionsOf(
  { split }: Area,
  x: number,
  above: number,
  below: number,
  detailed: boolean,
): readonly Caption[] {
  const caption = (nodes: readonly TieredNode[], y: number): readonly Caption[] => {
    const [first] = nodes;
    if (first === undefined || nodes.length < 2) return [];
    const { view, outline } = first;
    return [{ ...named({ group: outline.group, view }), x, y, anchor: 'start', detailed }];
  };
  return [...caption(split.tiers.coordination, above), ...caption(split.tiers.store, below)];
}
