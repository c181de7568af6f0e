/** More than twelve instances of a kind are drawn as dots: rows of ten in name order, so that a dot keeps its place. */
import type { Tier } from '../../ui/kind-view.ts';
import type { Size } from '../../ui/use-size.ts';
import {
  kindsWithMany,
  placeOf,
  type Fleet,
  type FleetUnit,
  type Place,
  type TieredNode,
  type Tiers,
} from './place.ts';

const COLUMNS = 10;
export const PITCH = 20;
export const LEAST_PITCH = 12;
/** Matrices higher than this have twice the columns at a smaller pitch. */
const TALL = 300;
/** Above the dots: the fleet's name; below: its counts. */
export const FLEET_HEAD = 20;
const FLEET_FOOT = 28;
/** Below a fleet whose counts stand beside it. */
const FLEET_BELOW = 8;
/** The counts beside dots: how far from these, how wide, where their first line stands, and the height of one and of two. */
const COUNTS = { gap: 20, width: 84, up: 12, line: 17, height: 34 };

export type Fleets = Readonly<Record<Tier, readonly FleetUnit[]>>;

export interface SplitTiers {
  readonly tiers: Tiers;
  readonly fleets: Fleets;
}

/** Takes the kinds with too many instances, or those given, out of the tiers; what zones split makes a fleet a zone. */
export function splitFleets(tiers: Tiers, kinds = crowdedKinds(tiers)): SplitTiers {
  const many = ({ view }: TieredNode) => kinds.has(view.kind);
  const each = <T>(of: (nodes: readonly TieredNode[]) => T): Record<Tier, T> => ({
    source: of(tiers.source),
    balancer: of(tiers.balancer),
    service: of(tiers.service),
    coordination: of(tiers.coordination),
    store: of(tiers.store),
  });
  return {
    tiers: each((nodes) => nodes.filter((node) => !many(node))),
    fleets: each((nodes) => unitsOf(nodes.filter(many))),
  };
}

function crowdedKinds(tiers: Tiers): ReadonlySet<string> {
  return kindsWithMany(
    Object.values(tiers)
      .flat()
      .map(({ view }) => view),
  );
}

function unitsOf(nodes: readonly TieredNode[]): readonly FleetUnit[] {
  const units = new Map<string, { first: TieredNode; members: TieredNode[] }>();
  for (const node of nodes) {
    const { kind, zone = '' } = node.outline;
    const key = `${kind}|${zone}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { first: node, members: [node] });
    else unit.members.push(node);
  }
  return [...units.values()].map(({ first, members }) => ({
    id: `fleet ${members.map(({ outline }) => outline.name).join(' ')}`,
    first,
    members,
  }));
}

/** Those of one zone; undefined: of none. */
export function ofZone({ tiers, fleets }: SplitTiers, zone: string | undefined): SplitTiers {
  const nodes = (tier: Tier) => tiers[tier].filter(({ outline }) => outline.zone === zone);
  const units = (tier: Tier) => fleets[tier].filter(({ first }) => first.outline.zone === zone);
  const each = <T>(of: (tier: Tier) => T): Record<Tier, T> => ({
    source: of('source'),
    balancer: of('balancer'),
    service: of('service'),
    coordination: of('coordination'),
    store: of('store'),
  });
  return { tiers: each(nodes), fleets: each(units) };
}

/** What a fleet must keep to beside others. */
export interface MatrixLimits {
  /** The largest pitch. */
  readonly pitch?: number;
  /** How wide the widest matrix of those that stand below one another is: the counts of all begin right of it. */
  readonly reach?: number;
}

interface Matrix {
  readonly columns: number;
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
  /** Whether the counts stand at its right, where there is room; else below. */
  readonly beside: boolean;
}

/** The room that a fleet takes: its name, its dots and its counts. */
export function fleetSize(unit: FleetUnit, room: number, limits: MatrixLimits = {}): Size {
  const { width, height, beside } = matrixOf(unit, room, limits);
  const below = beside ? Math.max(FLEET_BELOW, COUNTS.height - height) : FLEET_FOOT;
  return {
    width: beside ? (limits.reach ?? width) + COUNTS.gap + COUNTS.width : width,
    height: FLEET_HEAD + height + below,
  };
}

/** How wide the dots alone are. */
export function matrixWidth(unit: FleetUnit, room: number, limits: MatrixLimits = {}): number {
  return matrixOf(unit, room, limits).width;
}

function matrixOf({ members }: FleetUnit, room: number, { pitch: largest = PITCH }: MatrixLimits): Matrix {
  const tall = Math.ceil(members.length / COLUMNS) * PITCH > TALL && room >= 2 * COLUMNS * LEAST_PITCH;
  const columns = tall ? 2 * COLUMNS : COLUMNS;
  const spare = (room - COUNTS.gap - COUNTS.width) / columns;
  const beside = spare >= LEAST_PITCH;
  const most = tall ? LEAST_PITCH : Math.max(LEAST_PITCH, Math.min(largest, room / columns));
  const pitch = beside ? Math.min(most, spare) : most;
  const width = columns * pitch;
  return { columns, pitch, width, height: Math.ceil(members.length / columns) * pitch, beside };
}

/** The fleet with its upper left dot's corner at x and y, and the place that lines to its members lead to. */
export function drawFleet(
  unit: FleetUnit,
  x: number,
  y: number,
  room: number,
  limits: MatrixLimits = {},
): { fleet: Fleet; place: Place } {
  const { columns, pitch, width, height, beside } = matrixOf(unit, room, limits);
  const { id, first, members } = unit;
  const cells = members.map(({ outline: { name } }, index) => ({
    name,
    x: x + pitch * ((index % columns) + 0.5),
    y: y + pitch * (Math.floor(index / columns) + 0.5),
  }));
  const { zone } = first.outline;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const place = {
    ...placeOf(first, middle, 'below', 'bare', width),
    name: id,
    half: { x: width / 2 + 6, y: height / 2 + 4 },
  };
  const across = x + (limits.reach ?? width) + COUNTS.gap;
  const lines = Math.max(2, Math.floor((height + FLEET_BELOW) / COUNTS.line));
  const counts = beside
    ? { x: across, y: y + COUNTS.up, beside, room: COUNTS.width, lines }
    : { x, y: y + height + FLEET_FOOT - 10, beside, room, lines: 1 };
  return { fleet: { id, view: first.view, zone, x, y, width, height, pitch, columns, counts, cells }, place };
}
